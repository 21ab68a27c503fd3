"""The windows of the way with a code from a letter, before and after the questions it shares."""

from __future__ import annotations

from aiogram_dialog.widgets.input import MessageInput

from dialogs import stuck
from dialogs.answers import has_words, is_answer
from dialogs.frame import SUCCESS, choice, explain, screen
from dialogs.notices import LineAbove
from dialogs.office.handlers import office_pressed
from dialogs.registration import getters, letter
from dialogs.states import Registration
from dialogs.stuck import office_button, office_line
from dialogs.words import L, Looked

LETTER_WINDOWS = (
    screen(
        Registration.letter_symbol,
        LineAbove("fault"),
        office_line(),
        L(
            "✉️ Please give the client number from the letter. It has 6 digits.\n"
            "It stands in the frame, to the left of the code."
        ),
        choices=(explain("What letter is it?", "letter"), office_button()),
        inputs=(MessageInput(letter.symbol_typed, filter=is_answer),),
        help_topic="letter",
        getter=getters.letter_question,
        preview={"fault": None, **stuck.PREVIEW},
    ),
    screen(
        Registration.letter_code,
        LineAbove("fault"),
        office_line(),
        L(
            "✉️ Please give the code from the letter: 12 digits.\n"
            "For example: 4829 5736 2584. We delete the message with it at once."
        ),
        choices=(office_button(),),
        inputs=(MessageInput(letter.code_typed, filter=has_words),),
        back=Registration.letter_symbol,
        help_topic="letter",
        getter=getters.letter_question,
        preview={"fault": None, **stuck.PREVIEW},
    ),
    screen(
        Registration.letter_summary,
        L(
            "<b>Is everything right?</b>\n\n"
            "Client number: <b>{symbol}</b>\nE-mail: <b>{email}</b>\n\n"
            "The login and a temporary password will come to this address."
        ),
        choices=(
            choice("Open my account", "open", letter.open_pressed, style=SUCCESS),
            choice("Correct the e-mail", "correct_email", letter.correct_pressed),
        ),
        back=Registration.data_consent,
        help_topic="letter",
        getter=getters.letter_summary,
        preview={"symbol": "104217", "email": "maria@example.com"},
    ),
    screen(
        Registration.letter_over,
        Looked("why"),
        L(
            "\nThe office can send a new letter. You can also come with an identity card:"
            " {address}, {room}, {hours}.\nTelephone: {phone}."
        ),
        choices=(choice("Write to the office", "office", office_pressed),),
        back=Registration.letter_symbol,
        help_topic="letter",
        getter=getters.letter_over,
        preview={
            "why": letter.ENDED,
            "day": "23 listopada 2026 r.",
            "hour": "14.05",
            "address": "Bulwar Ikara 10b",
            "room": "pokój nr 3, parter",
            "hours": "poniedziałek–piątek, 8.00–15.00",
            "phone": "71 354 00 00",
        },
    ),
)
