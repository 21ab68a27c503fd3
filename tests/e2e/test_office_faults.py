"""Bad days of the office: Telegram out of breath, the group lost, power cuts, hasty fingers."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import aiohttp
import pytest

from telegram_sandbox.client import Chat, Message
from tests.e2e.colleague import OFFICE_MAIL, PNG, Colleague, writes_to_office
from tests.e2e.conftest import NewColleague, NewResident
from tests.e2e.members import MARIA
from tests.e2e.resident import Resident
from tests.waiting import until

LOST_GROUP = "eBOK: bot nie może pisać w grupie biura"


async def _in_order(colleague: Colleague, thread: int, *texts: str, most: int = 1) -> None:
    """Each is there, at most so often, and in this order."""
    await colleague.sees(texts[-1], thread)
    there = [one for one in await colleague.chat.texts(thread=thread) if one in texts]
    assert list(dict.fromkeys(there)) == list(texts)
    assert all(there.count(text) <= most for text in texts), there


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("sendMessage", {"retry_after": 1}),
        ("createForumTopic", {"retry_after": 1}),
        ("sendMessage", {"drop": "before", "times": 2}),
        ("createForumTopic", {"status": 502, "times": 2}),
    ],
)
async def test_a_fault_on_the_way_into_the_group_loses_and_doubles_nothing(
    resident: NewResident, colleague: NewColleague, method: str, fault: dict[str, object]
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    where = {"chat_id": anna.chat.id}
    await somebody.sandbox.fault(method=method, where=where, **fault)
    number = await writes_to_office(somebody, "Opłaty", "Jeden.", "Dwa.", "Trzy.")
    await _in_order(anna, await anna.finds_topic(f"#{number} ·"), "Jeden.", "Dwa.", "Trzy.")
    assert sum(f"#{number} ·" in name for name in await anna.topics()) == 1


async def test_while_the_group_is_lost_mail_goes_on_and_the_office_is_told_once(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    sandbox = somebody.sandbox
    told_before = len([m for m in await sandbox.mail(OFFICE_MAIL) if m["subject"] == LOST_GROUP])
    await sandbox.post("/group/bot", status="kicked")
    try:
        number = await writes_to_office(somebody, "Opłaty", "Pierwsza.")
        await until(lambda: _mail(anna, f"[eBOK #{number}]"), "the case by mail")
        await until(lambda: _mail(anna, LOST_GROUP), "a word about the group")
        await somebody.presses("Moje sprawy")
        label = next(one for one in await somebody.buttons() if f"nr {number}" in one)
        assert "jeszcze nie" in (await somebody.presses(label)).lower()
        await somebody.presses("Dopisz do sprawy")
        await somebody.writes("Druga.")
        await somebody.presses("Wyślij")
        await until(lambda: _mail(anna, f"[eBOK #{number}]", 2), "the addition by mail")
    finally:
        await sandbox.post("/group/bot", status="administrator")
    await _in_order(anna, await anna.finds_topic(f"#{number} ·"), "Pierwsza.", "Druga.")
    told = [m for m in await sandbox.mail(OFFICE_MAIL) if m["subject"] == LOST_GROUP]
    assert len(told) == told_before + 1


async def _mail(colleague: Colleague, subject: str, number: int = 1) -> bool:
    found = [m for m in await colleague.sandbox.mail(OFFICE_MAIL) if subject in m["subject"]]
    return len(found) >= number


async def test_a_power_cut_right_after_sending_loses_no_message(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    await somebody.writes("/biuro")
    await somebody.presses("Opłaty")
    for text in ("Jeden.", "Dwa.", "Trzy."):
        await somebody.writes(text)
    pressed = asyncio.create_task(somebody.chat.press("Wyślij"))

    async def taken() -> bool:
        return "Sprawa nr" in await somebody.everything()

    await until(taken, "the receipt")
    await somebody.office.crash_and_return(somebody.sandbox)
    with suppress(Exception):
        await pressed
    number = int((await somebody.everything()).rpartition("Sprawa nr ")[2].split()[0])
    thread = await anna.finds_topic(f"#{number} ·")
    await _in_order(anna, thread, "Jeden.", "Dwa.", "Trzy.", most=2)


async def test_a_power_cut_right_after_an_answer_loses_no_answer(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Kiedy?", thread)
    for text in ("Odpowiedź pierwsza.", "Odpowiedź druga."):
        await anna.writes(text, thread)
    await somebody.office.crash_and_return(somebody.sandbox)
    await somebody.sees("Odpowiedź druga.")
    said = [t for t in await somebody.chat.texts() if "Odpowiedź " in t and "Biuro" in t]
    said = [t for t in said if t.endswith(("pierwsza.", "druga."))]
    assert 2 <= len(said) <= 4
    assert "pierwsza" in said[0]
    assert "druga" in said[-1]


async def test_the_same_update_twice_is_one_message(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Kiedy?", thread)
    await anna.writes("Jutro rano.", thread)
    answer = await somebody.sees("Jutro rano.")
    calls = [call["params"] for call in await somebody.sandbox.calls()]
    newest = max(int(params.get("offset") or 0) for params in calls) - 1
    for update in (newest - 1, newest):
        await somebody.sandbox.redeliver(update)
    await somebody.chat.send("Dobrze.", reply_to=answer["message_id"])
    await _in_order(anna, thread, "Kiedy?", "Jutro rano.", "Dobrze.")
    assert (await somebody.everything()).count("Jutro rano.") == 1


async def test_two_quick_presses_send_once(resident: NewResident, colleague: NewColleague) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    await somebody.writes("/biuro")
    await somebody.presses("Opłaty")
    await somebody.writes("Raz wystarczy.")
    summary = await somebody.newest()
    press = {"message_id": summary["message_id"]}
    await asyncio.gather(*(somebody.chat.press("Wyślij", **press) for _ in range(2)))
    await somebody.reads()
    number = int((await somebody.everything()).rpartition("Sprawa nr ")[2].split()[0])
    await _in_order(anna, await anna.finds_topic(f"#{number} ·"), "Raz wystarczy.")


async def test_a_topic_deleted_while_letters_wait_is_made_once_again(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Pierwsza.")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.writes("Słucham?", thread)
    answer = await somebody.sees("Słucham?")
    await somebody.sandbox.post(f"/group/topics/{thread}/delete", from_=anna.chat.person)
    for text in ("Druga.", "Trzecia.", "Czwarta."):
        await somebody.chat.send(text, reply_to=answer["message_id"])

    async def another() -> int | None:
        found = await anna.finds_topic(f"#{number} ·")
        return found if found != thread else None

    new = await until(another, "a new topic")
    await _in_order(anna, new, "Druga.", "Trzecia.", "Czwarta.")
    assert "Druga." not in (await anna.sees("Pierwsza.", new))["text"]
    assert sum(f"#{number} ·" in name for name in await anna.topics()) == 1


async def test_an_anonymous_administrator_answers_without_a_name(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    thread = await anna.finds_topic(f"#{number} ·")
    path = f"/chats/{anna.chat.id}/send"
    await somebody.sandbox.post(
        path, from_=anna.chat.person, text="Bez nazwiska.", thread=thread, anonymous=True
    )
    await somebody.sees("Bez nazwiska.")


async def test_staff_commands_in_a_private_chat_say_nothing_of_cases(
    resident: NewResident, colleague: NewColleague
) -> None:
    await colleague("Anna")
    somebody, stranger = await resident(MARIA), await resident(MARIA)
    await writes_to_office(somebody, "Opłaty", "Moja tajemnica.")
    for command in ("/sprawy", "/szukaj tajemnica", "/przekaz obcy@example.com"):
        assert "tajemnica" not in await stranger.writes(command)
    assert "Moja tajemnica" not in await stranger.everything()


async def test_a_note_below_an_album_keeps_all_of_it_inside(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    thread = await anna.finds_topic(f"#{number} ·")
    await sends_album(anna.chat, 3, "! tylko między nami", thread)
    await anna.writes("Jutro.", thread)
    await somebody.sees("Jutro.")
    assert not [m for m in await somebody.chat.messages() if m.get("file")]


async def sends_album(chat: Chat, pieces: int, text: str, thread: int | None = None) -> None:
    form = aiohttp.FormData({"from": str(chat.person), "as": "photo", "text": text})
    for number in range(pieces):
        form.add_field("file", PNG, filename=f"{number}.png", content_type="image/png")
    if thread is not None:
        form.add_field("thread", str(thread))
    await chat.sandbox.call("POST", f"/chats/{chat.id}/send", data=form)


async def test_albums_cross_whole_both_ways(resident: NewResident, colleague: NewColleague) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    await somebody.writes("/biuro")
    await somebody.presses("Usterka")
    await somebody.writes("Bulwar Ikara 12")
    await sends_album(somebody.chat, 3, "Trzy zdjęcia")
    await somebody.reads()
    number = await _sends(somebody)
    thread = await anna.finds_topic(f"#{number} ·")
    await _sees_album(anna.chat, 3, thread)
    await sends_album(anna.chat, 3, "Protokół", thread)
    await _sees_album(somebody.chat, 6)


async def _sends(somebody: Resident) -> int:
    receipt = await somebody.presses("Wyślij")
    return int(receipt.rpartition("Sprawa nr ")[2].split()[0])


async def _sees_album(chat: Chat, pieces: int, thread: int | None = None) -> None:
    async def look() -> list[Message]:
        found = [m for m in await chat.messages(thread=thread) if m.get("file")]
        return found if len(found) >= pieces else []

    found = await until(look, f"{pieces} pieces")
    assert len(found) == pieces


@pytest.mark.parametrize("kind", ["voice", "video_note", "sticker", "document"])
async def test_files_of_every_kind_cross(
    resident: NewResident, colleague: NewColleague, kind: str
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.chat.send_file("plik", PNG, as_=kind, thread=thread)

    async def arrived() -> list[Message]:
        return [m for m in await somebody.chat.messages() if m.get("file", {}).get("kind") == kind]

    await until(arrived, kind)


async def test_the_longest_answer_arrives_whole_and_its_edit_too(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    thread = await anna.finds_topic(f"#{number} ·")
    answer = await anna.writes("ą" * 4096, thread)
    await somebody.sees("ą" * 4096)
    await anna.chat.edit(answer["message_id"], "Krótko: jutro.")
    await somebody.sees("Krótko: jutro.")
    assert "ą" * 4096 not in await somebody.everything()


async def test_a_case_passed_on_by_mail_arrives(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Proszę o fakturę.")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.writes("! pilne", thread)
    await anna.writes("/przekaz ksiegowa@example.com", thread)

    async def passed_on() -> str | None:
        found = await somebody.sandbox.mail("ksiegowa@example.com")
        return next((m["text"] for m in found if f"#{number}]" in m["subject"]), None)

    text = await until(passed_on, "the case by mail")
    assert "Proszę o fakturę." in text
    assert "pilne" not in text


async def test_an_unknown_command_in_a_topic_does_not_go_to_the_resident(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.writes("/zamknij", thread)
    await anna.sees("Nie ma takiej komendy", thread)
    assert "/zamknij" not in await somebody.everything()


async def test_a_template_pressed_twice_goes_once(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Usterka", "Winda stoi.")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Winda stoi.", thread)
    await anna.presses("Szablon", thread)

    async def offered() -> str | None:
        card = next(m for m in await anna.chat.messages(thread=thread) if m["buttons"])
        labels = [b["text"] for row in card["buttons"] for b in row]
        return labels[0] if len(labels) > 4 else None

    await anna.presses(await until(offered, "templates"), thread)
    preview = await anna.sees("Czy wysłać", thread)
    await asyncio.gather(
        *(anna.chat.press("Wyślij", message_id=preview["message_id"]) for _ in range(2)),
        return_exceptions=True,
    )
    await anna.writes("Koniec.", thread)
    await somebody.sees("Koniec.")
    answers = [t for t in await somebody.chat.texts() if f"sprawa nr {number}" in t]
    assert len(answers) == 2
