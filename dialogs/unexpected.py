"""What is sent where something else is due: say what to do instead."""

from __future__ import annotations

import asyncio

from aiogram.enums import ContentType
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput

from dialogs import states
from dialogs.access import services_of
from dialogs.answers import said
from dialogs.going_on import goes_on
from dialogs.home import open_above
from dialogs.notices import notify
from dialogs.reaching import hours_and_now, ways_to_reach
from dialogs.secret_messages import delete_at_once
from ebok.intents.understanding import guess
from locales.speech import N_

MISSES_BEFORE_PHONE = 3
FEWEST_LETTERS = 3


async def unexpected(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    """Not what the screen asks for: it may belong to what the office wrote below the screen, or
    mean another screen. Else say what is asked, and after the third time give the telephone."""
    if _may_be_secret(message, manager):
        await delete_at_once(message, services_of(manager))
    elif await goes_on(message, manager):
        return
    misses = manager.dialog_data.get("misses", misses_before(manager)) + 1
    if misses < MISSES_BEFORE_PHONE and may_be_guessed(message, manager):
        await ask_what_is_meant(message, manager, misses)
        return
    manager.dialog_data["misses"] = misses
    ways = ways_to_reach(services_of(manager).profile.office)
    manager.show_mode = ShowMode.SEND
    words = what_to_do_instead(message)
    if misses >= MISSES_BEFORE_PHONE:
        manager.dialog_data["misses"] = 0
        words = N_(
            "☎️ We still do not understand. We are glad to help on the telephone: {office_phone}.\n"
            "Hours: {office_hours}."
        )
    notify(
        manager,
        words,
        office_phone=ways["phone"],
        office_hours=hours_and_now(services_of(manager)),
        office_emergency=ways["emergency"],
    )


def misses_before(manager: DialogManager) -> int:
    """On the screen that a guess came from."""
    start_data = manager.start_data
    return int(start_data.get("misses", 0)) if isinstance(start_data, dict) else 0


def may_be_guessed(message: Message, manager: DialogManager) -> bool:
    """Words, where nothing is asked."""
    words = message.text or ""
    letters = sum(map(str.isalpha, words))
    return (
        letters >= FEWEST_LETTERS
        and not words.startswith("/")
        and manager.current_context().state not in states.ASKS
    )


async def ask_what_is_meant(message: Message, manager: DialogManager, misses: int) -> None:
    """Nothing is done on a text alone."""
    guessed = await asyncio.to_thread(guess, message.text or "")
    data = {
        "ranked": " ".join(intent for intent, _probability in guessed.ranked),
        "sure": guessed.accepted,
        "misses": str(misses),
    }
    await open_above(manager, states.Guess.main, data)


def _may_be_secret(message: Message, manager: DialogManager) -> bool:
    """On a secret's screen, or with its help open; elsewhere the gate has looked."""
    start_data = manager.start_data
    if isinstance(start_data, dict) and start_data.get("secret"):
        return True
    return manager.current_context().state in states.SECRET


def what_to_do_instead(message: Message) -> str:
    """A message id that fits what was sent."""
    if said(message).startswith("/"):
        return N_("⚠️ We do not know this command. Please press one of the buttons below.")
    if message.text:
        return N_("⚠️ We do not understand. Please press one of the buttons below.")
    return INSTEAD.get(ContentType(message.content_type), OF_ANOTHER_KIND)


_RECORDING = N_("⚠️ We cannot listen to anything here. Please write the answer or press a button.")
_PICTURE = N_("⚠️ We cannot read pictures here. Please write the answer or press a button.")
_FILE = N_(
    "⚠️ We cannot take a file here. Please write the answer or press a button.\n"
    "Faults: {office_phone}, breakdowns: {office_emergency}."
)
_PLACE = N_("⚠️ We need no place on the map here. Please write the answer or press a button.")
INSTEAD = {
    ContentType.VOICE: _RECORDING,
    ContentType.VIDEO_NOTE: _RECORDING,
    ContentType.AUDIO: _RECORDING,
    ContentType.STICKER: _PICTURE,
    ContentType.ANIMATION: _PICTURE,
    ContentType.DICE: _PICTURE,
    ContentType.PHOTO: _FILE,
    ContentType.LIVE_PHOTO: _FILE,
    ContentType.DOCUMENT: _FILE,
    ContentType.VIDEO: _FILE,
    ContentType.LOCATION: _PLACE,
    ContentType.VENUE: _PLACE,
    ContentType.CONTACT: N_(
        "⚠️ We need no telephone number here. Please write the answer or press a button."
    ),
}
OF_ANOTHER_KIND = N_("⚠️ We cannot read this here. Please write the answer or press a button.")
