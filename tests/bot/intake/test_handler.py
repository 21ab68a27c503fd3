"""One update, handled wholly or not at all: what cannot be understood stops nobody, what failed
is tried again, and what was done is not done twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import SendMessage, TelegramMethod
from structlog.testing import capture_logs

from bot.intake.handler import chat_of, type_of
from bot.intake.throttle import UPDATES, MemoryCounter
from ebok.accounts.login import log_in
from ebok.outbox.letters import IdleLogout
from ebok.registration import draft as drafts
from ebok.services import Services
from storage.claims import Claim
from storage.conversations import Handled, SqlConversations
from storage.inbox import RawUpdate
from storage.tables import ConversationState, HandledUpdate, PrivateMessage
from tests.fixtures.people import (
    CHAT,
    MARIA,
    OWN_PASSWORD,
    Clock,
    all_rows,
    letters,
    wanted_deletions,
    with_account,
)
from tests.fixtures.phone import NOW, Phone, PlayedTelegram, running_phone

SECRET = "52031512346"
PERSON = {"id": CHAT, "is_bot": False, "first_name": "Maria", "language_code": "pl"}
PRIVATE = {"id": CHAT, "type": "private", "first_name": "Maria"}
MESSAGE = {"message_id": 7, "date": NOW, "chat": PRIVATE, "from": PERSON, "text": SECRET}
SENDING = SendMessage(chat_id=CHAT, text="x")


@pytest.fixture
def phone(services: Services) -> Iterator[Phone]:
    with running_phone(services) as opened:
        yield opened


async def handled(services: Services, update_id: int) -> Handled:
    return (await SqlConversations(services.database).open(CHAT, update_id)).handled


def without(message: dict[str, Any], *names: str, **instead: Any) -> dict[str, Any]:
    return {name: value for name, value in message.items() if name not in names} | instead


# What a library that is older than Telegram cannot decode, or nobody could.
NOT_UNDERSTOOD: dict[str, RawUpdate] = {
    "unknown type": {"quantum_message": {"text": SECRET}},
    "unknown type that is no object": {"quantum_message": SECRET},
    "nothing at all": {},
    "nothing in it": {"message": None},
    "forwarded without its sender's name": {
        "message": {**MESSAGE, "forward_origin": {"type": "hidden_user", "date": 1422450181}}
    },
    "forwarded from an unknown kind": {
        "message": {**MESSAGE, "forward_origin": {"type": "quantum", "date": 1422450181}}
    },
    "message without a number": {"message": without(MESSAGE, "message_id")},
    "message without a chat": {"message": without(MESSAGE, "chat")},
    "message that is a list": {"message": [MESSAGE]},
    "message that is a word": {"message": SECRET},
    "number where a text is due": {"message": {**MESSAGE, "text": 52031512346}},
    "text where a number is due": {"message": {**MESSAGE, "message_id": "x" + SECRET}},
    "object where a text is due": {"message": {**MESSAGE, "text": {"x": SECRET}}},
    "date beyond all calendars": {"message": {**MESSAGE, "date": 10**18}},
    "date that is a word": {"message": {**MESSAGE, "date": "x" + SECRET}},
    "entities that are a word": {"message": {**MESSAGE, "entities": SECRET}},
    "chat without a kind": {"message": {**MESSAGE, "chat": {"id": CHAT}}},
    "person without a name": {"message": {**MESSAGE, "from": {"id": CHAT}}},
    "press without anything": {"callback_query": {}},
    "press without a person": {"callback_query": {"id": "1", "chat_instance": "1"}},
    "press on a word": {
        "callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "message": SECRET}
    },
    "membership without members": {"my_chat_member": {"chat": PRIVATE, "from": PERSON, "date": 1}},
    "membership of an unknown kind": {
        "my_chat_member": {
            "chat": PRIVATE,
            "from": PERSON,
            "date": NOW,
            "old_chat_member": {"status": "quantum", "user": PERSON},
            "new_chat_member": {"status": "member", "user": PERSON},
        }
    },
}

# What can be decoded, and belongs to nothing that the office does.
OF_NO_USE: dict[str, RawUpdate] = {
    "press without a message": {
        "callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "data": "x"}
    },
    "press without data": {
        "callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "message": MESSAGE}
    },
    "press on an inline message": {
        "callback_query": {
            "id": "1",
            "from": PERSON,
            "chat_instance": "1",
            "inline_message_id": "1",
            "data": "x",
        }
    },
    "press on a message out of reach": {
        "callback_query": {
            "id": "1",
            "from": PERSON,
            "chat_instance": "1",
            "data": "x",
            "message": {"chat": PRIVATE, "message_id": 1, "date": 0},
        }
    },
    "game": {
        "callback_query": {
            "id": "1",
            "from": PERSON,
            "chat_instance": "1",
            "game_short_name": "x",
            "message": MESSAGE,
        }
    },
    "message of a group": {
        "message": {**MESSAGE, "chat": {"id": -5, "type": "group", "title": "x"}}
    },
    "message of a channel": {
        "message": without(MESSAGE, "from", chat={"id": -100, "type": "channel", "title": "x"})
    },
    "message of nobody": {"message": without(MESSAGE, "from")},
    "message without content": {"message": without(MESSAGE, "text")},
    "message with something new": {
        "message": without(MESSAGE, "text", quantum={"x": 1}, other=[1, 2])
    },
    "half a sign": {"message": {**MESSAGE, "text": "\ud83d"}},
    "edited message": {"edited_message": {**MESSAGE, "edit_date": NOW}},
    "channel post": {
        "channel_post": without(MESSAGE, "from", chat={"id": -100, "type": "channel", "title": "x"})
    },
    "inline query": {"inline_query": {"id": "1", "from": PERSON, "query": "x", "offset": ""}},
    "reaction": {
        "message_reaction": {
            "chat": PRIVATE,
            "message_id": 1,
            "date": NOW,
            "user": PERSON,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": "👍"}],
        }
    },
    "poll": {
        "poll": {
            "id": "1",
            "question": "?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
    "blocked": {
        "my_chat_member": {
            "chat": PRIVATE,
            "from": PERSON,
            "date": NOW,
            "old_chat_member": {"status": "member", "user": PERSON},
            "new_chat_member": {"status": "kicked", "user": PERSON, "until_date": 0},
        }
    },
}


def on_sqlite(test: Any) -> Any:
    """Where the engine plays no part."""
    return pytest.mark.parametrize("engine_name", ["sqlite"])(test)


@on_sqlite
@pytest.mark.parametrize("content", NOT_UNDERSTOOD.values(), ids=NOT_UNDERSTOOD)
async def test_what_is_not_understood_is_handled_and_logged_without_its_content(
    phone: Phone, services: Services, content: RawUpdate
) -> None:
    with capture_logs() as logs:
        await phone.handler.handle({"update_id": 700, **content})

    assert await handled(services, 700) is Handled.DONE
    (entry,) = [log for log in logs if log["event"] == "an update is not understood"]
    assert entry["update_id"] == 700
    assert SECRET not in str(logs)
    assert phone.telegram.calls == []


@on_sqlite
@pytest.mark.parametrize("content", OF_NO_USE.values(), ids=OF_NO_USE)
async def test_what_is_of_no_use_is_handled_and_no_fault(
    phone: Phone, services: Services, content: RawUpdate
) -> None:
    with capture_logs() as logs:
        await phone.handler.handle({"update_id": 700, **content})

    assert await handled(services, 700) is Handled.DONE
    assert [log for log in logs if log["log_level"] in ("error", "critical")] == []


@on_sqlite
async def test_after_what_is_not_understood_the_chat_goes_on(phone: Phone) -> None:
    await phone.send("/start")
    for number, content in enumerate(NOT_UNDERSTOOD.values(), start=5000):
        await phone.handler.handle({"update_id": number, **content})

    await phone.press("Rejestracja")

    assert "Krok 1 z 10" in phone.text


@on_sqlite
@pytest.mark.parametrize("update_id", [10**30, 2**63])
async def test_a_number_that_no_database_holds_stops_nobody(phone: Phone, update_id: int) -> None:
    with capture_logs() as logs:
        await phone.handler.handle({"update_id": update_id, "message": MESSAGE})
        await phone.handler.handle({"update_id": 7, "message": {**MESSAGE, "text": "/start"}})

    assert [log["event"] for log in logs if log["log_level"] == "error"] == [
        "an update cannot be handled"
    ]
    assert SECRET not in str(logs)
    assert "SM PIAST" in phone.text


ODD: list[Any] = [None, 7, 7.5, True, "x", [], [1], {}, {"id": "x"}, {"id": None}, {"id": [1]}]


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("place", ["event", "chat", "message", "message.chat", "from", "user"])
def test_of_any_shape_the_chat_is_some_number(place: str, odd: Any) -> None:
    if place == "event":
        event = odd
    elif place == "message.chat":
        event = {"message": {"chat": odd}}
    else:
        event = {place: odd}

    raw = {"update_id": 700, "message": event}

    assert isinstance(chat_of(raw), int)
    assert type_of(raw) == "message"


@pytest.mark.parametrize(
    ("content", "chat_id"),
    [
        ({"message": MESSAGE}, CHAT),
        ({"callback_query": {"from": {"id": 1}, "message": {"chat": {"id": 2}}}}, 2),
        ({"callback_query": {"from": {"id": 1}}}, 1),
        ({"inline_query": {"from": {"id": 1}}}, 1),
        ({"message_reaction": {"chat": {"id": -5}, "user": {"id": 1}}}, -5),
        ({"poll_answer": {"user": {"id": 1}}}, 1),
        ({"quantum_message": {"chat": {"id": 3}}}, 3),
        ({"quantum_message": {"chat": "x", "from": {"id": 4}}}, 4),
        ({"poll": {"id": "5"}}, -700),
        ({}, -700),
    ],
)
def test_updates_are_ordered_by_chat_or_person_or_stand_alone(
    content: RawUpdate, chat_id: int
) -> None:
    assert chat_of({"update_id": 700, **content}) == chat_id


# --- once, wholly or not at all


async def test_a_second_delivery_shows_and_changes_nothing(
    phone: Phone, services: Services
) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    answer = {"update_id": 700, "message": {**MESSAGE, "text": MARIA.symbol}}
    await phone.handler.handle(answer)
    calls, (state,) = len(phone.telegram.calls), await all_rows(services, ConversationState)

    await phone.handler.handle(answer)

    assert len(phone.telegram.calls) == calls
    (after,) = await all_rows(services, ConversationState)
    assert after.data == state.data


async def test_an_update_cut_short_after_its_effect_shows_the_present_screen_again(
    phone: Phone, services: Services
) -> None:
    """The answer was kept; then the program ended before the next question was asked."""
    await phone.send("/start")
    await phone.press("Rejestracja")
    cut_short = services.database.claiming(Claim(700))
    await drafts.answer(
        replace(services, database=cut_short), CHAT, drafts.Step.SYMBOL, MARIA.symbol
    )
    assert await handled(services, 700) is Handled.HALF

    await phone.handler.handle({"update_id": 700, "message": {**MESSAGE, "text": MARIA.symbol}})

    assert "Krok 2 z 10" in phone.text
    assert await handled(services, 700) is Handled.DONE
    assert (await drafts.load(services, CHAT)).name is None  # not taken for the next answer


async def test_a_press_cut_short_stops_its_spinner_and_shows_the_present_screen(
    phone: Phone, services: Services
) -> None:
    await phone.send("/start")
    await phone.press("Logowanie")
    login = phone.text
    await services.database.write_at_once(Claim(3).write)

    before = len(phone.telegram.calls)
    number = await phone.press("Wstecz")

    assert number == 3
    assert phone.text == login
    calls = [call.__api_method__ for call in phone.telegram.calls[before:]]
    assert (calls[0], calls[-1]) == ("answerCallbackQuery", "sendMessage")


class Stumbling(PlayedTelegram):
    """Fails from the nth call on, until it is mended."""

    def __init__(self, fault: Exception, works: int = 0) -> None:
        super().__init__()
        self.fault: Exception | None = fault
        self.works = works

    def _result(self, method: TelegramMethod[Any]) -> Any:
        if self.fault is not None and len(self.calls) > self.works:
            raise self.fault
        return super()._result(method)


def with_telegram(phone: Phone, telegram: PlayedTelegram) -> None:
    phone.telegram = telegram
    phone.handler._bot.session = telegram


START: dict[str, Any] = {"update_id": 700, "message": {**MESSAGE, "text": "/start"}}


@pytest.mark.parametrize(
    "fault",
    [TelegramNetworkError(SENDING, "lost"), TelegramRetryAfter(SENDING, "Too Many Requests", 7)],
    ids=["network", "busy"],
)
async def test_what_passes_is_raised_and_the_update_can_be_handled_again(
    phone: Phone, services: Services, fault: Exception
) -> None:
    telegram = Stumbling(fault)
    with_telegram(phone, telegram)

    with pytest.raises(type(fault)):
        await phone.handler.handle(START)
    assert await handled(services, 700) is Handled.NO
    assert await all_rows(services, ConversationState) == []

    telegram.fault = None
    await phone.handler.handle(START)
    assert "SM PIAST" in phone.text
    assert await handled(services, 700) is Handled.DONE


@on_sqlite
async def test_what_a_failed_try_has_sent_is_taken_away_at_logging_out_too(
    phone: Phone, services: Services
) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    await phone.send("/menu")
    await phone.press("Saldo")
    before = {row.message_id for row in await all_rows(services, PrivateMessage)}
    with_telegram(phone, Stumbling(TelegramNetworkError(SENDING, "lost"), works=1))

    with pytest.raises(TelegramNetworkError):
        await phone.send("/saldo")

    seen = {row.message_id for row in await all_rows(services, PrivateMessage)}
    assert len(seen - before) >= 1


@on_sqlite
async def test_who_has_blocked_the_bot_is_handled_and_no_fault(
    phone: Phone, services: Services
) -> None:
    with_telegram(phone, Stumbling(TelegramForbiddenError(SENDING, "bot was blocked by the user")))

    with capture_logs() as logs:
        await phone.handler.handle(START)

    assert await handled(services, 700) is Handled.DONE
    assert await all_rows(services, ConversationState) == []
    assert [log for log in logs if log["log_level"] == "error"] == []


@on_sqlite
async def test_our_own_fault_is_apologised_for_and_logged_without_content(
    phone: Phone, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    for answer in list(MARIA.answers.values())[:3]:
        await phone.send(answer)
    (before,) = await all_rows(services, ConversationState)

    async def broken(*_args: Any) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr(drafts, "answer", broken)
    with capture_logs() as logs:
        number = await phone.send(SECRET)

    assert "/menu" in phone.text
    assert await handled(services, number) is Handled.DONE
    (after,) = await all_rows(services, ConversationState)
    assert after.data == before.data
    (entry,) = [log for log in logs if log["log_level"] == "error"]
    assert "ZeroDivisionError" in str(entry["exc_info"])
    assert SECRET not in str(logs)


async def test_two_deliveries_at_once_are_handled_once(phone: Phone, services: Services) -> None:
    await asyncio.gather(*(phone.handler.handle(START) for _ in range(3)))

    assert [call.__api_method__ for call in phone.telegram.calls] == ["sendMessage"]
    assert len(await all_rows(services, HandledUpdate)) == 1


@on_sqlite
async def test_too_much_is_passed_over_and_still_acknowledged(services: Services) -> None:
    with running_phone(services, counter=MemoryCounter(lambda: 0.0)) as phone:
        for number in range(1, UPDATES + 3):
            await phone.handler.handle({**START, "update_id": number})

    assert await handled(services, UPDATES + 2) is Handled.DONE
    sent = [call for call in phone.telegram.calls if isinstance(call, SendMessage)]
    assert len(sent) == UPDATES + 1  # the last one asks for patience
    assert sent[-1].text != sent[0].text


# --- around the dialogs


@on_sqlite
async def test_what_a_person_writes_is_taken_away_at_logging_out(
    phone: Phone, services: Services
) -> None:
    await phone.send("dzień dobry")

    written, shown = await all_rows(services, PrivateMessage)
    assert (written.chat_id, shown.chat_id) == (CHAT, CHAT)
    assert {written.message_id, shown.message_id} == {100_000, 100}


@on_sqlite
async def test_a_session_that_ran_out_ends_before_anything_else_is_shown(
    phone: Phone, services: Services, clock: Clock
) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    await phone.send("/menu")
    shown = {row.message_id for row in await all_rows(services, PrivateMessage)}
    clock.move(minutes=15)

    await phone.send("/saldo")

    assert "Dla bezpieczeństwa wylogowaliśmy ten telefon" in phone.text
    assert "Usunęliśmy wiadomości z danymi" in phone.text
    assert len(await letters(services, IdleLogout)) == 1
    assert set(await wanted_deletions(services)) == shown
    assert shown.isdisjoint({row.message_id for row in await all_rows(services, PrivateMessage)})


@on_sqlite
@pytest.mark.parametrize("label", ["Zapamiętaj ten telefon", "Tylko teraz"])
async def test_a_login_screen_left_for_too_long_says_why_it_is_gone(
    phone: Phone, services: Services, clock: Clock, label: str
) -> None:
    await with_account(services)
    for typed in ("/start logowanie", "104217", OWN_PASSWORD):
        await phone.send(typed)
    question = phone.screen
    clock.move(minutes=15)

    await phone.press(label, question)

    assert question["message_id"] in await wanted_deletions(services)
    assert "Dla bezpieczeństwa wylogowaliśmy ten telefon" in phone.text
    assert "Usunęliśmy wiadomości z danymi" in phone.text
    assert "Logowanie" in phone.text


@on_sqlite
@pytest.mark.parametrize(
    ("phone_language", "words"), [("pl", "Dzień dobry"), ("uk", "Добр"), (7, "Dzień dobry")]
)
async def test_the_phones_language_is_a_guess_and_no_fault(
    phone: Phone, phone_language: Any, words: str
) -> None:
    person = {**PERSON, "language_code": phone_language}

    await phone.handler.handle({**START, "message": {**START["message"], "from": person}})

    if isinstance(phone_language, str):
        assert words in phone.text
    else:
        assert phone.telegram.calls == []  # not understood
