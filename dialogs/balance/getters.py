"""What the balance says, in words: never a bare minus, always with its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import resident_of, services_of
from dialogs.amounts import day, money
from dialogs.balance.kinds import HOME, kind_in_words
from ebok.ledger.balance import Balance, LastPayment, PremisesBalance, Statement, statement
from ebok.money import zloty
from locales.speech import _, escaped, ngettext

# Telegram takes 4096 characters in a message; these stay far below it.
SHOWN_WHOLE = 4
SHOWN_SHORT = 20
LABEL = 24  # characters on a button


async def overview(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    found = await _statement(dialog_manager)
    return {
        "many": len(found.premises) > SHOWN_WHOLE,
        "summary": summary(found),
        "day": day(found.as_of),
        "payable": any(item.balance.to_pay > 0 for item in found.premises),
        "any": bool(found.premises),
    }


def summary(found: Statement) -> str:
    """HTML: the sum first, then each premises; whoever holds many chooses one to see it whole."""
    if not found.premises:
        return _("There is no flat or garage on this account. Please call the office.")
    if len(found.premises) == 1:
        return whole(found.premises[0], found.as_of)
    if len(found.premises) <= SHOWN_WHOLE:
        return "\n\n".join(
            [_total(found), *(_one_of_several(item, found.as_of) for item in found.premises)]
        )
    lines = [_in_a_line(item) for item in found.premises[:SHOWN_SHORT]]
    if (more := len(found.premises) - SHOWN_SHORT) > 0:
        lines.append(
            _("… and {count} more. Press <b>One place</b> to see any of them.", count=more)
        )
    return "\n\n".join([_total(found), "\n".join(lines)])


def whole(item: PremisesBalance, today: date) -> str:
    """The amount first, then the place."""
    amount, *more = _lines(item.balance, today)
    return "\n".join([amount, _address(item), *more])


def _one_of_several(item: PremisesBalance, today: date) -> str:
    """Below the sum, which came first: the place is the heading of its amount."""
    return "\n".join([_address(item), *_lines(item.balance, today)])


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
        lines.append(_("<b>Total to pay: {amount}.</b>", amount=money(found.to_pay)))
        lines += _parts(found.overdue, found.not_yet_due, found.next_due, found.as_of)
    if found.overpaid:
        lines.append(_("<b>Total overpaid: {amount}.</b>", amount=money(found.overpaid)))
    lines = lines or [_("<b>Everything is paid.</b>")]
    return "\n".join([*lines, *_last_payment(found.last_payment)])


def _address(item: PremisesBalance) -> str:
    values = {"address": item.address, "kind": kind_in_words(item.kind)}
    return _("📍 {address} ({kind})", **escaped(values))


def _lines(balance: Balance, today: date) -> list[str]:
    if balance.to_pay:
        lines = [_("<b>To pay: {amount}.</b>", amount=money(balance.to_pay))]
        lines += _parts(balance.overdue, balance.not_yet_due, balance.next_due, today)
    elif balance.overpaid:
        lines = [_("<b>Overpaid: {amount}.</b>", amount=money(balance.overpaid))]
        lines.append(_("There is nothing to pay now."))
    else:
        lines = [_("<b>Everything is paid.</b>")]
    return [*lines, *_last_payment(balance.last_payment)]


def _parts(overdue: int, not_yet_due: int, next_due: date | None, today: date) -> list[str]:
    """What is overdue and what is not yet due; an amount is said again only when both are there,
    or one debt would read like two."""
    if not overdue:
        lines = [_("Overdue: nothing.")]
        if next_due:
            lines.append(_due(next_due, today))
        return lines
    lines = [_("⚠️ Overdue: {amount}.", amount=money(overdue))]
    if not_yet_due and next_due:
        amount = money(not_yet_due)
        lines.append(_("Not yet due: {amount}. Due day: {day}", amount=amount, day=day(next_due)))
    return lines


def _due(on: date, today: date) -> str:
    left = (on - today).days
    if left == 0:
        return _("The due day is today: {day}", day=day(on))
    return ngettext(
        "Due day: {day}. {n} day is left.", "Due day: {day}. {n} days are left.", left, day=day(on)
    )


def _last_payment(payment: LastPayment | None) -> list[str]:
    if payment is None:
        return []
    amount, on = money(payment.amount), day(payment.booked_on)
    return [_("Last payment: {amount}, received on {day}", amount=amount, day=on)]


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
        "summary": whole(item, found.as_of) if item else "",
        "day": day(found.as_of),
        "payable": item is not None and item.balance.to_pay > 0,
    }


def _choices(premises: Iterable[PremisesBalance]) -> list[tuple[int, str]]:
    return [(item.premises_id, shortened(item)) for item in premises]


def _chosen(manager: DialogManager, found: Statement) -> PremisesBalance | None:
    chosen = manager.dialog_data.get("premises")
    return next((item for item in found.premises if item.premises_id == chosen), None)


async def _statement(manager: DialogManager) -> Statement:
    return await statement(services_of(manager), resident_of(manager).member_id)


async def transfer(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    services = services_of(dialog_manager)
    resident = resident_of(dialog_manager)
    item = _chosen(dialog_manager, await _statement(dialog_manager))
    if item is None or item.account_number is None:
        return {
            "known": False,
            "due": False,
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
        "due": item.balance.to_pay > 0,
        "address": item.address,
        "account": grouped(item.account_number),
        "account_digits": item.account_number,
        "payee": services.profile.payments.payee,
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
    words = street if item.kind == HOME else f"{kind_in_words(item.kind)} {street}"
    return words if len(words) <= LABEL else "…" + words[-(LABEL - 1) :]
