"""Balance, and how to pay it."""

from __future__ import annotations

from aiogram_dialog import Dialog
from aiogram_dialog.widgets.kbd import CopyText, SwitchTo
from aiogram_dialog.widgets.text import Format

from dialogs import states
from dialogs.access import Access
from dialogs.balance import handlers
from dialogs.balance.getters import all_places, one_place, overview, to_pay_for, transfer
from dialogs.frame import PRIMARY, choice, screen
from dialogs.lists import pick_list
from dialogs.words import L, Label

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
            choice("Pay", "pay", handlers.pay_pressed, style=PRIMARY, when="payable"),
            choice("Account number", "number", handlers.number_pressed, when="any"),
            SwitchTo(Label("One place"), id="places", state=states.Balance.places, when="many"),
        ),
        help_topic="balance",
        access=Access.RESIDENT,
        getter=overview,
        preview={**PREVIEW, "many": True, "any": True},
    ),
    screen(
        states.Balance.places,
        L("Which place do you want to see?"),
        choices=(pick_list("premises", "premises", handlers.chosen_to_see),),
        back=states.Balance.main,
        help_topic="balance",
        access=Access.RESIDENT,
        getter=all_places,
        preview={"premises": [(1, "Bulwar Ikara 12/5")]},
    ),
    screen(
        states.Balance.place,
        Format("{summary}"),
        L("\nAs of {day}"),
        choices=(
            SwitchTo(Label("Pay"), id="pay", state=states.Balance.pay, when="payable"),
            SwitchTo(Label("Account number"), id="number", state=states.Balance.pay),
        ),
        back=states.Balance.places,
        help_topic="balance",
        access=Access.RESIDENT,
        getter=one_place,
        preview=PREVIEW,
    ),
    screen(
        states.Balance.choose,
        L("What do you want to pay for?"),
        choices=(pick_list("premises", "premises", handlers.chosen_to_pay),),
        back=states.Balance.main,
        help_topic="pay",
        access=Access.RESIDENT,
        getter=to_pay_for,
        preview={"premises": [(1, "Bulwar Ikara 12/5")]},
    ),
    screen(
        states.Balance.numbers,
        L("Which place is the account number for?"),
        choices=(pick_list("premises", "premises", handlers.chosen_to_pay),),
        back=states.Balance.main,
        help_topic="pay",
        access=Access.RESIDENT,
        getter=all_places,
        preview={"premises": [(1, "Bulwar Ikara 12/5")]},
    ),
    screen(
        states.Balance.pay,
        # plain: long
        L(
            "💰 <b>Details for the transfer</b>\n📍 {address}\n\n"
            "Account number:\n<code>{account}</code>\n"
            "Payee: {payee}\nTitle: <code>{title}</code>",
            when="known",
        ),
        L("Amount: <b>{amount}</b>", when="due"),
        L(
            "⚠️ We have no account number for this place. Please call the office.",
            when=lambda data, _widget, _manager: not data["known"],
        ),
        choices=(
            CopyText(Label("Copy account number"), Format("{account_digits}"), when="known"),
            CopyText(Label("Copy title"), Format("{title}"), when="known"),
            CopyText(Label("Copy amount"), Format("{plain_amount}"), when="due"),
        ),
        back=states.Balance.main,
        help_topic="pay",
        access=Access.RESIDENT,
        getter=transfer,
        preview={
            "known": True,
            "due": True,
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
