"""Balance, and how to pay it."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, CopyText, ScrollingGroup, Select
from aiogram_dialog.widgets.text import Format

from dialogs import states
from dialogs.access import office_of, resident_of
from dialogs.balance.getters import overview, to_choose, transfer
from dialogs.frame import PRIMARY, choice, screen
from dialogs.words import L, Label
from ebok.balance import statement


async def pay_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    found = await statement(office_of(manager), resident_of(manager).member_id)
    due = [item for item in found.premises if item.balance.to_pay > 0]
    if len(due) == 1:
        manager.dialog_data["code"] = due[0].code
        await manager.switch_to(states.Balance.pay)
    else:
        await manager.switch_to(states.Balance.choose)


async def premises_chosen(
    _event: CallbackQuery, _widget: Any, manager: DialogManager, code: str
) -> None:
    manager.dialog_data["code"] = code
    await manager.switch_to(states.Balance.pay)


dialog = Dialog(
    screen(
        states.Balance.main,
        L("💰 <b>Balance</b>\n"),
        Format("{summary}"),
        L("\nAs of {day}"),
        choices=(choice("Pay", "pay", pay_pressed, style=PRIMARY, when="payable"),),
        help_topic="balance",
        getter=overview,
        preview={
            "summary": "<b>Do zapłaty: 312,40 zł.</b>",
            "day": "22 listopada 2026 r.",
            "payable": True,
        },
    ),
    screen(
        states.Balance.choose,
        L("What do you want to pay for?"),
        choices=(
            ScrollingGroup(
                Select(
                    Format("{item[1]}: {item[2]}"),
                    id="premises",
                    item_id_getter=lambda item: item[0],
                    items="premises",
                    on_click=premises_chosen,
                ),
                id="pages",
                width=1,
                height=4,
                hide_on_single_page=True,
            ),
        ),
        back=states.Balance.main,
        help_topic="pay",
        getter=to_choose,
        preview={"premises": [("A", "Bulwar Ikara 12/5", "1,00 zł")]},
    ),
    screen(
        states.Balance.pay,
        # plain: long
        L(
            "💰 <b>Details for the transfer</b>\n\n"
            "Account number:\n<code>{account}</code>\n"
            "Payee: {payee}\nTitle: <code>{title}</code>\nAmount: <b>{amount}</b>",
            when="known",
        ),
        L(
            "⚠️ We have no account number for this place. Please call the office.",
            when=lambda data, _widget, _manager: not data["known"],
        ),
        choices=(
            CopyText(Label("Copy account number"), Format("{account_digits}"), when="known"),
            CopyText(Label("Copy title"), Format("{title}"), when="known"),
            CopyText(Label("Copy amount"), Format("{plain_amount}"), when="known"),
        ),
        back=states.Balance.main,
        help_topic="pay",
        getter=transfer,
        preview={
            "known": True,
            "address": "Bulwar Ikara 12/5",
            "account": "61 1090 1014 0000 0712 1981 2874",
            "account_digits": "61109010140000071219812874",
            "payee": "Spółdzielnia Mieszkaniowa „PIAST”",
            "title": "104217 L-12-5",
            "amount": "312,40 zł",
            "plain_amount": "312,40",
        },
    ),
)
