"""Residents write to the office, colleagues answer in their group: both sides at once."""

from __future__ import annotations

import re

from telegram_sandbox.client import Message, Sandbox
from tests.e2e.colleague import OFFICE_MAIL, PNG, writes_to_office
from tests.e2e.conftest import NewColleague, NewResident
from tests.e2e.members import MARIA
from tests.e2e.resident import Resident
from tests.waiting import until


async def test_a_message_goes_to_the_office_and_the_answer_comes_back(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Usterka", "Cieknie kran w kuchni.")

    thread = await anna.finds_topic(f"#{number} · Gość")
    await anna.sees("Bulwar Ikara 12, winda", thread)
    await anna.sees("Cieknie kran w kuchni.", thread)
    mail = await until(lambda: _mail(somebody.sandbox, f"[eBOK #{number}]"), "the office's mail")
    assert "Cieknie kran" in mail["text"]

    await anna.writes("Przyjdziemy jutro o 9.", thread)
    answer = await somebody.sees("Przyjdziemy jutro o 9.")
    assert "Biuro" in answer["text"]
    assert f"sprawa nr {number}" in answer["text"]

    await somebody.chat.send("Dziękuję, będę w domu.", reply_to=answer["message_id"])
    reply = await anna.sees("Dziękuję, będę w domu.", thread)
    assert reply["text"] == "Dziękuję, będę w domu."

    await anna.writes("/statystyka", thread)
    assert (await anna.sees("Najczęstszy temat to", thread))["file"]


async def _mail(sandbox: Sandbox, subject: str) -> dict[str, str] | None:
    found = [m for m in await sandbox.mail(OFFICE_MAIL) if subject in m["subject"]]
    return dict(found[-1]) if found else None


async def test_answer_button_and_my_cases_continue_a_case(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Czy doszła wpłata?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.writes("Tak, doszła.", thread)
    await somebody.sees("Tak, doszła.")

    assert "co dodać do sprawy" in await somebody.presses("Odpowiedz")
    await somebody.writes("A odsetki?")
    await somebody.presses("Wyślij")
    await anna.sees("A odsetki?", thread)

    await somebody.writes("/biuro")
    assert any(f"nr {number}" in label for label in await _my_cases(somebody))


async def _my_cases(somebody: Resident) -> list[str]:
    await somebody.presses("Moje sprawy")
    return await somebody.buttons()


async def test_a_note_stays_inside_and_an_edit_reaches_the_resident(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Inna sprawa", "Kiedy zebranie?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.writes("! to ta pani od windy", thread)
    answer = await anna.writes("Zebranie 5 grudnia.", thread)
    await somebody.sees("Zebranie 5 grudnia.")

    await anna.chat.edit(answer["message_id"], "Zebranie 6 grudnia.")
    await somebody.sees("Zebranie 6 grudnia.")
    assert "od windy" not in await somebody.everything()


async def test_an_album_arrives_whole(resident: NewResident, colleague: NewColleague) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    await somebody.writes("/biuro")
    await somebody.presses("Dokumenty")
    await somebody.sends("umowa.png", PNG, "photo", "image/png")
    await somebody.sends("aneks.pdf", b"%PDF-1.4", "document", "application/pdf")
    receipt = await somebody.presses("Wyślij")
    number = int(re.findall(r"Sprawa nr (\d+)", receipt)[0])
    thread = await anna.finds_topic(f"#{number} ·")

    async def files() -> list[Message]:
        found = [m for m in await anna.chat.messages(thread=thread) if m.get("file")]
        return found if len(found) == 2 else []

    await until(files, "both files in the topic")


async def test_closing_asks_and_no_opens_again(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Konto i hasło", "Nie mogę wejść.")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Nie mogę wejść.", thread)
    await anna.presses("Przejmuję", thread)
    await anna.sees("Prowadzi: Anna", thread)
    await anna.presses("Zamknij", thread)
    await somebody.sees("Czy sprawa jest załatwiona?")

    assert "znowu otwarta" in await somebody.presses("Nie")
    await anna.sees("znowu pisze", thread)


async def test_a_topic_deleted_by_hand_is_made_again_with_all_that_was_said(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Pierwsza wiadomość.")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.writes("Odpowiedź biura.", thread)
    answer = await somebody.sees("Odpowiedź biura.")
    await somebody.sandbox.post(f"/group/topics/{thread}/delete", from_=anna.chat.person)

    await somebody.chat.send("Druga wiadomość.", reply_to=answer["message_id"])

    async def another() -> int | None:
        found = await anna.finds_topic(f"#{number} ·")
        return found if found != thread else None

    new = await until(another, "a new topic")
    told = await anna.sees("Pierwsza wiadomość.", new)
    assert "Odpowiedź biura." in told["text"]
    await anna.sees("Druga wiadomość.", new)


async def test_a_topic_closed_by_hand_opens_for_the_next_message(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Pierwsza.")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.writes("Odpowiedź.", thread)
    answer = await somebody.sees("Odpowiedź.")
    await somebody.sandbox.post(f"/group/topics/{thread}/close", from_=anna.chat.person)

    await somebody.chat.send("Jeszcze jedno.", reply_to=answer["message_id"])
    await anna.sees("Jeszcze jedno.", thread)


async def test_an_answer_to_who_blocked_the_bot_goes_by_mail_and_staff_are_told(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident()
    await somebody.opens_account()
    number = await writes_to_office(somebody, "Opłaty", "Ile mam zapłacić?")
    surname = somebody.member.name.split()[-1]
    thread = await anna.finds_topic(f"#{number} · {surname}")
    await somebody.chat.block()

    await anna.writes("Sto złotych.", thread)
    await anna.sees("Nie dostarczone", thread)
    mail = await somebody.gets_mail(f"[eBOK #{number}]")
    assert "Sto złotych." in mail["text"]
    await somebody.chat.unblock()


async def test_danger_in_a_message_to_the_office_brings_the_numbers_and_still_goes(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Usterka", "Czuję gaz na klatce, na dole.")
    assert "992" in await somebody.everything()
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Czuję gaz na klatce", thread)
