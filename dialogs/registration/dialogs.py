"""Registration: ten questions, one at a time, then the summary."""

from __future__ import annotations

from aiogram.fsm.state import State
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from aiogram_dialog.widgets.kbd import Start as StartDialog
from aiogram_dialog.widgets.text import Const

from dialogs import states, stuck
from dialogs.frame import PRIMARY, SUCCESS, Click, choice, explain, screen
from dialogs.office.handlers import office_pressed
from dialogs.registration import getters, handlers
from dialogs.registration.letter import letter_pressed
from dialogs.registration.letter_windows import LETTER_WINDOWS
from dialogs.registration.questions import email_slip, question_window
from dialogs.registration.results import ACCEPTED, Way
from dialogs.registration.steps import TYPED
from dialogs.registration.way import back_a_step
from dialogs.states import Registration
from dialogs.stuck import office_button, office_line
from dialogs.words import L, Label, Looked
from ebok.registration.draft import Step
from locales.speech import N_

PREVIEW_PLACE = {
    "address": "Bulwar Ikara 10b",
    "room": "pokój nr 3, parter",
    "hours": "poniedziałek–piątek, 8.00–15.00",
    "phone": "71 354 00 00",
}
CORRECTABLE = (
    (N_("Client number"), Step.SYMBOL),
    (N_("Name and surname"), Step.NAME),
    (N_("Address"), Step.ADDRESS),
    (N_("PESEL or NIP"), Step.IDENTIFIER),
)
CORRECTABLE_TOO = ((N_("E-mail"), Step.EMAIL), (N_("Telephone"), Step.PHONE))


def sure(state: State, question: L, yes: str, on_yes: Click, no: str, back: State) -> Window:
    """Whatever takes answers away asks first."""
    return screen(
        state,
        question,
        choices=(
            SwitchTo(Label(no), id="no", state=back, style=PRIMARY),
            choice(yes, "yes", on_yes),
        ),
        back=back,
        help_topic="registration",
    )


def digits(asked: str, when: str) -> list[Button]:
    return [
        Button(Const(str(figure)), f"{asked}_{figure}", handlers.digit_pressed, when=when)
        for figure in range(10)
    ]


def correct(choice_id: str, when: str) -> Button:
    return choice("Correct the application", choice_id, handlers.correct_refused_pressed, when=when)


def field(label: str, step: Step) -> Button:
    return choice(label, step.value, handlers.correct_field)


dialog = Dialog(
    screen(
        Registration.resume,
        L(
            "✍️ Your registration is waiting at step {n} of {steps}. What shall we do?",
            when="asking",
        ),
        L("✍️ We have all answers. Only <b>Send</b> is missing.", when="complete"),
        choices=(
            choice("Finish registration", "finish", handlers.resume_pressed, style=PRIMARY),
            SwitchTo(Label("Start again"), id="anew", state=Registration.beginning_anew),
        ),
        help_topic="registration",
        getter=getters.resuming,
        preview={"n": 5, "steps": 10, "asking": True, "complete": False},
    ),
    sure(
        Registration.beginning_anew,
        L("⚠️ Shall we delete all answers and start again?\nThey cannot be brought back."),
        N_("Yes, start again"),
        handlers.anew_pressed,
        N_("No, keep them"),
        Registration.resume,
    ),
    *(question_window(question) for question in TYPED),
    email_slip,
    screen(
        Registration.terms,
        L(
            "<b>Step {n} of {steps}.</b> Please press the file above and read the terms of use.\n"
            "Then please press <b>I accept the terms</b> or <b>I do not accept</b>."
        ),
        choices=(
            choice("I accept the terms", "accept", handlers.agree, style=SUCCESS),
            choice("I do not accept", "refuse", handlers.decline),
            choice("Show the file again", "file", handlers.terms_pressed),
            explain("What are the terms?", "terms"),
        ),
        back=back_a_step,
        help_topic="terms",
        getter=getters.consent,
        preview={"n": 8, "steps": 10, "text": ""},
    ),
    screen(
        Registration.data_consent,
        L("<b>Step {n} of {steps}.</b> Please read and answer.\n\n{text}"),
        choices=(
            choice("I give consent", "give", handlers.consent, style=SUCCESS),
            choice("I do not give consent", "withhold", handlers.decline),
            explain("What is RODO?", "data_consent"),
        ),
        back=back_a_step,
        help_topic="data_consent",
        getter=getters.consent,
        preview={"n": 9, "steps": 10, "text": "…"},
    ),
    screen(
        Registration.declined,
        L(
            "Without this consent we cannot open an account here.\n"
            "The office can do everything for you: {address}, {room}. Telephone: {phone}.\n"
            "Your answers stay saved."
        ),
        choices=(
            choice("Read it again", "again", handlers.reconsider),
            choice("Write to the office", "office", office_pressed),
        ),
        back=handlers.reconsider,
        help_topic="registration",
        getter=getters.place,
        preview=PREVIEW_PLACE,
    ),
    screen(
        Registration.human,
        office_line(),
        L("<b>Step {n} of {steps}.</b> The last one: a check that a person is writing.\n"),
        L("{keycaps}\n"),
        L(
            "Please press two digits: the <b>{first}</b> and the <b>{second}</b> from the left.",
            when="beginning",
        ),
        L("✅ Good. Now please press the <b>{second}</b> digit from the left.", when="half"),
        choices=(
            Group(*digits("first", "beginning"), *digits("second", "half"), width=5),
            office_button(),
        ),
        back=back_a_step,
        help_topic="human",
        getter=getters.human,
        preview={
            "n": 10,
            "steps": 10,
            "keycaps": "1️⃣ 2️⃣ 3️⃣ 4️⃣ 5️⃣ 6️⃣",
            "first": "drugą",
            "second": "piątą",
            "beginning": True,
            "half": False,
            **stuck.PREVIEW,
        },
    ),
    screen(
        Registration.summary,
        # plain: long
        L(
            "<b>Is everything right?</b>\n\n"
            "Client number: <b>{symbol}</b>\n{name_kind}: <b>{name}</b>\n"
            "Address: <b>{address}</b>\n"
            "{identifier_kind}: <b>{identifier}</b>\nE-mail: <b>{email}</b>\n"
            "Telephone: <b>{phone}</b>"
        ),
        choices=(
            choice("Send", "send", handlers.send, style=SUCCESS),
            SwitchTo(Label("Correct"), id="correct", state=Registration.correct),
            SwitchTo(Label("Cancel"), id="cancel", state=Registration.cancelling),
        ),
        back=Registration.data_consent,
        help_topic="summary",
        getter=getters.summary,
        preview={
            "symbol": "104217",
            "name_kind": "Imię i nazwisko",
            "name": "Maria Wiśniewska",
            "address": "ul. Bulwar Ikara 12/5",
            "identifier": "••••••••346",
            "identifier_kind": "PESEL",
            "email": "maria@example.com",
            "phone": "+48 601 234 567",
        },
    ),
    sure(
        Registration.cancelling,
        L("⚠️ Shall we delete all answers?\nThey cannot be brought back."),
        N_("Yes, delete them"),
        handlers.cancel,
        N_("No, keep them"),
        Registration.summary,
    ),
    screen(
        Registration.correct,
        L("What shall we correct?"),
        choices=(
            *(field(label, step) for label, step in CORRECTABLE),
            SwitchTo(Label("E-mail or telephone"), id="more", state=Registration.correct_more),
        ),
        back=Registration.summary,
        help_topic="summary",
    ),
    screen(
        Registration.correct_more,
        L("What shall we correct?"),
        choices=tuple(field(label, step) for label, step in CORRECTABLE_TOO),
        back=Registration.correct,
        help_topic="summary",
    ),
    screen(
        Registration.sent,
        Looked("result"),
        choices=(
            StartDialog(Label("Log in"), id="login", state=states.Login.login, when="log_in"),
            StartDialog(
                Label("The e-mail has not come"),
                id="no_mail",
                state=states.NoMail.main,
                when="no_mail",
            ),
            correct("correct", "correct_first"),
            choice("Write to the office", "office", office_pressed, when="write"),
            correct("correct_too", "correct_later"),
            choice("I have a code by post", "by_letter", letter_pressed, when="letter"),
        ),
        help_topic="sent",
        getter=getters.outcome,
        preview={
            **PREVIEW_PLACE,
            "open": PREVIEW_PLACE["hours"],
            "number": "R/2026/17",
            "result": ACCEPTED.text,
            **{way.name.lower(): way in ACCEPTED.ways for way in Way},
            "correct_first": False,
            "correct_later": False,
        },
    ),
    screen(
        Registration.too_many,
        L(
            "⚠️ There were {tries} tries within a day. The next one is possible on {day}"
            " at {hour}.\n"
            "There is a faster way: please come to the office with an identity card."
            " {address}, {room}. Telephone: {phone}."
        ),
        choices=(
            choice("I have a code by post", "by_letter", letter_pressed),
            choice("Write to the office", "office", office_pressed),
        ),
        help_topic="registration",
        getter=getters.too_many,
        preview={
            **PREVIEW_PLACE,
            "tries": 5,
            "day": "23 listopada 2026 r.",
            "hour": "14.05",
        },
    ),
    *LETTER_WINDOWS,
)
