"""What ``/konto`` shows of a client's account, and what may be pressed under it."""

from __future__ import annotations

from datetime import datetime
from html import escape

from aiogram.types import InlineKeyboardMarkup

from bot.staff.accounts.buttons import AccountPress, keyboard, row
from bot.staff.case_lines import line
from dialogs.amounts import day, hour
from ebok.accounts import desk
from ebok.accounts.desk import AccountCard
from ebok.cases.reading import records
from ebok.identity.contact import masked_email
from ebok.registration.waiting import waiting
from ebok.services import WARSAW, Services
from locales.speech import N_, _

MOST_CASES = 10
UNLOCK, RESET, EMAIL, ACTIVATE = (
    N_("Unlock"),
    N_("New password"),
    N_("Change the e-mail"),
    N_("Activate"),
)


async def card(services: Services, symbol: str) -> tuple[str, InlineKeyboardMarkup | None]:
    """Raises NoSuchMember."""
    try:
        found = await desk.show(services, symbol)
    except desk.NoAccount:
        return await _without_account(services, symbol)
    lines = [_heading(symbol), escape(found.name), *_state(found)]
    cases = await records(services, found.open_cases[:MOST_CASES])
    if cases:
        lines += [_(N_("Open cases:")), *map(line, cases)]
    return "\n".join(lines), keyboard(
        row(UNLOCK, AccountPress(deed="unlock", symbol=symbol)),
        row(RESET, AccountPress(deed="reset", symbol=symbol)),
        row(EMAIL, AccountPress(deed="email", symbol=symbol)),
    )


def _state(found: AccountCard) -> list[str]:
    lines = [
        _(N_("Account since {time}"), time=_time(found.created_at)),
        _(N_("E-mail: {email}"), email=escape(masked_email(found.email))),
        _(N_("Last log-in: {time}"), time=_time(found.last_login_at))
        if found.last_login_at is not None
        else _(N_("Nobody has logged in yet.")),
        _(N_("Phones logged in: {number}"), number=found.chats),
    ]
    if found.failed_today:
        lines.append(_(N_("Wrong passwords within a day: {number}"), number=found.failed_today))
    if found.locked_until is not None:
        lines.append(_(N_("🔒 One phone must wait until {time}"), time=_time(found.locked_until)))
    if found.temporary_until is not None:
        time = _time(found.temporary_until)
        lines.append(_(N_("A temporary password works until {time}"), time=time))
    return lines


async def _without_account(
    services: Services, symbol: str
) -> tuple[str, InlineKeyboardMarkup | None]:
    lines = [_heading(symbol), _(N_("This client has no account yet."))]
    for one in await waiting(services, symbol):
        lines.append(_(N_("Application {number} waits for us."), number=one.number))
    return "\n".join(lines), keyboard(row(ACTIVATE, AccountPress(deed="activate", symbol=symbol)))


def _heading(symbol: str) -> str:
    return _(N_("👤 <b>Account of client {symbol}</b>"), symbol=symbol)


def _time(at: datetime) -> str:
    return f"{day(at.astimezone(WARSAW).date())}, {hour(at)}"
