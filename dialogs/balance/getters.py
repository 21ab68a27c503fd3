"""What the balance says, in words: never a bare minus, always with its day."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import office_of, resident_of
from dialogs.amounts import day, money
from dialogs.words import _, escaped
from ebok.balance import Balance, PremisesBalance, Statement, statement


async def overview(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    office = office_of(dialog_manager)
    found = await statement(office, resident_of(dialog_manager).member_id)
    return {
        "summary": summary(found),
        "day": day(found.as_of),
        "payable": any(item.balance.to_pay > 0 for item in found.premises),
    }


def summary(found: Statement) -> str:
    """HTML: the sum first, then each premises when there are several."""
    if not found.premises:
        return _("There is no flat or garage on this account. Please call the office.")
    if len(found.premises) == 1:
        return "\n".join([_address(found.premises[0]), *_lines(found.premises[0].balance)])
    blocks = [_total(found)]
    for item in found.premises:
        blocks.append("\n".join([_address(item), *_lines(item.balance)]))
    return "\n\n".join(blocks)


def _total(found: Statement) -> str:
    lines = []
    if found.to_pay:
        lines.append(_("<b>Together to pay: {amount}.</b>", amount=money(found.to_pay)))
        if found.overdue:
            lines.append(_("Of this overdue: {amount}.", amount=money(found.overdue)))
    if found.overpaid:
        lines.append(_("<b>Together overpaid: {amount}.</b>", amount=money(found.overpaid)))
    return "\n".join(lines) or _("<b>Everything is paid.</b>")


def _address(item: PremisesBalance) -> str:
    return _("📍 {address} ({kind})", **escaped({"address": item.address, "kind": item.kind}))


def _lines(balance: Balance) -> list[str]:
    if balance.to_pay:
        lines = [_("<b>To pay: {amount}.</b>", amount=money(balance.to_pay))]
        if balance.overdue:
            lines.append(_("⚠️ Overdue: {amount}.", amount=money(balance.overdue)))
        else:
            lines.append(_("Overdue: nothing."))
        if balance.not_yet_due and balance.next_due:
            lines.append(
                _(
                    "Not yet due: {amount}. Due day: {day}",
                    amount=money(balance.not_yet_due),
                    day=day(balance.next_due),
                )
            )
    elif balance.overpaid:
        lines = [_("<b>Overpaid: {amount}.</b>", amount=money(balance.overpaid))]
        lines.append(_("There is nothing to pay now."))
    else:
        lines = [_("<b>Everything is paid.</b>")]
    if balance.last_payment is not None:
        lines.append(
            _(
                "Last payment: {amount}, it came in on {day}",
                amount=money(balance.last_payment.amount),
                day=day(balance.last_payment.booked_on),
            )
        )
    return lines


async def to_choose(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The premises with something to pay, a page of them at a time."""
    office = office_of(dialog_manager)
    found = await statement(office, resident_of(dialog_manager).member_id)
    due = [item for item in found.premises if item.balance.to_pay > 0]
    return {
        "premises": [
            (item.code, _shortened(item.address), money(item.balance.to_pay)) for item in due
        ],
    }


async def transfer(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    office = office_of(dialog_manager)
    resident = resident_of(dialog_manager)
    found = await statement(office, resident.member_id)
    code = dialog_manager.dialog_data.get("code")
    item = next((item for item in found.premises if item.code == code), None)
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
        "plain_amount": amount.removesuffix(" zł").replace(" ", ""),
    }


def transfer_title(symbol: str, code: str) -> str:
    return f"{symbol} {code}"


def grouped(account_number: str) -> str:
    """An account number as banks print it: ``61 1090 1014 0000 0712 1981 2874``."""
    digits = account_number
    return " ".join([digits[:2], *(digits[at : at + 4] for at in range(2, len(digits), 4))])


def _shortened(address: str) -> str:
    return address.split(",", maxsplit=1)[0]
