"""What waits in the office: who was not answered for long, and every morning all of it. In HTML; a
mail takes the same without its markup."""

from __future__ import annotations

from datetime import date
from html import escape

from bot.outbox.texts.cases import topic_link
from dialogs.amounts import day
from dialogs.office.words import TOPICS
from ebok.cases.case import CaseTopic
from ebok.outbox.letters import CareLetter, DailySummary, WaitsTooLong
from locales.speech import N_, _, ngettext


def said(letter: CareLetter) -> tuple[str, list[str]]:
    """A heading and lines."""
    if isinstance(letter, DailySummary):
        return _summary(letter)
    return _waits_too_long(letter)


def waits_for(hours: int) -> str:
    return ngettext("{n} office hour", "{n} office hours", hours)


def heading_of_overdue(hours: int) -> str:
    return _(N_("⏰ The resident waits for an answer: {time}."), time=waits_for(hours))


def _waits_too_long(letter: WaitsTooLong) -> tuple[str, list[str]]:
    heading = _(N_("‼️ Nobody has answered case no. {number}"), number=letter.number)
    case = topic_link(letter.number, letter.group_id, letter.thread_id)
    lines = [_(N_("{case} waits: {time}."), case=case, time=waits_for(letter.hours))]
    if letter.taken_by:
        lines.append(_(N_("Has it: {colleague}"), colleague=escape(letter.taken_by)))
    return heading, lines


def _summary(letter: DailySummary) -> tuple[str, list[str]]:
    heading = _(N_("📋 Cases, {day}"), day=day(date.fromisoformat(letter.day)))
    if not letter.waiting and not letter.failed_letters:
        quiet = N_("✅ No case waits. Since {since}: new {new}, closed {closed}.")
        return heading, [_counted(quiet, letter)]
    lines = [
        _counted(N_("Since {since}: new {new}, closed {closed}."), letter),
        _counted(N_("Waiting for an answer: {waiting}, too long: {overdue}."), letter),
    ]
    for number, name, topic, hours, group_id, thread_id in letter.longest:
        link, about = topic_link(number, group_id, thread_id), _(TOPICS[CaseTopic(topic)])
        lines.append(f"⏳ {link} · {escape(name)} · {about} · {waits_for(hours)}")
    if letter.waiting > len(letter.longest):
        lines.append(_(N_("The others: /sprawy")))
    if letter.failed_letters:
        lines.append(
            _(
                N_("⚠️ Not sent: {letters}. The administrator sees why: ebok letters --failed"),
                letters=ngettext("{n} letter", "{n} letters", letter.failed_letters),
            )
        )
    return heading, lines


def _counted(words: str, letter: DailySummary) -> str:
    return _(
        words,
        since=day(date.fromisoformat(letter.since)),
        new=letter.new,
        closed=letter.closed,
        waiting=letter.waiting,
        overdue=letter.overdue,
    )
