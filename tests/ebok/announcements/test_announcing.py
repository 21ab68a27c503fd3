"""Whom an announcement is for, and that each of them gets it once."""

from __future__ import annotations

import pytest

from ebok.announcements import composing, sending
from ebok.announcements.announcement import (
    LONGEST,
    Audience,
    Count,
    NobodyThere,
    NotADraft,
    State,
    TooLong,
)
from ebok.announcements.composing import Posted, symbols_in
from ebok.announcements.recipients import Reach, reach
from ebok.outbox import outgoing
from ebok.outbox.letters import Announced
from ebok.outbox.recipients import Chat, Mailbox
from ebok.services import Services
from storage.tables import KnownChat, Outgoing
from tests.ebok.announcements.residents import (
    GROUP,
    JANS,
    MARIAS,
    draft,
    on_their_way,
    three_accounts,
)
from tests.fixtures.people import IGLA, JAN, MARIA, all_rows

IN_CHAT, JAN_IN_CHAT, COMPANY_BY_MAIL = Chat(MARIAS), Chat(JANS), Mailbox(IGLA.email)


@pytest.mark.parametrize(
    ("audience", "chosen", "expected"),
    [
        (Audience.EVERYONE, [], [IN_CHAT, JAN_IN_CHAT, COMPANY_BY_MAIL]),
        (Audience.MEMBERS, [], [IN_CHAT, COMPANY_BY_MAIL]),
        (Audience.BUILDINGS, ["bulwar ikara 12"], [IN_CHAT]),
        (
            Audience.BUILDINGS,
            ["bulwar dedala 9", "bulwar ikara 3"],
            [JAN_IN_CHAT, COMPANY_BY_MAIL],
        ),
        (Audience.SYMBOLS, [JAN.symbol, "999999"], [JAN_IN_CHAT]),
    ],
)
async def test_each_of_the_audience_gets_it_in_the_newest_chat_else_by_mail(
    services: Services, audience: Audience, chosen: list[str], expected: list[Chat | Mailbox]
) -> None:
    await three_accounts(services)
    announcement = await draft(services, audience, *chosen)
    chats = sum(isinstance(to, Chat) for to in expected)
    without = ("999999",) if "999999" in chosen else ()

    assert await reach(services, announcement) == Reach(chats, len(expected) - chats, without)
    await sending.send(services, announcement.id, "Anna")
    assert await on_their_way(services) == expected


async def test_whoever_shares_a_phone_gets_it_once(services: Services) -> None:
    accounts = await three_accounts(services)
    async with services.database.transaction() as session:
        company = accounts[IGLA.symbol]
        session.add(KnownChat(account_id=company, chat_id=MARIAS, seen_at=services.now()))
    announcement = await draft(services, Audience.EVERYONE)
    await sending.send(services, announcement.id, "Anna")

    assert await on_their_way(services) == [IN_CHAT, JAN_IN_CHAT]


async def test_it_is_sent_once_and_not_changed_afterwards(services: Services) -> None:
    await three_accounts(services)
    announcement = await draft(services, Audience.EVERYONE)
    assert (await composing.begin(services, Posted(GROUP, 7, "Inaczej"))).id == announcement.id

    await sending.send(services, announcement.id, "Anna")
    with pytest.raises(NotADraft):
        await sending.send(services, announcement.id, "Ewa")
    with pytest.raises(NotADraft):
        await composing.address_to(services, announcement.id, Audience.MEMBERS)
    assert len(await on_their_way(services)) == 3


async def test_a_blocked_chat_gets_a_mail_instead_and_all_are_counted(services: Services) -> None:
    await three_accounts(services)
    announcement = await draft(services, Audience.EVERYONE)
    await sending.send(services, announcement.id, "Anna")
    assert await sending.count(services, announcement.id) == Count(waiting=3)

    to_maria, to_jan, to_company = await _letters(services)
    await outgoing.mark_delivered(services, to_maria)
    await outgoing.mark_delivered(services, to_company)
    unsent = await outgoing.unsent(services, to_jan)
    assert unsent is not None
    letter = unsent.letter
    assert isinstance(letter, Announced)
    await outgoing.give_up(
        services,
        to_jan,
        "TelegramForbiddenError",
        also=lambda session: sending.by_mail_instead(services, session, letter),
    )
    assert await on_their_way(services) == [Mailbox(JAN.email)]
    await outgoing.mark_delivered(services, (await _letters(services))[-1])

    counted = await sending.count(services, announcement.id)
    assert counted == Count(delivered=1, blocked=1, mailed=2)
    await sending.finish(services, announcement.id, counted)
    ended = await composing.record(services, announcement.id)
    assert (ended.state, ended.count) == (State.SENT, counted)


async def test_what_reaches_nobody_or_is_too_long_is_refused(services: Services) -> None:
    await three_accounts(services)
    announcement = await draft(services, Audience.SYMBOLS, "999999")
    with pytest.raises(NobodyThere):
        await sending.send(services, announcement.id, "Anna")
    assert (await composing.drop(services, announcement.id)).state is State.DROPPED
    with pytest.raises(TooLong):
        await composing.begin(services, Posted(GROUP, 8, "x" * (LONGEST + 1)))


def test_client_numbers_are_found_whatever_stands_between_them() -> None:
    text = f"{MARIA.symbol}, {JAN.symbol};\n{MARIA.symbol} tel. 601234567"
    assert symbols_in(text) == [MARIA.symbol, JAN.symbol]


async def _letters(services: Services) -> list[int]:
    return [row.id for row in await all_rows(services, Outgoing) if row.letter == "Announced"]
