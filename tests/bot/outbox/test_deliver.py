"""Letters on their way out: what waits, what is given up, and who hears of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError
from aiogram.methods import SendMessage
from structlog.testing import capture_logs

from bot.outbox.deliver import deliver
from bot.outbox.mailer import Mailer
from bot.outbox.smtp_answers import MailNotSent, Trouble
from bot.outbox.worker import pause_after
from ebok.outbox import outgoing
from ebok.outbox.letters import (
    AccountOpened,
    ApplicationReceived,
    IdleLogout,
    MailLetter,
    MailRefused,
)
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Chat, Mailbox
from ebok.services import Services
from storage.tables import Outgoing
from tests.fixtures.mail_server import MailServer
from tests.fixtures.people import CHAT, MARIA, Clock, all_rows, letters

RECEIPT = ApplicationReceived("R/2026/17")
WAY_IN = AccountOpened(MARIA.symbol, "Kabezymu-4729-turahiwe", 72)
NO_SUCH_USER = "550 5.1.1 <maria@example.com>: User unknown"
GREYLISTED = "450 4.2.0 Greylisted, come back later"


class Telegram:
    def __init__(self, blocked: bool = False) -> None:
        self.blocked = blocked
        self.sent: list[str] = []

    async def me(self) -> Any:
        return type("Me", (), {"username": "ebok_bot"})

    async def send_message(self, chat_id: int, text: str, **_markup: Any) -> Any:
        if self.blocked:
            method = SendMessage(chat_id=chat_id, text=text)
            raise TelegramForbiddenError(method, "bot was blocked by the user")
        self.sent.append(text)
        return type("Sent", (), {"message_id": 9})


Deliver = Callable[[int], Awaitable[None]]


@pytest.fixture
def mailer(mail_server: MailServer) -> Mailer:
    return Mailer(mail_server.url, "eBOK <ebok@example.com>")


@pytest.fixture
def send(services: Services, mailer: Mailer) -> Deliver:
    async def delivered(number: int) -> None:
        await deliver(services, cast(Bot, Telegram()), mailer, number)

    return delivered


async def write(services: Services, letter: MailLetter, cause: str = "application:17") -> int:
    to = Mailbox(MARIA.email, told_in=CHAT)
    async with services.database.transaction() as session:
        await post(services, session, letter, to, language="pl", cause=cause)
    return await newest(services)


async def write_notice(services: Services) -> int:
    async with services.database.transaction() as session:
        await post(services, session, IdleLogout(15), Chat(CHAT), language="pl", cause="chat:1")
    return await newest(services)


async def newest(services: Services) -> int:
    return int((await all_rows(services, Outgoing))[-1].id)


async def waits(services: Services, number: int) -> bool:
    return await outgoing.unsent(services, number) is not None


async def test_a_letter_goes_out_once(
    services: Services, mail_server: MailServer, send: Deliver
) -> None:
    number = await write(services, RECEIPT)

    await send(number)
    await send(number)

    assert mail_server.addresses == [MARIA.email]


@pytest.mark.parametrize("step", ["sender", "recipient", "content"])
@pytest.mark.parametrize("answer", [GREYLISTED, "452 4.3.1 Full", "451 Try later"])
async def test_a_letter_refused_for_now_goes_out_later(
    services: Services, mail_server: MailServer, send: Deliver, step: str, answer: str
) -> None:
    number = await write(services, RECEIPT)
    setattr(mail_server, step, answer)

    with pytest.raises(MailNotSent) as refused:
        await send(number)
    assert refused.value.trouble is Trouble.BUSY
    setattr(mail_server, step, None)
    await send(number)

    assert mail_server.addresses == [MARIA.email]
    assert await letters(services, MailRefused) == []


async def test_a_server_that_is_away_loses_nothing(services: Services, clock: Clock) -> None:
    number = await write(services, RECEIPT)
    clock.move(days=30)

    with pytest.raises(MailNotSent) as away:
        await deliver(
            services, cast(Bot, Telegram()), Mailer("smtp://127.0.0.1:1", "e@example.com"), number
        )

    assert away.value.trouble is Trouble.UNREACHABLE
    assert await waits(services, number)


OWN_FAULTS = [
    ("login", "535 5.7.8 Bad credentials", Trouble.LOGIN),
    ("sender", "553 5.7.1 Sender address rejected: not owned by user", Trouble.SENDER),
    ("recipient", "554 5.7.1 Relay access denied", Trouble.RELAY),
    ("recipient", "550 5.7.1 Client host blocked using Spamhaus", Trouble.UNWANTED),
    ("content", "554 5.7.1 Message rejected as spam", Trouble.UNWANTED),
]


@pytest.mark.parametrize(("step", "answer", "trouble"), OWN_FAULTS)
async def test_an_own_fault_loses_no_letter_and_tells_no_resident(
    services: Services,
    mail_server: MailServer,
    send: Deliver,
    clock: Clock,
    step: str,
    answer: str,
    trouble: Trouble,
) -> None:
    number = await write(services, RECEIPT)
    setattr(mail_server, step, answer)
    clock.move(days=30)

    with pytest.raises(MailNotSent) as fault:
        await send(number)

    assert fault.value.trouble is trouble
    assert await waits(services, number)
    assert await letters(services, MailRefused) == []


async def test_without_a_mail_server_letters_wait(services: Services, clock: Clock) -> None:
    number = await write(services, RECEIPT)
    clock.move(days=30)

    with pytest.raises(MailNotSent, match="no mail server is set"):
        await deliver(services, cast(Bot, Telegram()), Mailer(None, "e@example.com"), number)

    assert await waits(services, number)


async def test_an_own_fault_is_logged_once_until_a_letter_gets_through(
    services: Services, mail_server: MailServer, send: Deliver
) -> None:
    number = await write(services, RECEIPT)

    with capture_logs() as logs:
        for answer in ("550 5.7.1 spam", "550 5.7.1 spam again", None):
            mail_server.content = answer
            try:
                await send(number)
            except MailNotSent:
                continue
        mail_server.content = "550 5.7.1 spam"
        with pytest.raises(MailNotSent):
            await send(await write(services, RECEIPT))

    errors = [entry for entry in logs if entry["log_level"] == "error"]
    assert len(errors) == 2
    assert errors[0]["reason"] == "our mail is refused as unwanted (550 5.7.1)"
    assert "SPF" in errors[0]["mend"]


async def test_a_refused_login_is_not_tried_again_for_every_letter_that_waits(
    services: Services, mail_server: MailServer, send: Deliver
) -> None:
    numbers = [await write(services, RECEIPT) for _ in range(5)]
    mail_server.login = "535 5.7.8 Bad credentials"

    for number in numbers:
        with pytest.raises(MailNotSent, match="refuses our login"):
            await send(number)
    tried_for_one = mail_server.logins

    with pytest.raises(MailNotSent):
        await send(numbers[0])
    assert mail_server.logins == tried_for_one <= 3  # one connection tries several methods


async def test_an_address_that_does_not_exist_is_told_in_the_chat_once(
    services: Services, mail_server: MailServer, send: Deliver
) -> None:
    mail_server.recipient = NO_SUCH_USER

    for letter in (RECEIPT, WAY_IN):
        number = await write(services, letter)
        await send(number)
        assert not await waits(services, number)

    (told,) = await letters(services, MailRefused)
    assert told.to == Chat(CHAT)
    assert (await all_rows(services, Outgoing))[0].failure == (
        "this address does not exist (550 5.1.1)"
    )


async def test_a_mailbox_that_stays_full_is_given_up_after_days_and_nobody_is_accused(
    services: Services, mail_server: MailServer, send: Deliver, clock: Clock
) -> None:
    number = await write(services, RECEIPT)
    mail_server.recipient = "552 5.2.2 Over quota"

    clock.move(days=6)
    with pytest.raises(MailNotSent):
        await send(number)
    clock.move(days=2)
    await send(number)

    assert not await waits(services, number)
    assert await letters(services, MailRefused) == []


async def test_a_password_that_would_arrive_too_late_is_not_sent(
    services: Services, mail_server: MailServer, send: Deliver, clock: Clock
) -> None:
    way_in, receipt = await write(services, WAY_IN), await write(services, RECEIPT)
    clock.move(hours=73)

    await send(way_in)
    await send(receipt)

    assert [mail["Subject"] for _to, mail in mail_server.taken] == [
        "eBOK: mamy zgłoszenie R/2026/17"
    ]
    assert (await all_rows(services, Outgoing))[0].failure == "too old"


async def test_a_notice_of_four_days_ago_does_not_come(
    services: Services, send: Deliver, clock: Clock
) -> None:
    number = await write_notice(services)
    clock.move(days=4)

    await send(number)

    assert (await all_rows(services, Outgoing))[0].failure == "too old"


async def test_a_blocked_chat_is_given_up(services: Services, mailer: Mailer) -> None:
    number = await write_notice(services)

    await deliver(services, cast(Bot, Telegram(blocked=True)), mailer, number)

    assert not await waits(services, number)
    assert (await all_rows(services, Outgoing))[0].failure == "TelegramForbiddenError"


def test_pauses_grow_to_an_hour_for_other_peoples_servers_and_stay_short_for_our_own() -> None:
    greylisted, login = MailNotSent(Trouble.BUSY), MailNotSent(Trouble.LOGIN)

    pauses = [pause_after(attempt, greylisted) for attempt in range(1, 20)]

    assert pauses[:3] == [timedelta(seconds=seconds) for seconds in (1, 2, 4)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=1)
    assert pause_after(20, login) == timedelta(minutes=5)
