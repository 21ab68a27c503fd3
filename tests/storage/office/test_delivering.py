"""Letters on their way out: what is tried again, what is given up, and who hears of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError
from aiogram.methods import SendMessage
from aiosmtplib import SMTPRecipientRefused, SMTPRecipientsRefused, SMTPResponseException

from bot.background.delivering import deliver
from bot.mail import Postman
from ebok import outgoing
from ebok.office import Office
from ebok.outgoing import Letter
from storage.tables import Outgoing
from tests.storage.office.people import CHAT, MARIA, Clock, all_rows, letters

MAIL = Letter("mail", "login_locked", "pl", MARIA.email, {"minutes": 15}, CHAT)
NOTICE = Letter("chat", "idle_logout", "pl", str(CHAT), {"minutes": 15, "delete": [7, 8]})


class Server(Postman):
    """A mail server that answers every letter with one reply."""

    def __init__(self, refusal: Exception | None = None) -> None:
        super().__init__("smtp://mail.example.com", "eBOK <ebok@example.com>")
        self.refusal = refusal
        self.taken: list[tuple[str, str]] = []

    async def send(self, to: str, subject: str, text: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.taken.append((to, text))


class Telegram:
    def __init__(self, blocked: bool = False) -> None:
        self.blocked = blocked
        self.deleted: list[int] = []
        self.sent: list[str] = []

    async def delete_messages(self, _chat_id: int, message_ids: list[int]) -> None:
        self.deleted += message_ids

    async def send_message(self, chat_id: int, text: str, **_markup: Any) -> Any:
        if self.blocked:
            method = SendMessage(chat_id=chat_id, text=text)
            raise TelegramForbiddenError(method, "bot was blocked by the user")
        self.sent.append(text)
        return type("Sent", (), {"message_id": 9})


Write = Callable[[Letter], Awaitable[int]]


@pytest.fixture
def write(office: Office) -> Write:
    async def written(letter: Letter) -> int:
        async with office.database.transaction() as session:
            await outgoing.send(office, session, letter)
        return int((await all_rows(office, Outgoing))[-1].id)

    return written


async def send(
    office: Office, number: int, server: Server, telegram: Telegram | None = None
) -> None:
    await deliver(office, cast(Bot, telegram or Telegram()), server, number)


async def test_a_letter_goes_out_once(office: Office, write: Write) -> None:
    number, server = await write(MAIL), Server()

    await send(office, number, server)
    await send(office, number, server)

    assert [to for to, _text in server.taken] == [MARIA.email]


@pytest.mark.parametrize(
    "passing",
    [OSError("no route"), SMTPResponseException(451, "greylisted")],
    ids=["no server", "try again"],
)
async def test_what_passes_is_raised_and_the_letter_stays(
    office: Office, write: Write, passing: Exception
) -> None:
    number = await write(MAIL)

    with pytest.raises(type(passing)):
        await send(office, number, Server(passing))

    assert await outgoing.unsent(office, number) is not None


@pytest.mark.parametrize(
    "refusal",
    [
        SMTPResponseException(550, "no such user"),
        SMTPRecipientsRefused([SMTPRecipientRefused(550, "no such user", MARIA.email)]),
    ],
    ids=["response", "recipients"],
)
async def test_a_refused_mail_is_given_up_and_told_in_the_chat(
    office: Office, write: Write, refusal: Exception
) -> None:
    number = await write(MAIL)

    await send(office, number, Server(refusal))

    assert await outgoing.unsent(office, number) is None
    (told,) = await letters(office, "mail_refused")
    assert (told.channel, told.to) == ("chat", str(CHAT))


async def test_a_letter_of_four_days_ago_does_not_go_out(
    office: Office, write: Write, clock: Clock
) -> None:
    number, server = await write(MAIL), Server()
    clock.move(hours=96)

    await send(office, number, server)

    assert server.taken == []
    assert (await all_rows(office, Outgoing))[0].failure == "too old"


async def test_a_notice_takes_private_messages_away_first(office: Office, write: Write) -> None:
    number, telegram = await write(NOTICE), Telegram()

    await send(office, number, Server(), telegram)

    assert telegram.deleted == [7, 8]
    assert len(telegram.sent) == 1


async def test_a_sweep_says_nothing(office: Office, write: Write) -> None:
    sweep = Letter("chat", outgoing.SWEEP, "pl", str(CHAT), {"delete": [7]})
    number, telegram = await write(sweep), Telegram()

    await send(office, number, Server(), telegram)

    assert (telegram.deleted, telegram.sent) == ([7], [])


async def test_a_blocked_chat_is_given_up(office: Office, write: Write) -> None:
    number = await write(NOTICE)

    await send(office, number, Server(), Telegram(blocked=True))

    (row,) = await all_rows(office, Outgoing)
    assert (row.sealed, row.failure) == (None, "TelegramForbiddenError")
