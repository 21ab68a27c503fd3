"""An outage is told to those who live there, step by step, and to whoever writes about it."""

from __future__ import annotations

import pytest

from ebok.announcements.announcement import News
from ebok.announcements.composing import Posted
from ebok.outages import describing, telling
from ebok.outages.outage import Kind, NotDescribed, NotNow, Record, State
from ebok.services import Services
from storage.tables import Account, Announcement, Outgoing
from tests.ebok.announcements.residents import GROUP, on_their_way, three_accounts
from tests.ebok.announcements.test_announcing import IN_CHAT
from tests.fixtures.people import MARIA, all_rows

BUILDING = "bulwar ikara 12"


async def reported(services: Services) -> Record:
    draft = await describing.begin(services, Posted(GROUP, 7, ""), "Anna")
    await describing.of_kind(services, draft.id, Kind.LIFT)
    await describing.toggle_building(services, draft.id, "bulwar dedala 9")
    await describing.toggle_building(services, draft.id, "bulwar dedala 9")
    await describing.toggle_building(services, draft.id, BUILDING)
    return await describing.until(services, draft.id, " jutro,\n12.00 ")


async def test_beginning_news_and_end_reach_the_same_people_in_their_order(
    services: Services,
) -> None:
    await three_accounts(services)
    outage = await reported(services)
    assert (outage.buildings, outage.until) == ((BUILDING,), "jutro, 12.00")

    await telling.start(services, outage.id, "Anna")
    for _time in range(2):  # the message with the news comes twice
        await telling.tell_news(services, outage.id, "Serwis jedzie.", "Anna", 9)
    assert (await telling.end(services, outage.id, "Anna")).state is State.ENDED

    assert await on_their_way(services) == [IN_CHAT] * 3
    told = await all_rows(services, Announcement)
    assert [row.news for row in told] == [News.BEGUN, News.CHANGED, News.ENDED]
    lanes = {row.lane for row in await all_rows(services, Outgoing) if row.letter == "Announced"}
    assert len(lanes) == 1
    for again in (telling.start, telling.end):
        with pytest.raises(NotNow):
            await again(services, outage.id, "Anna")


async def test_what_is_not_described_is_not_told(services: Services) -> None:
    draft = await describing.begin(services, Posted(GROUP, 7, ""), "Anna")
    with pytest.raises(NotDescribed):
        await telling.start(services, draft.id, "Anna")
    assert (await describing.record(services, draft.id)).state is State.DRAFT


async def test_it_is_known_where_it_runs_and_as_long_as_it_runs(services: Services) -> None:
    await three_accounts(services)
    accounts = await all_rows(services, Account)
    member = next(row.member_id for row in accounts if row.login == MARIA.symbol)
    outage = await reported(services)

    async def known(place: str, member_id: int | None = None) -> list[int]:
        return [one.id for one in await telling.running_at(services, place, member_id)]

    assert await known("Bulwar Ikara 12/5") == []
    await telling.start(services, outage.id, "Anna")
    assert await known("Bulwar Ikara 12, winda") == [outage.id]
    assert await known("moja klatka", member) == [outage.id]
    assert await known("moja klatka") == []
    assert await known("Bulwar Dedala 9", member) == []
    await telling.end(services, outage.id, "Anna")
    assert await known("Bulwar Ikara 12/5") == []
