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
    remember,
    remember_private_messages,
    who,
)
from ebok.languages import choose_language
from ebok.office import Office
from storage.tables import ChatLink, Outgoing, PrivateMessage
from tests.storage.office.people import (
    CHAT,
    JAN,
    OTHER_CHAT,
    OWN_PASSWORD,
    Clock,
    all_rows,
    letters,
    with_account,
)


@pytest.fixture(autouse=True)
async def maria_is_logged_in(office: Office) -> None:
    await with_account(office)
    await log_in(office, CHAT, "104217", OWN_PASSWORD)


async def test_nobody_is_known_on_a_chat_without_login(office: Office) -> None:
    assert await who(office, OTHER_CHAT) is None


async def test_a_session_lasts_fifteen_minutes_of_silence(office: Office, clock: Clock) -> None:
    clock.move(minutes=14, seconds=59)
    assert isinstance(await who(office, CHAT), Resident)  # and begins anew with this

    clock.move(minutes=14, seconds=59)
    assert isinstance(await who(office, CHAT), Resident)

    clock.move(minutes=15)
    assert await who(office, CHAT) == SessionEnded(idle=True)


async def test_a_session_is_not_rewritten_at_every_press(office: Office, clock: Clock) -> None:
    began = clock()
    clock.move(seconds=30)
    await who(office, CHAT)
    (link,) = await all_rows(office, ChatLink)
    assert link.active_at == began

    clock.move(seconds=1)
    await who(office, CHAT)
    (link,) = await all_rows(office, ChatLink)
    assert link.active_at == clock()


async def test_a_remembered_phone_stays_for_thirty_days(office: Office, clock: Clock) -> None:
    await remember(office, CHAT)

    clock.move(days=29, hours=23)
    assert isinstance(await who(office, CHAT), Resident)
    clock.move(hours=1)
    assert await who(office, CHAT) == SessionEnded(idle=False)


async def test_logging_in_again_is_short_until_remembered_again(
    office: Office, clock: Clock
) -> None:
    await remember(office, CHAT)
    await log_in(office, CHAT, "104217", OWN_PASSWORD)

    clock.move(minutes=15)

    assert await who(office, CHAT) == SessionEnded(idle=True)


async def test_remembering_a_chat_where_nobody_is_logged_in_does_nothing(office: Office) -> None:
    await remember(office, OTHER_CHAT)

    assert await who(office, OTHER_CHAT) is None


async def test_logging_out_ends_the_session(office: Office) -> None:
    await log_out(office, CHAT)

    assert await who(office, CHAT) is None
    (deed,) = await audit.deeds(office, "104217", limit=1)
    assert (deed.actor, deed.action) == (f"chat:{CHAT}", "logged out")


async def test_logging_out_where_nobody_is_logged_in_returns_nothing(office: Office) -> None:
    assert list(await log_out(office, OTHER_CHAT)) == []


async def test_logging_out_gives_back_what_telegram_still_deletes(
    office: Office, clock: Clock
) -> None:
    await remember(office, CHAT)
    await remember_private_messages(office, CHAT, {11, 12})
    clock.move(hours=1)
    await remember_private_messages(office, CHAT, {14, 13})
    await remember_private_messages(office, OTHER_CHAT, {15})
    clock.move(hours=47)

    assert list(await log_out(office, CHAT)) == [13, 14]
    left = [(row.chat_id, row.message_id) for row in await all_rows(office, PrivateMessage)]
    assert left == [(OTHER_CHAT, 15)]


async def test_a_message_remembered_twice_is_one(office: Office) -> None:
    await remember_private_messages(office, CHAT, {11, 12})
    await remember_private_messages(office, CHAT, {12, 13})

    assert list(await log_out(office, CHAT)) == [11, 12, 13]


async def test_idle_sessions_end_with_a_notice_that_loses_nothing(
    office: Office, clock: Clock
) -> None:
    await remember_private_messages(office, CHAT, {11, 12})
    clock.move(minutes=15)

    assert await end_idle(office) == 1

    (notice,) = await letters(office, "idle_logout")
    assert (notice.channel, notice.to) == ("chat", str(CHAT))
    assert notice.data == {"minutes": 15, "delete": [11, 12]}
    assert await who(office, CHAT) is None
    assert await all_rows(office, PrivateMessage) == []


async def test_who_is_active_stays(office: Office, clock: Clock) -> None:
    clock.move(minutes=14, seconds=59)

    assert await end_idle(office) == 0
    assert isinstance(await who(office, CHAT), Resident)
    assert await letters(office, "idle_logout") == []


async def test_only_whose_time_is_over_is_logged_out(office: Office, clock: Clock) -> None:
    await with_account(office, JAN, OTHER_CHAT)
    clock.move(minutes=10)
    await log_in(office, OTHER_CHAT, JAN.symbol, OWN_PASSWORD)
    clock.move(minutes=5)

    assert await end_idle(office) == 1
    assert await who(office, CHAT) is None
    assert isinstance(await who(office, OTHER_CHAT), Resident)


async def test_a_remembered_phone_is_told_when_its_days_are_over(
    office: Office, clock: Clock
) -> None:
    await remember(office, CHAT)
    clock.move(days=29)
    assert await end_idle(office) == 0
    clock.move(days=1)

    assert await end_idle(office) == 1
    assert len(await letters(office, "remembered_logout")) == 1


async def test_ending_twice_tells_once(office: Office, clock: Clock) -> None:
    clock.move(minutes=15)

    assert [await end_idle(office), await end_idle(office)] == [1, 0]
    assert len(await letters(office, "idle_logout")) == 1


async def test_the_notice_speaks_the_language_of_the_chat(office: Office, clock: Clock) -> None:
    await choose_language(office, CHAT, "uk")
    clock.move(minutes=15)
    await end_idle(office)

    rows = await all_rows(office, Outgoing)
    assert [row.language for row in rows if row.template == "idle_logout"] == ["uk"]


async def test_the_end_of_a_session_is_noted_as_the_systems(office: Office, clock: Clock) -> None:
    clock.move(minutes=15)
    await end_idle(office)

    (deed,) = await audit.deeds(office, "104217", limit=1)
    assert (deed.actor, deed.action) == ("system", "session ended")


async def test_another_person_on_the_same_phone_takes_the_first_ones_place(office: Office) -> None:
    await with_account(office, JAN, OTHER_CHAT)

    await log_in(office, CHAT, JAN.symbol, OWN_PASSWORD)

    assert len(await all_rows(office, ChatLink)) == 1
    resident = await who(office, CHAT)
    assert isinstance(resident, Resident)
    assert resident.login == JAN.symbol
