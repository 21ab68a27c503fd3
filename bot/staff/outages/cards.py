"""The message under the command: what is asked next, or where the outage stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.outbox.texts.announcements import ToldOutage, facts, heading_of_outage
from bot.staff.announcements.cards import Card, building_rows, counted
from bot.staff.outages.buttons import OutagePress
from dialogs.amounts import day
from dialogs.outage_words import KINDS
from ebok.announcements.announcement import News
from ebok.announcements.recipients import Reach
from ebok.buildings import Building
from ebok.outages.outage import Record
from locales.speech import N_, _

AS_CHOICE = "%Y%m%d%H"
HOURS_OFFERED = ((0, 16), (0, 20), (1, 12), (1, 20))  # in how many days, at what hour


def hour_of(at: datetime) -> str:
    return _(N_("{day}, {hour}.00"), day=day(at.date()), hour=at.hour)


def ask_kind(outage: Record) -> Card:
    buttons = [
        _button(outage, _(words).capitalize(), "kind", kind.value) for kind, words in KINDS.items()
    ]
    rows = [buttons[place : place + 2] for place in range(0, len(buttons), 2)]
    return _card(_(N_("⚠️ <b>What does not work?</b>")), *rows, _cancel(outage))


def ask_buildings(outage: Record, known: Sequence[Building], page: int = 0) -> Card:
    def make(deed: str, choice: str) -> str:
        return OutagePress(deed=deed, number=outage.id, choice=choice).pack()

    rows = building_rows(known, outage.buildings, page, make)
    if outage.buildings:
        rows.append([_button(outage, _(N_("Go on")), "ask_until")])
    rows.append([_button(outage, _(N_("Back")), "ask_kind")])
    return _card(_(N_("🏠 <b>Which buildings?</b>\nPlease press each of them, then Go on.")), *rows)


def ask_until(outage: Record, now: datetime) -> Card:
    offered = [
        datetime.combine(now.date() + timedelta(days=days), time(hour))
        for days, hour in HOURS_OFFERED
        if days or hour > now.hour
    ]
    return _card(
        _(N_("🕒 <b>Until when, as far as we know?</b>")),
        *([_button(outage, hour_of(at), "until", at.strftime(AS_CHOICE))] for at in offered),
        [_button(outage, _(N_("We do not know yet")), "until")],
        [_button(outage, _(N_("Write it")), "ask_until_typed")],
        [_button(outage, _(N_("Back")), "ask_buildings")],
    )


def preview(told: ToldOutage, reach: Reach) -> Card:
    outage = told.outage
    return _card(
        _whole(told) + f"\n\n———\n{counted(reach)}",
        [_button(outage, _(N_("Send")), "start")],
        [_button(outage, _(N_("Correct")), "ask_kind")],
        _cancel(outage),
    )


def running(told: ToldOutage) -> Card:
    return _card(
        _whole(told),
        [_button(told.outage, _(N_("Tell the news")), "ask_news")],
        [_button(told.outage, _(N_("The outage is over")), "ask_end")],
    )


def ask_end(told: ToldOutage, reach: Reach) -> Card:
    words = _(N_("⚠️ <b>Shall we tell people that the outage is over?</b>"))
    return _card(
        f"{words}\n{counted(reach)}",
        [_button(told.outage, _(N_("Yes, it is over")), "end")],
        [_button(told.outage, _(N_("No, it goes on")), "present")],
    )


def ended(told: ToldOutage) -> Card:
    heading = heading_of_outage(told, News.ENDED)
    return Card(f"{heading}\n\n{facts(told, News.ENDED)}")


def dropped() -> Card:
    return Card(_(N_("We told nobody about this outage.")))


def _whole(told: ToldOutage) -> str:
    parts = [heading_of_outage(told, News.BEGUN), facts(told, News.BEGUN), told.outage.words]
    return "\n\n".join(part for part in parts if part)


def _card(html: str, *rows: list[InlineKeyboardButton]) -> Card:
    return Card(html, InlineKeyboardMarkup(inline_keyboard=list(rows)))


def _cancel(outage: Record) -> list[InlineKeyboardButton]:
    return [_button(outage, _(N_("Cancel")), "drop")]


def _button(outage: Record, label: str, deed: str, choice: str = "") -> InlineKeyboardButton:
    press = OutagePress(deed=deed, number=outage.id, choice=choice)
    return InlineKeyboardButton(text=label, callback_data=press.pack())
