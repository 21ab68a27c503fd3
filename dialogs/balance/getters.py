"""What the balance says, in words: never a bare minus, always with its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import office_of, resident_of
from dialogs.amounts import day, money
from dialogs.words import _, escaped
from ebok.balance import Balance, LastPayment, PremisesBalance, Statement, statement
from ebok.money import zloty

# Telegram takes 4096 characters in a message; these stay far below it.
SHOWN_WHOLE = 4
SHOWN_SHORT = 20
LABEL = 24  # characters on a button
HOME = "mieszkanie"


async def overview(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    found = await _statement(dialog_manager)
    return {
        "many": len(found.premises) > SHOWN_WHOLE,
        "summary": summary(found),
        "day": day(found.as_of),
        "payable": any(item.balance.to_pay > 0 for item in found.premises),
    }


def summary(found: Statement) -> str:
    """HTML: the sum first, then each premises; whoever holds many chooses one to see it whole."""
    if not found.premises:
        return _("There is no flat or garage on this account. Please call the office.")
    if len(found.premises) == 1:
        return whole(found.premises[0])
    if len(found.premises) <= SHOWN_WHOLE:
        return "\n\n".join([_total(found), *(whole(item) for item in found.premises)])
    lines = [_in_a_line(item) for item in found.premises[:SHOWN_SHORT]]
    if (more := len(found.premises) - SHOWN_SHORT) > 0:
        lines.append(
            _("… and {count} more. Press <b>One place</b> to see any of them.", count=more)
        )
    return "\n\n".join([_total(found), "\n".join(lines)])


def whole(item: PremisesBalance) -> str:
    return "\n".join([_address(item), *_lines(item.balance)])


def _in_a_line(item: PremisesBalance) -> str:
    address = escaped({"address": shortened(item)})["address"]
    if item.balance.to_pay:
        return _(
            "📍 {address}: to pay {amount}", address=address, amount=money(item.balance.to_pay)
        )
    if item.balance.overpaid:
        amount = money(item.balance.overpaid)
        return _("📍 {address}: overpaid {amount}", address=address, amount=amount)
    return _("📍 {address}: paid", address=address)


def _total(found: Statement) -> str:
    lines = []
    if found.to_pay:
        lines.append(_("<b>Together to pay: {amount}.</b>", amount=money(found.to_pay)))
        lines += _parts(found.overdue, found.not_yet_due, found.next_due)
    if found.overpaid:
        lines.append(_("<b>Together overpaid: {amount}.</b>", amount=money(found.overpaid)))
    lines = lines or [_("<b>Everything is paid.</b>")]
    return "\n".join([*lines, *_last_payment(found.last_payment)])


def _address(item: PremisesBalance) -> str:
    return _("📍 {address} ({kind})", **escaped({"address": item.address, "kind": item.kind}))


def _lines(balance: Balance) -> list[str]:
    if balance.to_pay:
        lines = [_("<b>To pay: {amount}.</b>", amount=money(balance.to_pay))]
        lines += _parts(balance.overdue, balance.not_yet_due, balance.next_due)
    elif balance.overpaid:
        lines = [_("<b>Overpaid: {amount}.</b>", amount=money(balance.overpaid))]
        lines.append(_("There is nothing to pay now."))
    else:
        lines = [_("<b>Everything is paid.</b>")]
    return [*lines, *_last_payment(balance.last_payment)]


def _parts(overdue: int, not_yet_due: int, next_due: date | None) -> list[str]:
    """What is overdue and what is not yet due; an amount is said again only when both are there,
    or one debt would read like two."""
    if not overdue:
        lines = [_("Overdue: nothing.")]
        if next_due:
            lines.append(_("Not yet due. Due day: {day}", day=day(next_due)))
        return lines
    lines = [_("⚠️ Overdue: {amount}.", amount=money(overdue))]
    if not_yet_due and next_due:
        amount = money(not_yet_due)
        lines.append(_("Not yet due: {amount}. Due day: {day}", amount=amount, day=day(next_due)))
    return lines


def _last_payment(payment: LastPayment | None) -> list[str]:
    if payment is None:
        return []
    amount, on = money(payment.amount), day(payment.booked_on)
    return [_("Last payment: {amount}, it came in on {day}", amount=amount, day=on)]


async def to_pay_for(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The premises with something to pay."""
    found = await _statement(dialog_manager)
    return {"premises": _choices(item for item in found.premises if item.balance.to_pay > 0)}


async def all_places(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    return {"premises": _choices((await _statement(dialog_manager)).premises)}


async def one_place(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    found = await _statement(dialog_manager)
    item = _chosen(dialog_manager, found)
    return {
        "summary": whole(item) if item else "",
        "day": day(found.as_of),
        "payable": item is not None and item.balance.to_pay > 0,
    }


def _choices(premises: Iterable[PremisesBalance]) -> list[tuple[int, str]]:
    return [(item.premises_id, shortened(item)) for item in premises]


def _chosen(manager: DialogManager, found: Statement) -> PremisesBalance | None:
    chosen = manager.dialog_data.get("premises")
    return next((item for item in found.premises if item.premises_id == chosen), None)


async def _statement(manager: DialogManager) -> Statement:
    return await statement(office_of(manager), resident_of(manager).member_id)


async def transfer(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    office = office_of(dialog_manager)
    resident = resident_of(dialog_manager)
    item = _chosen(dialog_manager, await _statement(dialog_manager))
    if item is None or item.account_number is None:
        return {
            "known": False,
            "account": "",
            "account_digits": "",
            "payee": "",
            "title": "",
            "amount": "",
            "plain_amount": "",
            "address": "",
        }
    amount = money(item.balance.to_pay)
    return {
        "known": True,
        "address": item.address,
        "account": grouped(item.account_number),
        "account_digits": item.account_number,
        "payee": office.profile.payments.payee,
        "title": transfer_title(resident.login, item.code),
        "amount": amount,
        "plain_amount": str(zloty(item.balance.to_pay)).replace(".", ","),
    }


def transfer_title(symbol: str, code: str) -> str:
    return f"{symbol} {code}"


def grouped(account_number: str) -> str:
    """An account number as banks print it: ``61 1090 1014 0000 0712 1981 2874``."""
    digits = account_number
    return " ".join([digits[:2], *(digits[at : at + 4] for at in range(2, len(digits), 4))])


def shortened(item: PremisesBalance) -> str:
    """A place as a label: what tells neighbours apart, the number, stands at the end and stays."""
    street = item.address.split(",", maxsplit=1)[0].removeprefix("ul. ")
    words = street if item.kind == HOME else f"{item.kind} {street}"
    return words if len(words) <= LABEL else "…" + words[-(LABEL - 1) :]
