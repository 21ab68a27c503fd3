"""The message under a posted text: what is asked next, or where the announcement stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.outbox.texts.announcements import Told, signed
from bot.staff.announcements.buttons import AnnouncementPress, mark_of
from ebok.announcements.announcement import Audience, Record
from ebok.announcements.recipients import Reach
from ebok.buildings import Building
from ebok.profile import Profile
from locales.speech import N_, _, ngettext

AUDIENCES = {
    Audience.EVERYONE: N_("Everyone"),
    Audience.BUILDINGS: N_("A building"),
    Audience.SYMBOLS: N_("A list of clients"),
    Audience.MEMBERS: N_("Members"),
}
BUILDINGS_ON_A_PAGE = 16
MOST_NAMED = 20

Make = Callable[[str, str], str]  # a deed and a choice, as data of a button


@dataclass(frozen=True)
class Card:
    html: str
    keyboard: InlineKeyboardMarkup | None = None


def ask_audience(announcement: Record) -> Card:
    deeds = {Audience.BUILDINGS: "ask_buildings", Audience.SYMBOLS: "ask_symbols"}
    rows = [
        [_button(announcement, _(words), deeds.get(audience, "audience"), audience.value)]
        for audience, words in AUDIENCES.items()
    ]
    return _card(_(N_("📢 <b>Who should get it?</b>")), *rows, _cancel(announcement))


def ask_buildings(announcement: Record, known: Sequence[Building], page: int = 0) -> Card:
    def make(deed: str, choice: str) -> str:
        return AnnouncementPress(deed=deed, number=announcement.id, choice=choice).pack()

    rows = building_rows(known, announcement.chosen, page, make)
    if announcement.chosen:
        rows.append([_button(announcement, _(N_("Go on")), "preview")])
    rows.append([_button(announcement, _(N_("Back")), "ask_audience")])
    return _card(_(N_("🏠 <b>Which buildings?</b>\nPlease press each of them, then Go on.")), *rows)


def building_rows(
    known: Sequence[Building], chosen: Sequence[str], page: int, make: Make
) -> list[list[InlineKeyboardButton]]:
    begin = page * BUILDINGS_ON_A_PAGE
    shown = known[begin : begin + BUILDINGS_ON_A_PAGE]
    buttons = [
        InlineKeyboardButton(
            text=f"✅ {each.name}" if each.key in chosen else each.name,
            callback_data=make("building", f"{page}.{mark_of(each.key)}"),
        )
        for each in shown
    ]
    rows = [buttons[place : place + 2] for place in range(0, len(buttons), 2)]
    turns = [
        InlineKeyboardButton(text=sign, callback_data=make("page", str(there)))
        for sign, there in (("◀", page - 1), ("▶", page + 1))
        if 0 <= there * BUILDINGS_ON_A_PAGE < len(known)
    ]
    return [*rows, turns] if turns else rows


def preview(announcement: Record, reach: Reach, names: Sequence[str], profile: Profile) -> Card:
    lines = [_(N_("Residents will see this:")), "", signed(Told(announcement), profile), "", "———"]
    lines.append(_(N_("To: {audience}"), audience=escape(addressed_to(announcement, names))))
    lines.append(counted(reach))
    if reach.without_account:
        missing = ", ".join(reach.without_account[:MOST_NAMED])
        lines.append(_(N_("⚠️ These numbers have no account: {numbers}"), numbers=missing))
    rows = [] if reach.nobody else [[_button(announcement, _(N_("Send")), "send")]]
    change = [_button(announcement, _(N_("Change who gets it")), "ask_audience")]
    return _card("\n".join(lines), *rows, change, _cancel(announcement))


def counted(reach: Reach) -> str:
    if reach.nobody:
        return _(N_("⚠️ Nobody of them has an account in eBOK."))
    return _(
        N_("It goes to {chats} and {mails}."),
        chats=ngettext("{n} chat", "{n} chats", reach.chats),
        mails=ngettext("{n} e-mail address", "{n} e-mail addresses", reach.mails),
    )


def addressed_to(announcement: Record, names: Sequence[str]) -> str:
    if announcement.audience is None:
        return ""
    shown = names if announcement.audience is Audience.BUILDINGS else announcement.chosen
    audience = _(AUDIENCES[announcement.audience])
    if not shown:
        return audience
    more = "…" if len(shown) > MOST_NAMED else ""
    return f"{audience}: {', '.join(shown[:MOST_NAMED])}{more}"


def dropped() -> Card:
    return Card(_(N_("We did not send this announcement.")))


def _card(html: str, *rows: list[InlineKeyboardButton]) -> Card:
    return Card(html, InlineKeyboardMarkup(inline_keyboard=list(rows)))


def _cancel(announcement: Record) -> list[InlineKeyboardButton]:
    return [_button(announcement, _(N_("Cancel")), "drop")]


def _button(announcement: Record, label: str, deed: str, choice: str = "") -> InlineKeyboardButton:
    press = AnnouncementPress(deed=deed, number=announcement.id, choice=choice)
    return InlineKeyboardButton(text=label, callback_data=press.pack())
