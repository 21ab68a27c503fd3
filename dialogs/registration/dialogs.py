"""Registration: ten questions, one at a time, then the summary."""

from __future__ import annotations

from aiogram.enums import ContentType
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, Keyboard, RequestContact, SwitchTo
from aiogram_dialog.widgets.kbd import Start as StartDialog
from aiogram_dialog.widgets.text import Const

from dialogs import states
from dialogs.frame import PRIMARY, SUCCESS, choice, explain, screen
from dialogs.notices import LineAbove
from dialogs.registration import getters, handlers
from dialogs.registration.steps import TYPED, Question
from dialogs.states import Registration
from dialogs.unexpected import is_answer
from dialogs.words import N_, L, Label
from ebok.registration.draft import Step

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


def question_window(question: Question) -> Window:
    by_contact = question.step is Step.PHONE
    choices: list[Keyboard] = [
        explain(label, topic, secret=question.state in states.SECRET)
        for label, topic in question.explanations
    ]
    if by_contact:
        choices.insert(0, RequestContact(Label("Share my number")))
    # An id for each step: a second press on the old message must not keep the next answer too.
    keep_id = f"keep_{question.step.value}"
    choices.append(choice("Keep it as it is", keep_id, handlers.keep_pressed, when="answer"))
    inputs = [MessageInput(handlers.typed, content_types=ContentType.TEXT, filter=is_answer)]
    if by_contact:
        inputs.append(MessageInput(handlers.typed, content_types=ContentType.CONTACT))
    return screen(
        question.state,
        LineAbove("fault"),
        L("<b>Step {n} of {steps}.</b>"),
        L(question.text, when="asking"),
        L("\nWe have now: <b>{answer}</b>", when="answer"),
        choices=choices,
        inputs=inputs,
        back=handlers.back_a_step,
        help_topic=question.help_topic,
        getter=getters.question,
        preview={"n": 4, "steps": 10, "answer": "…", "fault": None, "asking": True},
        reply_keyboard=by_contact,
    )


def digits(asked: str, when: str) -> list[Button]:
    return [
        Button(Const(str(figure)), f"{asked}_{figure}", handlers.digit_pressed, when=when)
        for figure in range(10)
    ]


def field(label: str, step: Step) -> Button:
    return choice(label, step.value, handlers.correct_field)


dialog = Dialog(
    screen(
        Registration.resume,
        L("✍️ Your registration is waiting at step {n} of {steps}. What shall we do?"),
        choices=(
            choice("Finish registration", "finish", handlers.resume_pressed, style=PRIMARY),
            choice("Begin anew", "anew", handlers.anew_pressed),
        ),
        help_topic="registration",
        getter=getters.resuming,
        preview={"n": 5, "steps": 10},
    ),
    *(question_window(question) for question in TYPED),
    screen(
        Registration.email_slip,
        L("<b>Step {n} of {steps}.</b> Is it perhaps <b>{suggestion}</b>?\nWe got: {email}"),
        choices=(
            choice("Yes, correct it", "correct", handlers.correct_slip, style=PRIMARY),
            choice("No, keep mine", "mine", handlers.no_slip),
        ),
        back=Registration.email,
        help_topic="email",
        getter=getters.slip,
        preview={"n": 5, "steps": 10, "suggestion": "jan@gmail.com", "email": "jan@gmial.com"},
    ),
    screen(
        Registration.terms,
        L(
            "<b>Step {n} of {steps}.</b> Please read the terms of use: the file above.\n"
            "Do you accept them?"
        ),
        choices=(
            choice("I accept the terms", "accept", handlers.agree, style=SUCCESS),
            choice("I do not accept", "refuse", handlers.decline),
            explain("What are the terms?", "terms"),
        ),
        back=handlers.back_a_step,
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
        back=handlers.back_a_step,
        help_topic="data_consent",
        getter=getters.consent,
        preview={"n": 9, "steps": 10, "text": "…"},
    ),
    screen(
        Registration.declined,
        L(
            "Without this consent we cannot open an account here.\n"
            "You can always come to the office: {address}, {room}. Telephone: {phone}.\n"
            "Your answers stay saved."
        ),
        choices=(choice("Read it again", "again", handlers.reconsider),),
        back=handlers.reconsider,
        help_topic="registration",
        getter=getters.place,
        preview=PREVIEW_PLACE,
    ),
    screen(
        Registration.human,
        L("<b>Step {n} of {steps}.</b> The last one: a check that a person is writing.\n"),
        L("{keycaps}\n"),
        L(
            "Please press two digits: the <b>{first}</b> and the <b>{second}</b> from the left.",
            when="beginning",
        ),
        L("✅ Good. Now please press the <b>{second}</b> digit from the left.", when="half"),
        choices=(Group(*digits("first", "beginning"), *digits("second", "half"), width=5),),
        back=handlers.back_a_step,
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
            choice("Cancel", "cancel", handlers.cancel),
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
        L(
            "✅ <b>The application has been sent. Its number: {number}.</b>\n\n"
            "We are now comparing the data. The answer comes here and by e-mail in a moment."
        ),
        help_topic="sent",
        getter=getters.receipt,
        preview={"number": "R/2026/17"},
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
            StartDialog(Label("Write to the office"), id="contact", state=states.Contact.main),
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
)
