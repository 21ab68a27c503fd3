"""The cooperative's documents: a kind, a year, a file; or a word to look for."""

from __future__ import annotations

from aiogram.enums import ContentType
from aiogram_dialog import Dialog, LaunchMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Start, SwitchTo
from aiogram_dialog.widgets.text import Format

from dialogs import states
from dialogs.answers import is_answer
from dialogs.documents import getters, handlers
from dialogs.frame import PRIMARY, choice, screen
from dialogs.lists import pick_list
from dialogs.office.handlers import office_pressed
from dialogs.words import L, Label

WORDS = MessageInput(handlers.words_typed, ContentType.TEXT, filter=is_answer)
PAGE = {
    "documents": [(1, "1. Uchwała nr 7/2026")],
    "lines": "1. <b>Uchwała nr 7/2026 w sprawie remontu wind</b>\n12 marca 2026 r. · 1,2 MB",
    "any": True,
    "none": False,
    "several_pages": True,
    "first": 1,
    "last": 4,
    "all": 12,
}

dialog = Dialog(
    screen(
        states.Documents.kinds,
        L("📄 <b>Documents</b>\n\nWhich ones do you want to see?", when="any"),
        L("📄 <b>Documents</b>\n\nThere are no documents yet.", when="none"),
        choices=(
            pick_list("kind", "kinds", handlers.kind_chosen),
            SwitchTo(Label("Search"), id="search", state=states.Documents.search, when="any"),
        ),
        help_topic="documents",
        getter=getters.shelves,
        preview={
            "kinds": [(0, "Uchwały (12)"), (4, "Statut (1)")],
            "any": True,
            "none": False,
        },
    ),
    screen(
        states.Documents.years,
        L("📄 <b>{kind}</b>\n\nFrom which year?"),
        choices=(pick_list("year", "years", handlers.year_chosen),),
        back=states.Documents.kinds,
        help_topic="documents",
        getter=getters.years,
        preview={"kind": "Uchwały", "years": [(2026, "2026 (12)")]},
    ),
    screen(
        states.Documents.files,
        L("📄 <b>{kind}, {year}</b>\n", when="any"),
        Format("{lines}", when="any"),
        L("\nShown: {first}–{last} of {all}", when="several_pages"),
        L("There are no documents here now.", when="none"),
        choices=(
            pick_list("file", "documents", handlers.file_chosen),
            SwitchTo(
                Label("🔒 The others ({locked})"),
                id="locked",
                state=states.Documents.locked,
                when="locked",
            ),
        ),
        back=handlers.back_from_files,
        help_topic="documents",
        getter=getters.files,
        preview={**PAGE, "kind": "Uchwały", "year": 2026, "locked": 3},
    ),
    screen(
        states.Documents.search,
        L(
            "🔎 <b>What are you looking for?</b>\n"
            "Please write a word of the title. For example: repair"
        ),
        inputs=(WORDS,),
        back=states.Documents.kinds,
        help_topic="documents",
    ),
    screen(
        states.Documents.found,
        L("🔎 <b>Found for “{words}”</b>\n", when="any"),
        Format("{lines}", when="any"),
        L("\nShown: {first}–{last} of {all}", when="several_pages"),
        L(
            "🔎 <b>Nothing was found for “{words}”.</b>\n"
            "Please write another word, or a part of the title.",
            when="none",
        ),
        choices=(
            pick_list("file", "documents", handlers.file_chosen),
            SwitchTo(Label("Search again"), id="search", state=states.Documents.search),
            choice("Write to the office", "office", office_pressed, when="none"),
        ),
        inputs=(WORDS,),
        back=states.Documents.kinds,
        help_topic="documents",
        getter=getters.found,
        preview={**PAGE, "words": "remont"},
    ),
    screen(
        states.Documents.locked,
        L(
            "🔒 <b>These documents are for people who are logged in.</b>\n"
            "This way only residents and members of the cooperative read them.",
            when="guest",
        ),
        # plain: long
        L(
            "🔒 <b>These documents are only for members of the cooperative.</b>\n"
            "The law on housing cooperatives says so.\n\n"
            "Whoever has a cooperative right to a flat is a member."
            " The owner of a flat can become one: a declaration in the office is enough.\n\n"
            "You are a member and see this? Please call: {phone}.",
            when="not_a_member",
        ),
        choices=(
            Start(
                Label("Log in"),
                id="login",
                state=states.Login.login,
                data={"then": states.Documents.kinds.state},
                style=PRIMARY,
                when="guest",
            ),
            choice("Write to the office", "office", office_pressed, when="not_a_member"),
        ),
        back=states.Documents.kinds,
        help_topic="documents_access",
        getter=getters.locked,
        preview={"guest": False, "not_a_member": True, "phone": "71 354 00 00"},
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
