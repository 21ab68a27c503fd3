"""How many cases came, by topic and week, and how long people waited for the first answer: so that
the office sees what residents ask for, and how it does."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median

from sqlalchemy import case, func, select

from ebok.cases.case import CaseState, CaseTopic
from ebok.services import WARSAW, Services
from storage.tables import Case

WEEKS = 8  # with the one that runs
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Statistics:
    """Each sequence has a value a week, the oldest first."""

    weeks: Sequence[date]  # their Mondays
    cases: Mapping[CaseTopic, Sequence[int]]  # every topic, those without cases too
    to_answer: Sequence[float | None]  # median of hours; None when no case of the week has one
    usually_to_answer: float | None
    unanswered: int  # of these cases, those that wait for their first answer
    office_hours: bool  # hours are counted while the office is open; False: it tells no hours

    @property
    def total(self) -> int:
        return sum(map(sum, self.cases.values()))

    @property
    def commonest(self) -> CaseTopic | None:
        """None when no topic stands out."""
        by_count = sorted(self.cases, key=lambda topic: sum(self.cases[topic]), reverse=True)
        first, second = (sum(self.cases[topic]) for topic in by_count[:2])
        return by_count[0] if first > second else None


async def statistics(services: Services) -> Statistics:
    """A case belongs to the week it was sent in, and so does its answer."""
    weeks = _mondays(services.today())
    starts = [datetime.combine(monday, time(), WARSAW).astimezone(UTC) for monday in weeks]
    week = case(
        *((Case.sent_at >= start, number) for number, start in reversed([*enumerate(starts)])),
        else_=-1,
    ).label("week")
    counted = (
        select(Case.topic, week, func.count())
        .where(Case.sent_at >= starts[0])
        .group_by(Case.topic, week)
    )
    answered = select(week, Case.sent_at, Case.answered_at).where(
        Case.sent_at >= starts[0], Case.answered_at.is_not(None)
    )
    unanswered = select(func.count()).where(
        Case.sent_at >= starts[0],
        Case.answered_at.is_(None),
        Case.state.in_([CaseState.NEW, CaseState.OPEN]),
    )
    async with services.database.reading() as session:
        cases = {topic: [0] * WEEKS for topic in CaseTopic}
        for topic, number, count in await session.execute(counted):
            cases[CaseTopic(topic)][number] = count
        answers = [(row[0], row[1], row[2]) for row in await session.execute(answered)]
        waiting = await session.scalar(unanswered) or 0
    by_week = await asyncio.to_thread(_hours_by_week, services, answers)
    all_hours = [hours for of_week in by_week for hours in of_week]
    return Statistics(
        weeks,
        cases,
        [_median(of_week) for of_week in by_week],
        _median(all_hours),
        waiting,
        services.opening_hours is not None,
    )


def _mondays(today: date) -> Sequence[date]:
    this = today - timedelta(days=today.weekday())
    return [this - WEEK * back for back in reversed(range(WEEKS))]


def _hours_by_week(
    services: Services, answers: Sequence[tuple[int, datetime, datetime]]
) -> Sequence[Sequence[float]]:
    opening = services.opening_hours
    by_week: list[list[float]] = [[] for _week in range(WEEKS)]
    for number, sent, answered in answers:
        passed = (answered - sent) / timedelta(hours=1)
        hours = passed if opening is None else opening.office_hours_between(sent, answered)
        by_week[number].append(hours)
    return by_week


def _median(hours: Sequence[float]) -> float | None:
    return median(hours) if hours else None
