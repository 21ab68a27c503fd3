"""A group without topics: the office works by replies there, and an upgraded one is followed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator

import pytest

from telegram_sandbox.client import Message, Sandbox
from telegram_sandbox.process import started
from tests.e2e.colleague import OFFICE_MAIL, PNG, Colleague, writes_to_office
from tests.e2e.members import MARIA
from tests.e2e.office import Office
from tests.e2e.program import Starter
from tests.e2e.resident import Resident
from tests.e2e.stores import SqliteStore
from tests.waiting import until


@pytest.fixture(scope="module")
def plain_office(starter: Starter, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("plain")
    with started("--seed", "7", "--group", "group") as telegram:
        office = Office(starter, SqliteStore(folder / "data"), telegram, folder)
        office.import_members()
        yield office
        office.end()


@pytest.fixture
async def sandbox(plain_office: Office) -> AsyncIterator[Sandbox]:
    async with Sandbox(*plain_office.telegram) as client:
        yield client


@pytest.fixture
async def anna(plain_office: Office, sandbox: Sandbox) -> Colleague:
    group = (await sandbox.group())["id"]
    settings = {"EBOK_OFFICE_CHAT_ID": str(-100500), "EBOK_OFFICE_MAIL": OFFICE_MAIL}
    if plain_office._settings:
        settings = plain_office._settings  # an upgraded group is set by its first id
    else:
        settings["EBOK_OFFICE_CHAT_ID"] = str(group)
    await plain_office.open(sandbox, **settings)
    person = await sandbox.person("Anna", staff=True)
    return Colleague(sandbox, sandbox.chat(person, group))


@pytest.fixture
async def maria(plain_office: Office, sandbox: Sandbox, anna: Colleague) -> Resident:
    person = await sandbox.person("Maria")
    return Resident(plain_office, sandbox, sandbox.chat(person), MARIA)


async def card_of(anna: Colleague, number: int) -> Message:
    return await anna.sees(f"#{number} ·", None)


async def test_everything_goes_by_replies(anna: Colleague, maria: Resident) -> None:
    number = await writes_to_office(maria, "Usterka", "Cieknie kran.")
    card = await card_of(anna, number)
    written = await anna.sees("Cieknie kran.", None)
    assert written["reply_to"] == card["message_id"]

    await anna.chat.send("Mówię do koleżanki.")
    await anna.chat.send("! tylko między nami", reply_to=card["message_id"])
    own = await anna.chat.send("Przyjdziemy jutro.", reply_to=written["message_id"])
    answer = await maria.sees("Przyjdziemy jutro.")
    await anna.chat.send("O 9 rano.", reply_to=own["message_id"])  # below one's own word
    await maria.sees("O 9 rano.")
    await anna.chat.edit(own["message_id"], "Przyjdziemy w piątek.")
    await maria.sees("Przyjdziemy w piątek.")
    everything = await maria.everything()
    assert "koleżanki" not in everything
    assert "między nami" not in everything

    await maria.chat.send("Dobrze.", reply_to=answer["message_id"])
    reply = await anna.sees("Dobrze.", None)
    assert reply["reply_to"] == own["message_id"]


async def test_two_cases_do_not_mix_and_closing_asks(
    anna: Colleague, maria: Resident, sandbox: Sandbox, plain_office: Office
) -> None:
    jan = Resident(plain_office, sandbox, sandbox.chat(await sandbox.person("Jan")), MARIA)
    first = await writes_to_office(maria, "Opłaty", "Ile płacę?")
    second = await writes_to_office(jan, "Opłaty", "A ja?")
    cards = [await card_of(anna, number) for number in (first, second)]
    await anna.chat.send("Dla Jana.", reply_to=cards[1]["message_id"])
    await jan.sees("Dla Jana.")
    assert "Dla Jana." not in await maria.everything()

    await anna.chat.press("Zamknij", message_id=cards[0]["message_id"])
    await maria.sees("Czy sprawa jest załatwiona?")
    assert "znowu otwarta" in await maria.writes("Nie")
    reopened = await anna.sees("znowu pisze", None)
    await sandbox.idle()
    await anna.chat.send("Słucham?", reply_to=reopened["message_id"])
    await maria.sees("Słucham?")


async def test_a_reply_to_a_word_of_the_bot_that_is_of_no_case_is_not_silent(
    anna: Colleague, maria: Resident
) -> None:
    number = await writes_to_office(maria, "Opłaty", "Ile płacę?")
    await card_of(anna, number)
    await anna.chat.send("/pomoc")
    help_ = await anna.sees("Jak tu pracujemy", None)
    await anna.chat.send("Dla kogo to?", reply_to=help_["message_id"])
    await anna.sees("Nikt tego nie dostał", None)


async def test_files_go_by_replies_too(anna: Colleague, maria: Resident) -> None:
    number = await writes_to_office(maria, "Dokumenty", "Proszę o statut.")
    card = await card_of(anna, number)
    await anna.sandbox.post(
        f"/chats/{anna.chat.id}/send",
        from_=anna.chat.person,
        text="Zaraz",
        reply_to=card["message_id"],
    )
    await maria.sees("Zaraz")
    await maria.presses("Odpowiedz")
    await maria.sends("dowód.png", PNG, "photo", "image/png")
    await maria.presses("Wyślij")

    async def photo() -> Message | None:
        found = [m for m in await anna.chat.messages() if m.get("file")]
        return found[-1] if found else None

    there = await until(photo, "the picture in the group")
    assert there["reply_to"] == card["message_id"]


@pytest.mark.parametrize("told", [True, False])
async def test_an_upgraded_group_is_followed_with_all_that_was_said(
    anna: Colleague, maria: Resident, sandbox: Sandbox, told: bool
) -> None:
    number = await writes_to_office(maria, "Opłaty", "Pierwsza.")
    card = await card_of(anna, number)
    await anna.sees("Pierwsza.", None)
    await anna.chat.send("Odpowiedź.", reply_to=card["message_id"])
    answer = await maria.sees("Odpowiedź.")

    new = (await sandbox.post("/group/upgrade", told=told))["id"]
    anna = Colleague(sandbox, sandbox.chat(anna.chat.person, new))
    await maria.chat.send("Druga.", reply_to=answer["message_id"])

    thread = await anna.finds_topic(f"#{number} ·")
    told_before = await anna.sees("Pierwsza.", thread)
    assert "Odpowiedź." in told_before["text"]
    await anna.sees("Druga.", thread)
    await anna.writes("Już w wątku.", thread)
    await maria.sees("Już w wątku.")
    topics = [name for name in await anna.topics() if re.search(rf"#{number} ·", name)]
    assert len(topics) == 1
