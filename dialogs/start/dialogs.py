"""The first screen: who we are, what can be done, how to reach people."""

from __future__ import annotations

from aiogram_dialog import Dialog
from aiogram_dialog.widgets.kbd import Start as StartDialog
from aiogram_dialog.widgets.text import Const

from dialogs import states
from dialogs.frame import PRIMARY, choice, explain, first_screen, screen
from dialogs.office.handlers import office_pressed
from dialogs.start import getters, handlers
from dialogs.words import L, Label, Looked

dialog = Dialog(
    first_screen(
        states.Start.main,
        L(
            "🏠 <b>Hello, this is eBOK of {cooperative}.</b>\n"
            "An automaton answers here. To reach a person: {phone}.\n"
        ),
        L(
            "Your first time here? Press <b>Register</b>.\n"
            "You have an account? Press <b>Log in</b>."
        ),
        L(
            "\n✍️ Your registration is waiting at step {step} of {steps}. You can finish it now.",
            when="asking",
        ),
        L("\n✍️ We have all answers. Only <b>Send</b> is missing.", when="complete"),
        Looked("next"),
        choices=(
            choice(
                "Finish registration",
                "resume",
                handlers.resume_pressed,
                style=PRIMARY,
                when="half_done",
            ),
            choice(
                "Correct the application",
                "correct",
                handlers.correct_pressed,
                style=PRIMARY,
                when="correctable",
            ),
            choice("Register", "register", handlers.registration_pressed, when="open"),
            choice("I have a code by post", "letter", handlers.letter_pressed, when="in_person"),
            StartDialog(Label("Log in"), id="login", state=states.Login.login),
            StartDialog(
                # Five choices at most: whoever has begun knows.
                Label("How does it work?"),
                id="how",
                state=states.Start.how,
                when="not_begun",
            ),
            choice("Write to the office", "office", office_pressed),
            # In two languages at once, for whoever reads neither of the others.
            StartDialog(Const("Język / Мова"), id="language", state=states.Language.main),
        ),
        getter=getters.welcome,
        preview={
            "cooperative": "SM PIAST",
            "phone": "71 354 00 00",
            "half_done": False,
            "asking": False,
            "complete": False,
            "correctable": False,
            "open": True,
            "in_person": False,
            "not_begun": True,
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
            "Had an account in the old eBOK? Please register again, the old password does not work."
        ),
        choices=(
            choice(
                "Go on with the guide", "go_on", handlers.go_on_pressed, style=PRIMARY, when="begun"
            ),
            choice("Guide, step by step", "guide", handlers.guide_pressed),
            StartDialog(Label("Glossary"), id="glossary", state=states.Tour.glossary),
            explain("What is eBOK?", "what_ebok"),
            # Some documents are open to everyone.
            StartDialog(Label("Documents"), id="documents", state=states.Documents.kinds),
        ),
        back=states.Start.main,
        help_topic="tour",
        getter=getters.guide,
        preview={"begun": True},
    ),
)
