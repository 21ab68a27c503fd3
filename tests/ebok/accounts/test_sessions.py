"""Who is logged in on a chat, for how long, and what is taken away at the end."""

from __future__ import annotations

import pytest

from ebok import audit
from ebok.accounts.login import log_in
from ebok.accounts.sessions import (
    Resident,
    SessionEnded,
    end_idle,
    log_out,
    note_presence,
    remember,
    remember_private_messages,
    who,
)
from ebok.languages import choose_language
from ebok.outbox.letters import IdleLogout, RememberedLogout
from ebok.outbox.recipients import Chat
from ebok.services import Services
from storage.chats import read_link
from storage.tables import ChatLink, Outgoing, PrivateMessage
from tests.fixtures.people import (
    CHAT,
    JAN,
    OTHER_CHAT,
    OWN_PASSWORD,
    Clock,
    all_rows,
    letters,
    wanted_deletions,
    with_account,
)


@pytest.fixture(autouse=True)
async def maria_is_logged_in(services: Services) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)


async def come_by(services: Services, chat_id: int = CHAT) -> None:
    """An update of the chat is handled to its end."""
    async with services.database.reading() as session:
        link = await read_link(session, chat_id)
    write = note_presence(services, chat_id, (), link)
    if write is not None:
        await services.database.write_at_once(write)


async def test_nobody_is_known_on_a_chat_without_login(services: Services) -> None:
    assert await who(services, OTHER_CHAT) is None


async def test_a_session_lasts_fifteen_minutes_of_silence(services: Services, clock: Clock) -> None:
    clock.move(minutes=14, seconds=59)
    assert isinstance(await who(services, CHAT), Resident)
    await come_by(services)  # it begins anew with this

    clock.move(minutes=14, seconds=59)
    assert isinstance(await who(services, CHAT), Resident)
    clock.move(seconds=1)
    assert await who(services, CHAT) == SessionEnded(idle=True)


async def test_asking_who_is_there_makes_no_session_longer(
    services: Services, clock: Clock
) -> None:
    clock.move(minutes=14, seconds=59)
    assert isinstance(await who(services, CHAT), Resident)

    clock.move(seconds=1)
    assert await who(services, CHAT) == SessionEnded(idle=True)


async def test_a_session_is_not_rewritten_at_every_press(services: Services, clock: Clock) -> None:
    began = clock()
    clock.move(seconds=30)
    await come_by(services)
    (link,) = await all_rows(services, ChatLink)
    assert link.active_at == began

    clock.move(seconds=1)
    await come_by(services)
    (link,) = await all_rows(services, ChatLink)
    assert link.active_at == clock()


async def test_a_remembered_phone_stays_for_thirty_days(services: Services, clock: Clock) -> None:
    await remember(services, CHAT)

    clock.move(days=29, hours=23)
    assert isinstance(await who(services, CHAT), Resident)
    clock.move(hours=1)
    assert await who(services, CHAT) == SessionEnded(idle=False)


async def test_logging_in_again_is_short_until_remembered_again(
    services: Services, clock: Clock
) -> None:
    await remember(services, CHAT)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)

    clock.move(minutes=15)

    assert await who(services, CHAT) == SessionEnded(idle=True)


async def test_remembering_a_chat_where_nobody_is_logged_in_does_nothing(
    services: Services,
) -> None:
    await remember(services, OTHER_CHAT)

    assert await who(services, OTHER_CHAT) is None


async def test_logging_out_ends_the_session(services: Services) -> None:
    await log_out(services, CHAT)

    assert await who(services, CHAT) is None
    (deed,) = await audit.deeds(services, "104217", limit=1)
    assert (deed.actor, deed.action) == (f"chat:{CHAT}", "logged out")


async def test_logging_out_where_nobody_is_logged_in_returns_nothing(services: Services) -> None:
    assert list(await log_out(services, OTHER_CHAT)) == []


async def test_logging_out_gives_back_what_telegram_still_deletes(
    services: Services, clock: Clock
) -> None:
    await remember(services, CHAT)
    await remember_private_messages(services, CHAT, {11, 12})
    clock.move(hours=1)
    await remember_private_messages(services, CHAT, {14, 13})
    await remember_private_messages(services, OTHER_CHAT, {15})
    clock.move(hours=47)

    assert list(await log_out(services, CHAT)) == [13, 14]
    left = [(row.chat_id, row.message_id) for row in await all_rows(services, PrivateMessage)]
    assert left == [(OTHER_CHAT, 15)]
    assert await wanted_deletions(services) == [13, 14]  # should the caller not get to it
    assert await wanted_deletions(services, OTHER_CHAT) == []


async def test_a_message_remembered_twice_is_one(services: Services) -> None:
    await remember_private_messages(services, CHAT, {11, 12})
    await remember_private_messages(services, CHAT, {12, 13})

    assert list(await log_out(services, CHAT)) == [11, 12, 13]


async def test_idle_sessions_end_with_a_notice_that_loses_nothing(
    services: Services, clock: Clock
) -> None:
    await remember_private_messages(services, CHAT, {11, 12})
    clock.move(minutes=15)

    assert await end_idle(services) == 1

    (notice,) = await letters(services, IdleLogout)
    assert (notice.to, notice.letter) == (Chat(CHAT), IdleLogout(minutes=15))
    assert await wanted_deletions(services) == [11, 12]
    assert await who(services, CHAT) is None
    assert await all_rows(services, PrivateMessage) == []


async def test_who_is_active_stays(services: Services, clock: Clock) -> None:
    clock.move(minutes=14, seconds=59)

    assert await end_idle(services) == 0
    assert isinstance(await who(services, CHAT), Resident)
    assert await letters(services, IdleLogout) == []


async def test_only_whose_time_is_over_is_logged_out(services: Services, clock: Clock) -> None:
    await with_account(services, JAN, OTHER_CHAT)
    clock.move(minutes=10)
    await log_in(services, OTHER_CHAT, JAN.symbol, OWN_PASSWORD)
    clock.move(minutes=5)

    assert await end_idle(services) == 1
    assert await who(services, CHAT) is None
    assert isinstance(await who(services, OTHER_CHAT), Resident)


async def test_a_remembered_phone_is_told_when_its_days_are_over(
    services: Services, clock: Clock
) -> None:
    await remember(services, CHAT)
    clock.move(days=29)
    assert await end_idle(services) == 0
    clock.move(days=1)

    assert await end_idle(services) == 1
    assert len(await letters(services, RememberedLogout)) == 1


async def test_ending_twice_tells_once(services: Services, clock: Clock) -> None:
    clock.move(minutes=15)

    assert [await end_idle(services), await end_idle(services)] == [1, 0]
    assert len(await letters(services, IdleLogout)) == 1


async def test_the_notice_speaks_the_language_of_the_chat(services: Services, clock: Clock) -> None:
    await choose_language(services, CHAT, "uk")
    clock.move(minutes=15)
    await end_idle(services)

    rows = await all_rows(services, Outgoing)
    assert [row.language for row in rows if row.letter == "IdleLogout"] == ["uk"]


async def test_the_end_of_a_session_is_noted_as_the_systems(
    services: Services, clock: Clock
) -> None:
    clock.move(minutes=15)
    await end_idle(services)

    (deed,) = await audit.deeds(services, "104217", limit=1)
    assert (deed.actor, deed.action) == ("system", "session ended")


async def test_another_person_on_the_same_phone_takes_the_first_ones_place(
    services: Services,
) -> None:
    await with_account(services, JAN, OTHER_CHAT)

    await log_in(services, CHAT, JAN.symbol, OWN_PASSWORD)

    assert len(await all_rows(services, ChatLink)) == 1
    resident = await who(services, CHAT)
    assert isinstance(resident, Resident)
    assert resident.login == JAN.symbol
