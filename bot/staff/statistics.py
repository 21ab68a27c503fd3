"""`/statystyka`: what came and how fast it was answered, as a picture and the same in words."""

from __future__ import annotations

import asyncio

from aiogram.types import BufferedInputFile, Message
from babel.dates import format_date
from babel.numbers import format_decimal

from dialogs.office.words import TOPICS
from ebok.cases.statistics import WEEKS, Statistics, statistics
from ebok.services import Services
from locales.speech import N_, _, current_language, ngettext
from paper.statistics import Row, WeeklyChart, weekly_chart


async def command(message: Message, services: Services) -> None:
    figures = await statistics(services)
    if not figures.total:
        await message.reply(_(N_("No case came in {weeks} weeks."), weeks=WEEKS))
        return
    picture = await asyncio.to_thread(weekly_chart, chart(figures))
    file = BufferedInputFile(picture, "statystyka.png")
    await message.reply_photo(file, caption=caption(figures))


def chart(figures: Statistics) -> WeeklyChart:
    """The commonest topic is the dark one."""
    rows = [
        Row(_(TOPICS[topic]), counts, list(map(str, counts)), dark=topic is figures.commonest)
        for topic, counts in figures.cases.items()
    ]
    heading = N_("Office hours to the first answer, the middle case")
    if not figures.office_hours:
        heading = N_("Hours to the first answer, the middle case")
    times = ["" if hours is None else _number(hours) for hours in figures.to_answer]
    rows.append(Row(_(heading), figures.to_answer, times, own_scale=True))
    days = [format_date(monday, "d.MM", locale=current_language()) for monday in figures.weeks]
    below = _(N_("week from Monday, the last one still runs"))
    return WeeklyChart(finding(figures), below, days, rows)


def finding(figures: Statistics) -> str:
    """In a sentence, without markup."""
    total = figures.total
    if figures.commonest is None:
        cases = ngettext("{n} case", "{n} cases", total)
        return _(N_("In {weeks} weeks: {cases}."), cases=cases, weeks=WEEKS)
    return _(
        N_("The commonest topic is {topic}: {count} of {total} in {weeks} weeks."),
        topic=_(TOPICS[figures.commonest]),
        count=sum(figures.cases[figures.commonest]),
        total=total,
        weeks=WEEKS,
    )


def caption(figures: Statistics) -> str:
    lines = [f"📊 <b>{finding(figures)}</b>"]
    for topic, counts in figures.cases.items():
        words = N_("{topic}: {count}, this week {last}")
        lines.append(_(words, topic=_(TOPICS[topic]), count=sum(counts), last=counts[-1]))
    lines.append(_answer_time(figures))
    if figures.unanswered:
        lines.append(_(N_("Still without an answer: {count}"), count=figures.unanswered))
    return "\n".join(lines)


def _answer_time(figures: Statistics) -> str:
    hours = figures.usually_to_answer
    if hours is None:
        return _(N_("No case has an answer yet."))
    words = N_("First answer: half of them within {hours} hours")
    if figures.office_hours:
        words = N_("First answer: half of them within {hours} office hours")
    return _(words, hours=_number(hours))


def _number(hours: float) -> str:
    return format_decimal(hours, "0.#", locale=current_language())
