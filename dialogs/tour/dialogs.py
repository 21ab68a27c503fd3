"""The guide through the cooperative's tutorial, and the glossary of its words."""

from __future__ import annotations

from aiogram_dialog import Dialog, LaunchMode
from aiogram_dialog.widgets.kbd import Column, Select, SwitchTo
from aiogram_dialog.widgets.text import Format

from dialogs import states
from dialogs.frame import PRIMARY, choice, screen
from dialogs.lists import pick_list
from dialogs.tour import getters, handlers
from dialogs.tour.stops import STOPS
from dialogs.words import L, Label, Looked

dialog = Dialog(
    screen(
        states.Tour.stop,
        L("🧭 Guide, {number} of {all}\n\n<b>{title}</b>\n"),
        Looked("text"),
        L("\n✅ That was all. You can come back at any time.", when="last"),
        choices=(
            choice("Next", "next", handlers.next_pressed, style=PRIMARY, when="more"),
            choice("Do it now", "do", handlers.do_pressed, when="thing"),
            Column(
                Select(
                    Format("{item[1]}"),
                    id="term",
                    item_id_getter=lambda item: item[0],
                    items="terms",
                    on_click=handlers.term_pressed,
                )
            ),
            SwitchTo(Label("Glossary"), id="glossary", state=states.Tour.glossary, when="last"),
        ),
        back=handlers.back_pressed,
        help_topic="tour",
        getter=getters.stop,
        preview={
            "number": 3,
            "all": len(STOPS),
            "title": "Dwie drogi do konta",
            "text": STOPS[2].text,
            "address": "Bulwar Ikara 10b",
            "room": "pokój nr 3, parter",
            "phone": "71 354 00 00",
            "terms": [("email", "Adres e-mail"), ("no_email", "Nie mam e-maila")],
            "more": True,
            "thing": True,
            "last": False,
        },
    ),
    screen(
        states.Tour.glossary,
        L("📖 <b>Glossary</b>\n\nPlease press a word, and we explain it."),
        choices=(pick_list("word", "words", handlers.word_pressed),),
        help_topic="tour",
        getter=getters.glossary,
        preview={"words": [(0, "Adres e-mail"), (1, "eBOK")]},
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
