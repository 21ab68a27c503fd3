"""The first screen: who we are, what can be done, how to reach people."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.kbd import Start as StartDialog

from dialogs import states
from dialogs.access import chat_of, office_of
from dialogs.frame import PRIMARY, choice, explain, first_screen, screen
from dialogs.registration.handlers import begin, resume
from dialogs.words import N_, L, Label, Looked
from ebok.registration import draft as drafts
from ebok.registration.application import latest
from ebok.registration.draft import STEPS

# What a returning person can do next, by the outcome of their application.
WHAT_NEXT = {
    "received": N_("\n✍️ Your application {number} is on its way. The answer comes in a moment."),
    "accepted": N_("\n✅ You have an account here. Please press <b>Log in</b>."),
    "existing": N_("\n✅ You have an account here. Please press <b>Log in</b>."),
    "refused": N_("\n✍️ Please register once more, or write to the office."),
    "incomplete": N_("\n✍️ Please come to the office with an identity card."),
}


async def welcome(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    office = office_of(dialog_manager)
    chat_id = chat_of(dialog_manager)
    draft = await drafts.load(office, chat_id)
    step = draft.next_step()
    sent = None if draft.started else await latest(office, chat_id)
    return {
        "next": None if sent is None else WHAT_NEXT.get(sent.outcome),
        "number": "" if sent is None else sent.number,
        "cooperative": office.profile.cooperative.name,
        "half_done": draft.started,
        "step": len(STEPS) if step is None else STEPS.index(step) + 1,
        "steps": len(STEPS),
    }


async def registration_pressed(
    _event: CallbackQuery, _button: Button, manager: DialogManager
) -> None:
    await begin(manager)


async def resume_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await resume(manager)


dialog = Dialog(
    first_screen(
        states.Start.main,
        L(
            "🏠 <b>Good morning. This is eBOK, the electronic office of {cooperative}.</b>\n\n"
            "Here you check what is to pay and what has been paid.\n"
            "The first time press <b>Register</b>. With a password press <b>Log in</b>."
        ),
        L(
            "\n✍️ Your registration is waiting at step {step} of {steps}. You can finish it now.",
            when="half_done",
        ),
        Looked("next"),
        choices=(
            choice(
                "Finish registration", "resume", resume_pressed, style=PRIMARY, when="half_done"
            ),
            choice("Register", "register", registration_pressed),
            StartDialog(Label("Log in"), id="login", state=states.Login.login),
            StartDialog(Label("How does it work?"), id="how", state=states.Start.how),
            StartDialog(Label("Write to the office"), id="contact", state=states.Contact.main),
        ),
        getter=welcome,
        preview={
            "cooperative": "SM PIAST",
            "half_done": True,
            "step": 5,
            "steps": 10,
            "next": None,
        },
    ),
    screen(
        states.Start.how,
        # plain: long
        L(
            "ℹ️ <b>How does it work?</b>\n\n"
            "1. You register: ten short questions.\n"
            "2. A login and a temporary password come by e-mail.\n"
            "3. You log in here and set a password of your own.\n"
            "4. You see the balance and pay.\n\n"
            "Had an account in the old eBOK? Please register anew, the old password does not work."
        ),
        choices=(
            explain("What is eBOK?", "what_ebok"),
            explain("What is registration?", "what_registration"),
        ),
        back=states.Start.main,
        help_topic="registration",
    ),
)
