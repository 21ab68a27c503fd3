"""An application in the office's group: one message, brought up to date where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ebok.outbox.recipients import Standing
from ebok.registration.entries import settle
from ebok.services import OfficeReach, Services
from ebok.staff_topics import thread_of_standing
from tests.bot.staff.played_group import GROUP, PlayedTelegram, deliver_all
from tests.fixtures.people import MARIA, decided, enter_in_records

DIFFERS, SETTLED = "Nie zgadza się: imię i nazwisko", "Załatwione: Anna"


@pytest.fixture
async def office(services: Services) -> Services:
    await enter_in_records(services, MARIA)
    return replace(services, office=OfficeReach(None, GROUP))


async def shown(office: Services, telegram: PlayedTelegram) -> list[str]:
    await deliver_all(office, telegram, but_mail=True)
    thread = await thread_of_standing(office, telegram.group_id, Standing.ACCOUNTS)
    return telegram.texts(telegram.group_id, thread)


async def refused(office: Services) -> None:
    await decided(office, MARIA, name="Marta Zmyślona")


async def test_it_is_sent_once_and_changes_where_it_stands(office: Services) -> None:
    telegram = PlayedTelegram()
    await refused(office)
    (text,) = await shown(office, telegram)
    assert MARIA.symbol in text
    assert DIFFERS in text
    assert "Zmyślona" not in text

    await settle(office, 1, "Anna <b>")

    (text,) = await shown(office, telegram)
    assert "Załatwione: Anna &lt;b&gt;" in text


async def test_what_somebody_has_deleted_comes_again_while_it_is_to_be_done(
    office: Services,
) -> None:
    telegram = PlayedTelegram()
    await refused(office)
    await shown(office, telegram)
    telegram.messages.clear()
    await refused(office)  # the first one is settled by the second
    (text,) = await shown(office, telegram)
    assert "R/2026/2" in text

    telegram.messages.clear()
    await settle(office, 2, "Anna")
    assert await shown(office, telegram) == []


async def test_after_an_upgrade_of_the_group_new_ones_stand_in_the_new_one(
    office: Services,
) -> None:
    telegram = PlayedTelegram()
    await refused(office)
    await shown(office, telegram)
    telegram.group_id = -100777
    telegram.topics.clear()
    await refused(office)

    (text,) = await shown(office, telegram)

    assert "R/2026/2" in text
