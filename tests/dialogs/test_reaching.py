"""Whether the office is open now, said as people say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from dialogs.reaching import hours_and_now, open_now
from ebok.profile import OfficePlace, load_profile
from ebok.services import WARSAW, Services
from locales.speech import speaking
from tests.fixtures.phone import running_phone


@pytest.fixture
def engine_name() -> str:
    """What is said depends on no engine."""
    return "sqlite"


def office_at(services: Services, now: str) -> Services:
    moment = datetime.fromisoformat(now).replace(tzinfo=WARSAW)
    return replace(services, now=lambda: moment)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-25 10:00", "teraz otwarte do 15.00"),
        ("2026-11-25 06:00", "teraz zamknięte, czynne dziś od 8.00"),
        ("2026-11-25 20:00", "teraz zamknięte, czynne jutro od 8.00"),
        ("2026-11-27 20:00", "teraz zamknięte, czynne w poniedziałek od 8.00"),
        ("2026-11-28 20:00", "teraz zamknięte, czynne w poniedziałek od 8.00"),
        ("2026-11-29 20:00", "teraz zamknięte, czynne jutro od 8.00"),
        ("2026-04-03 20:00", "teraz zamknięte, czynne we wtorek od 8.00"),
        ("2026-12-23 20:00", "teraz zamknięte, czynne w poniedziałek od 8.00"),
    ],
)
async def test_open_now_or_when_next(services: Services, now: str, said: str) -> None:
    assert open_now(office_at(services, now)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("uk", "зараз зачинено, відчинено у понеділок з 8:00"),
        ("en", "closed now, open on Monday from 8:00"),
    ],
)
async def test_in_every_language(services: Services, language: str, said: str) -> None:
    with speaking(language):
        assert open_now(office_at(services, "2026-11-27 20:00")) == said


async def test_far_ahead_it_is_a_date(services: Services) -> None:
    place = services.profile.office
    long = frozenset(datetime.fromisoformat(f"2026-08-{day:02}").date() for day in range(1, 32))
    closed: OfficePlace = place.model_copy(update={"closed_days": long})
    away = replace(services, profile=services.profile.model_copy(update={"office": closed}))

    said = open_now(office_at(away, "2026-08-03 10:00"))

    assert said == "teraz zamknięte, czynne 1 września 2026 r. od 8.00"


async def test_an_office_that_does_not_tell_says_nothing(
    services: Services, tmp_path: Path
) -> None:
    silent = services.profile.office.model_copy(update={"open": ()})
    unknown = replace(services, profile=services.profile.model_copy(update={"office": silent}))

    assert open_now(unknown) is None
    assert hours_and_now(unknown) == load_profile().office.hours["pl"]


@pytest.mark.parametrize("way", [("/biuro",), ("/pomoc",), ("/start", "ech", "ech", "ech")])
async def test_who_looks_for_the_office_reads_it(services: Services, way: tuple[str, ...]) -> None:
    with running_phone(office_at(services, "2026-11-25 20:00")) as phone:
        for words in way:
            await phone.send(words)

        assert "eraz zamknięte, czynne jutro od 8.00" in phone.text
        assert "8.00–15.00" in phone.text
