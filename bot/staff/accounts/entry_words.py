"""An application among the office's registrations, in words: what differs, never what was typed."""

from __future__ import annotations

from html import escape

from aiogram.types import InlineKeyboardMarkup

from bot.staff.accounts.buttons import AccountPress, EntryPress, keyboard, row
from ebok.registration.comparing import Reason
from ebok.registration.entries import Entry, Settled
from ebok.registration.outcomes import Outcome
from locales.speech import N_, _

DIFFERENT = {
    Reason.NO_SUCH_SYMBOL: N_("client symbol"),
    Reason.NAME: N_("name"),
    Reason.ADDRESS: N_("address"),
    Reason.IDENTIFIER: N_("PESEL or NIP"),
}
REMARKS = {
    Reason.NO_IDENTIFIER: N_("The record has no PESEL or NIP."),
    Reason.DECEASED: N_("The record or the application says “late” (śp.)."),
    Reason.EMAIL: N_("The e-mail is another one than on record."),
}
SETTLED = {
    Settled.DONE: N_("✅ Settled: {by}"),
    Settled.OPENED: N_("✅ The account is open: {by}"),
    Settled.DECLINED: N_("❌ Declined: {by}"),
    Settled.NEWER: N_("➡️ See the newer application: {by}"),
}
ACTIVATE, DECLINE, DONE, SHOW = N_("Activate"), N_("Decline"), N_("Settled"), N_("Show the account")


def words(entry: Entry) -> str:
    lines = [_heading(entry), *_why(entry)]
    if entry.tries_of_chat > 1:
        lines.append(_(N_("Applications from this phone: {number}"), number=entry.tries_of_chat))
    if entry.symbol is not None and entry.tries_for_symbol > max(1, entry.tries_of_chat):
        lines.append(_(N_("Applications for this client: {number}"), number=entry.tries_for_symbol))
    if entry.settled is not None:
        by = escape(entry.settled_by or "")
        lines.append(f"\n<b>{_(SETTLED[entry.settled], by=by)}</b>")
    elif entry.has_account:
        lines.append(_(N_("This client has an account already.")))
    return "\n".join(lines)


def _heading(entry: Entry) -> str:
    heading = (
        N_("Application {number}")
        if entry.symbol is None
        else N_("Application {number}, client {symbol}")
    )
    return f"<b>{_(heading, number=entry.number, symbol=entry.symbol)}</b>"


def _why(entry: Entry) -> list[str]:
    different = [_(DIFFERENT[reason]) for reason in entry.reasons if reason in DIFFERENT]
    lines = []
    if different:
        lines.append(_(N_("Does not agree: {fields}"), fields=", ".join(different)))
    elif entry.outcome is Outcome.WAITING and entry.settled is None:
        lines.append(_(N_("⏳ The data agree. The application waits for us.")))
    else:
        lines.append(_(N_("The other data agree.") if entry.reasons else N_("The data agree.")))
    return [*lines, *(_(REMARKS[reason]) for reason in entry.reasons if reason in REMARKS)]


def buttons(application_id: int, entry: Entry) -> InlineKeyboardMarkup | None:
    def press(deed: str) -> EntryPress:
        return EntryPress(deed=deed, application=application_id)

    if entry.settled is not None:
        return None
    if entry.outcome is Outcome.WAITING:
        return keyboard(row(ACTIVATE, press("activate")), row(DECLINE, press("decline")))
    done = row(DONE, press("done"))
    if entry.symbol is None:
        return keyboard(done)
    if entry.has_account:
        return keyboard(row(SHOW, AccountPress(deed="show", symbol=entry.symbol)), done)
    return keyboard(row(ACTIVATE, press("activate")), done)
