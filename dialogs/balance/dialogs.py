"""Balance, and how to pay it."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, CopyText, ScrollingGroup, Select, SwitchTo
from aiogram_dialog.widgets.text import Format

from dialogs import states
from dialogs.access import office_of, resident_of
from dialogs.balance.getters import all_places, one_place, overview, to_pay_for, transfer
from dialogs.frame import PRIMARY, choice, screen
from dialogs.words import L, Label
from ebok.balance import statement


async def pay_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    found = await statement(office_of(manager), resident_of(manager).member_id)
    due = [item for item in found.premises if item.balance.to_pay > 0]
    if len(due) == 1:
        manager.dialog_data["premises"] = due[0].premises_id
        await manager.switch_to(states.Balance.pay)
    else:
        await manager.switch_to(states.Balance.choose)


async def chosen_to_pay(
    _event: CallbackQuery, _widget: Any, manager: DialogManager, premises_id: int
) -> None:
    manager.dialog_data["premises"] = premises_id
    await manager.switch_to(states.Balance.pay)


async def chosen_to_see(
    _event: CallbackQuery, _widget: Any, manager: DialogManager, premises_id: int
) -> None:
    manager.dialog_data["premises"] = premises_id
    await manager.switch_to(states.Balance.place)


def places(on_click: Any) -> ScrollingGroup:
    """Four places and a row to turn the pages."""
    return ScrollingGroup(
        Select(
            Format("{item[1]}"),
            id="premises",
            item_id_getter=lambda item: item[0],
            type_factory=int,
            items="premises",
            on_click=on_click,
        ),
        id="pages",
        width=1,
        height=4,
        hide_on_single_page=True,
    )


PREVIEW = {
    "summary": "<b>Do zapłaty: 312,40 zł.</b>",
    "day": "22 listopada 2026 r.",
    "payable": True,
}

dialog = Dialog(
    screen(
        states.Balance.main,
        L("💰 <b>Balance</b>\n"),
        Format("{summary}"),
        L("\nAs of {day}"),
        choices=(
            choice("Pay", "pay", pay_pressed, style=PRIMARY, when="payable"),
            SwitchTo(Label("One place"), id="places", state=states.Balance.places, when="many"),
        ),
        help_topic="balance",
        getter=overview,
        preview={**PREVIEW, "many": True},
    ),
    screen(
        states.Balance.places,
        L("Which place do you want to see?"),
        choices=(places(chosen_to_see),),
        back=states.Balance.main,
        help_topic="balance",
        getter=all_places,
        preview={"premises": [(1, "Bulwar Ikara 12/5")]},
    ),
    screen(
        states.Balance.place,
        Format("{summary}"),
        L("\nAs of {day}"),
        choices=(SwitchTo(Label("Pay"), id="pay", state=states.Balance.pay, when="payable"),),
        back=states.Balance.places,
        help_topic="balance",
        getter=one_place,
        preview=PREVIEW,
    ),
    screen(
        states.Balance.choose,
        L("What do you want to pay for?"),
        choices=(places(chosen_to_pay),),
        back=states.Balance.main,
        help_topic="pay",
        getter=to_pay_for,
        preview={"premises": [(1, "Bulwar Ikara 12/5")]},
    ),
    screen(
        states.Balance.pay,
        # plain: long
        L(
            "💰 <b>Details for the transfer</b>\n📍 {address}\n\n"
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
