"""What people do while they write to the office, other than pressing the buttons in their order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ebok.cases.answering import answer, close
from ebok.cases.case import CaseState, Content, content_of
from ebok.cases.placing import note_copies
from ebok.cases.reading import history, mine
from ebok.services import Services
from storage.tables import Case, CaseMessage
from tests.fixtures.people import CHAT, all_rows
from tests.fixtures.phone import NOW, Phone

GROUP = -1001


@pytest.fixture
def engine_name() -> str:
    """What is said depends on no engine."""
    return "sqlite"


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, office=replace(services.office, chat_id=GROUP))


async def writes(phone: Phone, text: str, topic: str = "Opłaty") -> None:
    """Up to the summary."""
    await phone.send("/biuro")
    if "Nowa sprawa" in labels(phone):
        await phone.press("Nowa sprawa")
    await phone.press(topic)
    await phone.send(text)


async def sends(phone: Phone, text: str) -> None:
    await writes(phone, text)
    await phone.press("Wyślij")


def labels(phone: Phone) -> str:
    rows = phone.screen["reply_markup"]["inline_keyboard"]
    return " · ".join(button["text"] for row in rows for button in row)


async def unsent(services: Services) -> list[str]:
    return [
        content_of(services.vault, row).html
        for row in await all_rows(services, CaseMessage)
        if row.sent_at is None
    ]


async def said(services: Services, number: int) -> list[str]:
    return [one.content.html for one in await history(services, number)]


async def number_of(services: Services) -> int:
    return (await mine(services, CHAT))[0].number


async def office_writes(services: Services, phone: Phone, number: int, text: str) -> dict[str, Any]:
    """As the outbox would pass it on: a message below the screen, whose place is noted."""
    await answer(services, number, Content(html=text), written_at=(GROUP, 7))
    shown = {
        "message_id": max(phone.telegram.messages) + 1,
        "date": NOW,
        "chat": phone.chat,
        "from": {"id": 42, "is_bot": True, "first_name": "eBOK"},
        "text": f"🏢 Biuro · sprawa nr {number}\n\n{text}",
    }
    return await placed(services, phone, shown, number, (await history(services, number))[-1].id)


async def office_closes(services: Services, phone: Phone, number: int) -> None:
    await close(services, number, "Anna")
    shown = {
        "message_id": max(phone.telegram.messages) + 1,
        "date": NOW,
        "chat": phone.chat,
        "text": "Czy sprawa jest załatwiona?",
    }
    await placed(services, phone, shown, number, None)


async def placed(
    services: Services,
    phone: Phone,
    shown: dict[str, Any],
    number: int,
    message: int | None,
) -> dict[str, Any]:
    phone.telegram.messages[shown["message_id"]] = shown
    while next(phone.telegram._ids) < shown["message_id"]:
        continue
    async with services.database.transaction() as session:
        await note_copies(session, CHAT, number, [(shown["message_id"], message)])
    return shown


async def test_what_was_not_sent_is_offered_before_a_new_case_begins(
    phone: Phone, services: Services
) -> None:
    await writes(phone, "Pół listu")
    await phone.press("Menu")

    await phone.send("/biuro")

    assert "Pół listu" in phone.text
    await phone.press("Dokończ")
    assert "Czy wysłać to do biura?" in phone.text
    await phone.press("Wyślij")
    assert await said(services, await number_of(services)) == ["Pół listu"]


async def test_it_is_offered_to_who_has_cases_too_and_goes_only_when_another_is_begun(
    phone: Phone, services: Services
) -> None:
    await sends(phone, "Pierwsza")
    await writes(phone, "Pół listu")
    await phone.send("/biuro")
    await phone.press("Nowa sprawa")
    assert "Pół listu" in phone.text

    await phone.press("Zacznij nową")
    assert await unsent(services) == ["Pół listu"]
    await phone.press("Wstecz")
    assert "Pół listu" in phone.text
    await phone.press("Zacznij nową")
    await phone.press("Usterka")

    assert await unsent(services) == []


async def test_an_empty_draft_is_nothing_to_go_on_with(phone: Phone) -> None:
    await phone.send("/biuro")
    await phone.press("Opłaty")
    await phone.send("/biuro")

    assert "Dokończ" not in labels(phone)


async def test_leaving_an_unsent_message_says_so(phone: Phone) -> None:
    await writes(phone, "Pół listu")
    await phone.press("Menu")

    assert "nie poszła" in phone.text


async def test_an_addition_that_was_not_sent_is_shown_with_its_case(
    phone: Phone, services: Services
) -> None:
    await sends(phone, "Pierwsza")
    await phone.press("Dopisz")
    await phone.send("Dopisek")
    await phone.press("Menu")
    await phone.send("/biuro")
    await phone.press("Moje sprawy")
    await phone.press(f"nr {await number_of(services)} · Opłaty · nowa")

    assert "Dopisek" in phone.text
    await phone.press("Dopisz do sprawy")
    assert "Czy wysłać to do biura?" in phone.text


async def test_an_edit_before_sending_changes_the_summary(phone: Phone) -> None:
    await writes(phone, "Ile mam zaplacic?")
    summary = phone.screen["message_id"]
    await phone.edit("Ile mam zapłacić za garaż?")

    assert "garaż" in phone.telegram.messages[summary]["text"]
    assert phone.screen["message_id"] == summary


async def test_an_edit_of_something_else_shows_no_screen_again(phone: Phone) -> None:
    await phone.send("/start")
    shown = len(phone.telegram.calls)
    await phone.edit("Coś innego")

    assert len(phone.telegram.calls) == shown


async def test_words_below_the_receipt_are_an_addition(phone: Phone, services: Services) -> None:
    await sends(phone, "Pierwsza")
    await phone.send("I jeszcze jedno")

    assert "Czy wysłać to do biura?" in phone.text
    await phone.press("Wyślij")
    assert await said(services, await number_of(services)) == ["Pierwsza", "I jeszcze jedno"]


@pytest.mark.parametrize("left", [False, True])
async def test_words_below_an_answer_of_the_office_continue_its_case_after_a_question(
    phone: Phone, services: Services, left: bool
) -> None:
    await sends(phone, "Kiedy?")
    number = await number_of(services)
    await sends(phone, "Inna sprawa")
    if left:
        await phone.press("Menu")
    await office_writes(services, phone, number, "Jutro o 9.")

    await phone.send("Dziękuję, będę w domu")

    assert "Czy wysłać to do biura?" in phone.text
    await phone.press("Wyślij")
    assert (await said(services, number))[-1] == "Dziękuję, będę w domu"


@pytest.mark.parametrize("typed", ["Odpowiedz", "odpowiedz.", "✍️ Odpowiedz"])
async def test_the_word_of_the_answer_button_works(
    phone: Phone, services: Services, typed: str
) -> None:
    await sends(phone, "Kiedy?")
    number = await number_of(services)
    await phone.press("Menu")
    await office_writes(services, phone, number, "Jutro o 9.")

    await phone.send(typed)

    assert f"co dodać do sprawy nr {number}" in phone.text


@pytest.mark.parametrize(
    ("typed", "state"), [("tak", CaseState.CLOSED), ("Nie", CaseState.OPEN), ("NIE!", "open")]
)
async def test_yes_and_no_may_be_typed_after_the_question(
    phone: Phone, services: Services, typed: str, state: str
) -> None:
    await sends(phone, "Kiedy?")
    number = await number_of(services)
    await office_closes(services, phone, number)

    await phone.send(typed)

    (case,) = await all_rows(services, Case)
    assert case.state == state
    assert f"nr {number}" in phone.text


async def test_yes_long_after_the_question_is_no_answer_to_it(
    phone: Phone, services: Services
) -> None:
    await sends(phone, "Kiedy?")
    await office_closes(services, phone, await number_of(services))
    await phone.send("/menu")

    await phone.send("Nie")

    (case,) = await all_rows(services, Case)
    assert case.state == CaseState.CLOSED


async def test_a_reply_to_the_receipt_continues_its_case(phone: Phone, services: Services) -> None:
    await sends(phone, "Kiedy?")
    number = await number_of(services)
    receipt = phone.screen
    await phone.send("/start")

    await phone.send("Jeszcze jedno", reply_to_message={**receipt, "from": OF_THE_BOT})

    assert await said(services, number) == ["Kiedy?", "Jeszcze jedno"]


OF_THE_BOT = {"id": 42, "is_bot": True, "first_name": "eBOK"}


async def test_a_reply_to_an_old_screen_is_what_it_would_be_without(
    phone: Phone, services: Services
) -> None:
    await phone.send("/start")
    old = phone.screen
    await phone.send("/biuro")
    await phone.press("Opłaty")

    await phone.send("Kiedy przyjdą?", reply_to_message={**old, "from": OF_THE_BOT})

    assert "Czy wysłać to do biura?" in phone.text


PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9, "file_size": 9}]
LIVE = {"file_id": "v", "file_unique_id": "v", "width": 9, "height": 9, "duration": 1}


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ({"live_photo": {**LIVE, "photo": PHOTO}}, "Pliki: 1"),
        ({"photo": PHOTO, "live_photo": LIVE}, "Pliki: 1"),
        (
            {
                "location": {"latitude": 51.1, "longitude": 17.0},
                "venue": {
                    "location": {"latitude": 51.1, "longitude": 17.0},
                    "title": "Sklep <Ania>",
                    "address": "Rogowska 2",
                },
            },
            "Sklep <Ania>",
        ),
        ({"dice": {"emoji": "🎲", "value": 4}}, "Proszę"),
        ({"rich_message": {"blocks": []}}, "Proszę"),
    ],
)
async def test_everything_is_taken_or_said_to_be_not(
    phone: Phone, content: dict[str, Any], shown: str
) -> None:
    await phone.send("/biuro")
    await phone.press("Opłaty")
    asked = len(phone.telegram.messages)

    await phone.send_other(**content)

    assert len(phone.telegram.messages) > asked
    assert shown in phone.text.replace("&lt;", "<").replace("&gt;", ">")
