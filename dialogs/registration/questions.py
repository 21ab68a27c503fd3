"""The windows of the typed questions, made from their words."""

from __future__ import annotations

from aiogram.enums import ContentType
from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Keyboard, RequestContact

from dialogs import states, stuck
from dialogs.answers import is_answer
from dialogs.frame import PRIMARY, choice, explain, screen
from dialogs.notices import LineAbove
from dialogs.registration import answering, getters, letter
from dialogs.registration.steps import Question
from dialogs.registration.way import back_a_step
from dialogs.states import Registration
from dialogs.stuck import office_button, office_line
from dialogs.words import L, Label, Looked
from ebok.registration.draft import Step


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
    choices.append(choice("Keep it as it is", keep_id, answering.keep_pressed, when="answer"))
    if question.step is Step.NAME:
        choices.append(choice("That is all", "whole", answering.whole_pressed, when="half"))
    if question.step is Step.SYMBOL:
        choices.append(choice("I have a code by post", "letter", letter.letter_pressed))
    choices.append(office_button())
    inputs = [MessageInput(answering.typed, filter=is_answer)]
    if by_contact:
        inputs.append(MessageInput(answering.typed, content_types=ContentType.CONTACT))
    return screen(
        question.state,
        LineAbove("fault"),
        office_line(),
        L("<b>Step {n} of {steps}.</b>"),
        L(question.text, when="asking"),
        Looked("other_half"),
        L("\nWe have now: <b>{answer}</b>", when="answer"),
        choices=choices,
        inputs=inputs,
        back=back_a_step,
        help_topic=question.help_topic,
        getter=getters.question,
        preview={
            "n": 4,
            "steps": 10,
            "answer": "…",
            "fault": None,
            "asking": True,
            "half": None,
            "other_half": None,
            **stuck.PREVIEW,
        },
        reply_keyboard=by_contact,
    )


email_slip = screen(
    Registration.email_slip,
    LineAbove("fault"),
    office_line(),
    L("<b>Step {n} of {steps}.</b> Did you mean <b>{suggestion}</b>?"),
    L("We got: {email}", when="possible"),
    choices=(
        choice("Yes, correct it", "correct", answering.correct_slip, style=PRIMARY),
        choice("No, keep mine", "mine", answering.no_slip, when="possible"),
        choice("No, type it again", "again", answering.no_slip, when="impossible"),
        office_button(),
    ),
    inputs=(MessageInput(answering.typed, filter=is_answer),),
    back=Registration.email,
    help_topic="email",
    getter=getters.slip,
    preview={
        "n": 5,
        "steps": 10,
        "suggestion": "jan@gmail.com",
        "email": "jan@gmial.com",
        "possible": True,
        "impossible": False,
        "fault": None,
        **stuck.PREVIEW,
    },
)
