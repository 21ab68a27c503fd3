"""The questions of an errand, one a step, and what came of it."""

from __future__ import annotations

from html import escape

from aiogram.types import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.staff.accounts.buttons import ErrandPress, keyboard, row
from ebok.accounts.activation import KnownEmail, Prospect
from ebok.accounts.errands import Errand, Kind, Step
from ebok.identity.contact import masked_email
from ebok.identity.email_slips import likely_email_slip
from locales.speech import N_, _

AGREES, CANCEL, ANOTHER = N_("The card agrees"), N_("Cancel"), N_("Another e-mail")
# plain: long
COMPARE = N_(
    "\nPlease take the identity card in your hand. Compare the name and the picture. Is the card"
    " still valid?\n"
    "Nobody writes a PESEL here."
)
# plain: long
COMPARE_COMPANY = N_(
    "\nPlease take the identity card in your hand. Compare the name and the picture.\n"
    "Does a document of the company say that this person may act for it?\n"
    "Nobody writes a PESEL here."
)
DO_IT = {
    Kind.ACTIVATE: N_("Open the account"),
    Kind.UNLOCK: N_("Unlock"),
    Kind.RESET: N_("Send a new password"),
    Kind.EMAIL: N_("Change the e-mail"),
    Kind.DECLINE: N_("Decline"),
}
HEADINGS = {
    Kind.ACTIVATE: N_("🪪 <b>Account for client {symbol}</b>"),
    Kind.UNLOCK: N_("🔓 <b>Unlock the account of client {symbol}</b>"),
    Kind.RESET: N_("🔑 <b>New password for client {symbol}</b>"),
    Kind.EMAIL: N_("✉️ <b>Other e-mail for client {symbol}</b>"),
    Kind.DECLINE: N_("❌ <b>Decline application {application}</b>"),
}
CONSEQUENCES = {
    Kind.ACTIVATE: N_("Login and temporary password go to this address."),
    Kind.UNLOCK: N_("Wrong passwords until now are forgotten. Nobody has to wait any more."),
    Kind.RESET: N_(
        "The old password stops working and all phones are logged out. The new one goes by e-mail."
    ),
    Kind.EMAIL: N_("The old address is told that it was changed."),
    Kind.DECLINE: N_("The person is asked to come to the office with an identity card."),
}
DONE = {
    Kind.ACTIVATE: N_(
        "✅ Client {symbol} has an account. Login and password go to {email}. Opened by: {by}"
    ),
    Kind.UNLOCK: N_("✅ The account of client {symbol} is unlocked. By: {by}"),
    Kind.RESET: N_("✅ A new password for client {symbol} goes to {email}. By: {by}"),
    Kind.EMAIL: N_("✅ The e-mail of client {symbol} is now {email}. Changed by: {by}"),
    Kind.DECLINE: N_("❌ Application {application} is declined. By: {by}"),
}


def identity(errand: Errand, record: Prospect) -> tuple[str, InlineKeyboardMarkup | None]:
    """What to compare the card with."""
    lines = [
        _heading(errand),
        _(N_("On record: {name}"), name=f"<b>{escape(record.name)}</b>"),
        *(_(N_("Premises: {address}"), address=escape(one)) for one in record.addresses),
    ]
    if record.nip is not None:
        lines.append(_(N_("NIP: {nip}"), nip=record.nip))
    lines.append(_(COMPARE_COMPANY if record.is_company else COMPARE))
    buttons = row(AGREES, ErrandPress(deed="agrees", errand=errand.id)), _cancel(errand)
    return "\n".join(lines), keyboard(*buttons)


def address(errand: Errand) -> tuple[str, InlineKeyboardMarkup | None]:
    lines = [_heading(errand), _(N_("Where shall the password go? Please ask the person."))]
    rows = []
    for place, known in enumerate(errand.emails):
        lines.append(f"{place + 1}. {_known(known)}")
        label = f"{place + 1}. {known.email}"
        press = ErrandPress(deed="choose", errand=errand.id, choice=place)
        rows.append(row(label[:60], press))
    another = row(ANOTHER, ErrandPress(deed="another", errand=errand.id))
    return "\n".join(lines), keyboard(*rows, another, _cancel(errand))


def typing(errand: Errand) -> tuple[str, ForceReply]:
    """A message of its own: it is answered by a reply."""
    words = _(
        N_(
            "Please reply to this message with the e-mail address.\n"
            "For example: maria.kowalska@example.com"
        )
    )
    placeholder = "maria.kowalska@example.com"
    return f"{_heading(errand)}\n{words}", ForceReply(input_field_placeholder=placeholder)


def asked_below(errand: Errand) -> str:
    return "\n".join([_heading(errand), _(N_("Please write the address below."))])


def summary(errand: Errand) -> tuple[str, InlineKeyboardMarkup | None]:
    lines = [_heading(errand), escape(errand.name)]
    rows = [row(DO_IT[errand.kind], ErrandPress(deed="do", errand=errand.id))]
    if errand.email is not None and errand.kind in {Kind.ACTIVATE, Kind.EMAIL}:
        lines.append(_(N_("E-mail: {email}"), email=f"<b>{escape(errand.email)}</b>"))
        if (meant := likely_email_slip(errand.email)) is not None:
            lines.append(_(N_("⚠️ Is {email} meant?"), email=escape(meant)))
        rows.append(row(ANOTHER, ErrandPress(deed="another", errand=errand.id)))
    if errand.kind is Kind.RESET and errand.email is not None:
        lines.append(_(N_("E-mail: {email}"), email=escape(masked_email(errand.email))))
    if errand.kind is Kind.ACTIVATE:
        others = [known for known in errand.emails if known.email != errand.email]
        lines += [_(N_("Also known: {email}"), email=_known(known)) for known in others]
    lines.append(_(CONSEQUENCES[errand.kind]))
    return "\n".join(lines), keyboard(*rows, _cancel(errand))


def ended(errand: Errand) -> str:
    """Without the whole address: it stays there for long."""
    if errand.step is Step.DROPPED:
        return "\n".join([_heading(errand), _(N_("Nothing was changed."))])
    return _(
        DONE[errand.kind],
        symbol=errand.symbol,
        application=errand.application,
        email=escape(masked_email(errand.email or "")),
        by=escape(errand.by),
    )


def _heading(errand: Errand) -> str:
    return _(HEADINGS[errand.kind], symbol=errand.symbol, application=errand.application)


def _known(known: KnownEmail) -> str:
    words = N_("{email} (on record)")
    if known.number is not None:
        words = N_("{email} (application {number})")
    return _(words, email=escape(known.email), number=known.number)


def _cancel(errand: Errand) -> list[InlineKeyboardButton]:
    return row(CANCEL, ErrandPress(deed="drop", errand=errand.id))
