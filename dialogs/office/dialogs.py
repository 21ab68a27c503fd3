"""Writing to the office: a topic, words and files in any number, a look at all of it, a number."""

from __future__ import annotations

from aiogram.enums import ContentType
from aiogram_dialog import Dialog, LaunchMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import SwitchTo
from aiogram_dialog.widgets.text import Format

from dialogs import states
from dialogs.frame import PRIMARY, SUCCESS, choice, screen
from dialogs.lists import pick_list
from dialogs.office import getters, handlers, ready_answers
from dialogs.office.words import TOPICS
from dialogs.words import L, Label, Looked

TAKEN = [
    ContentType.TEXT,
    ContentType.PHOTO,
    ContentType.LIVE_PHOTO,
    ContentType.DOCUMENT,
    ContentType.VIDEO,
    ContentType.AUDIO,
    ContentType.VOICE,
    ContentType.VIDEO_NOTE,
    ContentType.ANIMATION,
    ContentType.STICKER,
    ContentType.LOCATION,
    ContentType.VENUE,
    ContentType.CONTACT,
]
WRITTEN = MessageInput(handlers.written, TAKEN, filter=handlers.is_content)
ADDED = MessageInput(handlers.added, TAKEN, filter=handlers.is_content)

dialog = Dialog(
    screen(
        states.Office.choose,
        L("✉️ <b>Writing to the office</b>\n\nIs it a new case, or one that we know?"),
        choices=(
            choice("New case", "new", handlers.new_case, style=PRIMARY),
            SwitchTo(Label("My cases"), id="mine", state=states.Office.mine),
        ),
        help_topic="office",
    ),
    screen(
        states.Office.unfinished,
        L("✉️ <b>You have a message that has not gone to the office.</b>\n\nAbout: {topic}"),
        L("Where: {place}", when="place"),
        L("\n{text}", when="text"),
        L("\nFiles: {files}", when="files"),
        L("\nA new one replaces it."),
        choices=(
            choice("Go on with it", "finish", handlers.finish, style=PRIMARY),
            SwitchTo(Label("Begin a new one"), id="anew", state=states.Office.topic),
        ),
        back=handlers.back_from_unfinished,
        help_topic="office_message",
        getter=getters.unfinished,
        preview={"topic": "Usterka", "place": "Ikara 12/5", "text": "Cieknie kran.", "files": 2},
    ),
    screen(
        states.Office.topic,
        L(
            "✉️ <b>What is the matter about?</b>\n\n"
            "Office: {address}, {room}\nTelephone: {phone}\nHours: {hours}"
        ),
        choices=tuple(
            choice(label, topic.value, handlers.topic_chosen) for topic, label in TOPICS.items()
        ),
        back=handlers.back_from_topic,
        help_topic="office",
        getter=getters.reach,
        preview={
            "address": "Bulwar Ikara 10b",
            "room": "pokój nr 3, parter",
            "phone": "71 354 00 00",
            "hours": "poniedziałek–piątek, 8.00–15.00",
        },
    ),
    screen(
        states.Office.place,
        L(
            "🔧 <b>Where is the fault?</b>\n"
            "Please press a place, or write the address. For example: Bulwar Ikara 12, lift"
        ),
        choices=(pick_list("place", "places", handlers.place_chosen),),
        inputs=(MessageInput(handlers.place_typed, ContentType.TEXT, filter=handlers.is_content),),
        back=states.Office.topic,
        help_topic="office_place",
        getter=getters.own_places,
        preview={"places": [(0, "ul. Bulwar Ikara 12/5")]},
    ),
    screen(
        states.Office.outage,
        L("⚠️ <b>We know of an outage here: {kinds}.</b>"),
        L("Until: {until}", when="until"),
        L("\nThe office is at work on it. We tell you when it is over."),
        L("Is it about something else? Please write to us all the same."),
        choices=(
            SwitchTo(Label("Write all the same"), id="write", state=states.Office.message),
            choice("Thank you, that is all", "enough", handlers.cancel, style=PRIMARY),
        ),
        inputs=(WRITTEN,),
        back=states.Office.place,
        help_topic="office_place",
        getter=getters.outages_here,
        preview={"kinds": "winda", "until": "27 listopada 2026 r., 12.00"},
    ),
    screen(
        states.Office.message,
        Looked("question"),
        inputs=(WRITTEN,),
        back=handlers.back_from_message,
        help_topic="office_message",
        getter=getters.question,
        preview={"question": getters.WRITE, "number": 17},
    ),
    screen(
        states.Office.summary,
        L("✉️ <b>Shall we send this to the office?</b>\n\nAbout: {topic}"),
        L("Where: {place}", when="place"),
        L("\n{text}", when="text"),
        L("\nFiles: {files}", when="files"),
        choices=(
            choice("Send", "send", handlers.send_pressed, style=SUCCESS),
            SwitchTo(Label("Add more"), id="add", state=states.Office.message),
            choice("Take the last back", "undo", handlers.take_back),
            SwitchTo(Label("Cancel"), id="cancel", state=states.Office.cancel),
        ),
        inputs=(WRITTEN,),
        back=states.Office.message,
        help_topic="office_message",
        getter=getters.summary,
        preview={"topic": "Usterka", "place": "Ikara 12/5", "text": "Cieknie kran.", "files": 2},
    ),
    screen(
        states.Office.answered,
        L("💡 <b>Is this the answer already?</b>\nThe letter has not gone yet.\n"),
        Format("{answer}"),
        choices=(
            choice("That is enough", "enough", handlers.cancel),
            choice("Send to the office", "send", handlers.send, style=SUCCESS),
        ),
        inputs=(WRITTEN,),
        back=states.Office.summary,
        help_topic="office_message",
        getter=ready_answers.in_words,
        preview={"answer": "Godziny: poniedziałek–piątek, 8.00–15.00."},
    ),
    screen(
        states.Office.cancel,
        L("⚠️ <b>Shall we throw this message away?</b>\nNothing has gone to the office yet."),
        choices=(
            choice("Yes, throw it away", "yes", handlers.cancel),
            SwitchTo(Label("No, keep it"), id="no", state=states.Office.summary),
        ),
        back=states.Office.summary,
        help_topic="office_message",
    ),
    screen(
        states.Office.sent,
        L("✅ <b>We have your message and pass it to the office.</b>\nCase no. {number}\n"),
        L("The answer comes here. The office works: {hours}."),
        L("Time to the first answer, lately: {usual}", when="usual"),
        choices=(
            SwitchTo(Label("Add more"), id="add", state=states.Office.message),
            SwitchTo(Label("My cases"), id="mine", state=states.Office.mine),
        ),
        inputs=(ADDED,),
        help_topic="office_sent",
        getter=getters.receipt,
        preview={"number": 17, "hours": "poniedziałek–piątek, 8.00–15.00", "usual": None},
    ),
    screen(
        states.Office.mine,
        L("✉️ <b>Your cases</b>", when="cases"),
        L(
            "There are no cases yet.",
            when=lambda data, _widget, _manager: not data["cases"],
        ),
        choices=(pick_list("case", "cases", handlers.case_chosen),),
        back=handlers.back_to_choice,
        help_topic="office",
        getter=getters.own_cases,
        preview={"cases": [(17, "nr 17 · Usterka · nowa")]},
    ),
    screen(
        states.Office.case,
        L("✉️ <b>Case no. {number}</b>\n{topic} · {state}"),
        L("\nFrom the office, {day}:\n{text}", when="from_office"),
        L("\nYour message, {day}:\n{text}", when="from_you"),
        L("\n⏳ Not delivered to the office yet. We keep trying.", when="undelivered"),
        L("\n✉️ Not sent yet:\n{unsent}", when="unsent"),
        choices=(choice("Add to the case", "add", handlers.add_more),),
        inputs=(ADDED,),
        back=states.Office.mine,
        help_topic="office",
        getter=getters.one_case,
        preview={
            "number": 17,
            "topic": "Usterka",
            "state": "nowa",
            "day": "25 listopada 2026 r.",
            "text": "Cieknie kran.",
            "from_office": False,
            "from_you": True,
            "undelivered": False,
            "unsent": "I jeszcze jedno.",
        },
    ),
    screen(
        states.Office.blocked,
        L("☎️ The office does not take messages from this phone. Please call: {phone}."),
        help_topic="contact",
        getter=getters.reach,
        preview={"phone": "71 354 00 00"},
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
