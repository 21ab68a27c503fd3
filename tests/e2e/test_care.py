"""Nobody waits unnoticed: reminders, the morning's summary, topics that have had their time. What
time would do is done to the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from ebok.opening_hours import PUBLIC_HOLIDAYS
from ebok.profile import BUILT_IN
from ebok.services import WARSAW
from telegram_sandbox.client import Sandbox
from tests.e2e.colleague import Colleague, writes_to_office
from tests.e2e.conftest import NewColleague, NewResident
from tests.e2e.members import MARIA
from tests.e2e.office import Office
from tests.waiting import until

WEEKS_AGO = (datetime.now(UTC) - timedelta(days=40)).strftime("%Y-%m-%d %H:%M:%S.000000")
REMINDER = "Mieszkaniec czeka na odpowiedź"


@pytest.fixture
def open_always(tmp_path: Path) -> str:
    """The profile of an office that has no nights and sums up at midnight."""
    copytree(BUILT_IN.parent, tmp_path / "profile")
    path = tmp_path / "profile" / BUILT_IN.name
    text = path.read_text("utf-8")
    for old, new in (
        (
            '["mon", "tue", "wed", "thu", "fri"]',
            '["mon", "tue", "wed", "thu", "fri", "sat", "sun"]',
        ),
        ('from = "8.00"', 'from = "0.00"'),
        ('to = "15.00"', 'to = "24.00"'),
        ('summary_at = "8.00"', 'summary_at = "0.00"'),
    ):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return str(path)


WAITED_FOR_WEEKS = "UPDATE cases SET waiting_since = {then} WHERE id = {number}"
CLOSED_FOR_WEEKS = "UPDATE cases SET closed_at = {then} WHERE id = {number}"
SUMMED_UP_LONG_AGO = "UPDATE installation SET value = '2026-01-02' WHERE name = 'daily summary'"
NOT_SWEPT_TODAY = "DELETE FROM installation WHERE name = 'old topics'"


def time_passes(office: Office, number: int, *statements: str) -> None:
    for statement in statements:
        office.store.change(statement.format(then=f"'{WEEKS_AGO}'", number=number))


async def starts_again(office: Office, sandbox: Sandbox, **settings: str) -> None:
    """What fell due while the program was down is told at its start."""
    usual = dict(office._settings)
    await office.close()
    await office.open(sandbox, **usual, **settings)


async def test_a_waiting_case_reaches_the_administrators_and_is_told_once(
    resident: NewResident, colleague: NewColleague, sandbox: Sandbox
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Czy ktoś tu jest?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Czy ktoś tu jest?", thread)
    time_passes(somebody.office, number, WAITED_FOR_WEEKS)

    for _start in range(2):
        await starts_again(somebody.office, sandbox)
        await anna.sees(REMINDER, thread)

    log = await anna.finds_topic("Dziennik")
    await anna.sees(f"Sprawa nr {number} jest bez odpowiedzi", log)
    await anna.writes("Już jestem.", thread)
    await somebody.sees("Już jestem.")
    assert await _times(anna, REMINDER, thread) == 1


async def _times(colleague: Colleague, words: str, thread: int) -> int:
    return sum(words in text for text in await colleague.chat.texts(thread=thread))


@pytest.mark.skipif(datetime.now(WARSAW).date() in PUBLIC_HOLIDAYS, reason="the office is closed")
async def test_the_morning_summary_stands_in_the_log_with_links(
    resident: NewResident, colleague: NewColleague, sandbox: Sandbox, open_always: str
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Kiedy?", thread)
    usual = dict(somebody.office._settings)
    await starts_again(somebody.office, sandbox, EBOK_PROFILE=open_always)
    time_passes(somebody.office, number, WAITED_FOR_WEEKS, SUMMED_UP_LONG_AGO)
    await starts_again(somebody.office, sandbox)

    log = await anna.finds_topic("Dziennik")
    summary = await anna.sees("📋 Sprawy", log)
    assert f"#{number} · {MARIA.first_name}" in summary["text"]
    await somebody.office.open(sandbox, **usual)


async def test_the_topic_of_an_old_case_goes_and_comes_back_with_its_history(
    resident: NewResident, colleague: NewColleague, sandbox: Sandbox
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Pierwsze pytanie.")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Pierwsze pytanie.", thread)
    await anna.writes("Pierwsza odpowiedź.", thread)
    answer = await somebody.sees("Pierwsza odpowiedź.")
    await anna.presses("Zamknij", thread)
    await somebody.sees(f"Biuro zamknęło sprawę nr {number}")
    time_passes(somebody.office, number, CLOSED_FOR_WEEKS, NOT_SWEPT_TODAY)
    await starts_again(somebody.office, sandbox)

    async def gone() -> bool:
        return not any(f"#{number} ·" in name for name in await anna.topics())

    await until(gone, "the old topic to go", anna.topics)
    await somebody.chat.send("Drugie pytanie.", reply_to=answer["message_id"])
    new = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Drugie pytanie.", new)
    assert "Pierwsze pytanie." in (await anna.sees("Pierwsza odpowiedź.", new))["text"]
