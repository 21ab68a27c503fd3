"""What an announcement says around its own text, and how far it has got."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dialogs.outage_words import KINDS
from ebok.announcements.announcement import Count, News, Record
from ebok.cases.plain import without_markup
from ebok.outages.outage import Kind
from ebok.outages.outage import Record as Outage
from ebok.profile import Profile
from locales.speech import N_, _

LONGEST_EXCERPT = 150


@dataclass(frozen=True)
class ToldOutage:
    outage: Outage
    buildings: Sequence[str]  # their names

    @property
    def kind(self) -> str:
        return _(KINDS[self.outage.kind or Kind.OTHER])


@dataclass(frozen=True)
class Told:
    """With what it is about; None: with nothing but its text."""

    announcement: Record
    outage: ToldOutage | None = None


def heading(told: Told) -> str:
    if told.outage is None:
        return _(N_("📢 <b>Announcement</b>"))
    return heading_of_outage(told.outage, told.announcement.news or News.BEGUN)


def heading_of_outage(outage: ToldOutage, news: News) -> str:
    words = {
        News.BEGUN: N_("⚠️ <b>Outage: {kind}</b>"),
        News.CHANGED: N_("⚠️ <b>Outage: {kind}. News</b>"),
        News.ENDED: N_("✅ <b>The outage is over: {kind}</b>"),
    }
    return _(words[news], kind=outage.kind)


def body(told: Told) -> str:
    """In HTML."""
    html = told.announcement.html
    if told.outage is None:
        return html
    parts = [facts(told.outage, told.announcement.news or News.BEGUN), html]
    return "\n\n".join(part for part in parts if part)


def facts(outage: ToldOutage, news: News) -> str:
    lines = [_(N_("Where: {place}"), place=escape(", ".join(outage.buildings)))]
    if news is News.BEGUN:
        lines.append(until(outage.outage))
    return "\n".join(lines)


def until(outage: Outage) -> str:
    if not outage.until:
        return _(N_("We do not know yet until when."))
    return _(N_("Until: {until}"), until=escape(outage.until))


def signed(told: Told, profile: Profile) -> str:
    office = _(N_("The office, {cooperative}"), cooperative=escape(profile.cooperative.name))
    return f"{heading(told)}\n\n{body(told)}\n\n<i>{office}</i>"


def on_its_way(told: Told, counted: Count) -> str:
    gone = counted.everything - counted.waiting
    words = N_("⏳ <b>On its way: {gone} of {everything}</b>")
    return _(words, gone=gone, everything=counted.everything) + _about(told)


def in_the_end(told: Told, counted: Count) -> str:
    lines = [
        _(N_("✅ <b>The announcement has gone.</b>")),
        _(N_("Delivered in chats: {n}"), n=counted.delivered),
        _(N_("By mail: {n}"), n=counted.mailed),
        _(N_("Chats that take nothing: {n}"), n=counted.blocked),
    ]
    if counted.failed:
        lines.append(_(N_("E-mails that did not arrive: {n}"), n=counted.failed))
    return "\n".join(lines) + _about(told)


def _about(told: Told) -> str:
    """Which of them it is."""
    words = without_markup(body(told))
    if told.outage is not None:
        words = f"{without_markup(heading(told))}\n{words}"
    shortened = words if len(words) <= LONGEST_EXCERPT else f"{words[:LONGEST_EXCERPT]}…"
    return f"\n\n<i>{escape(shortened)}</i>"
