"""What is sent where something else is due: say what to do instead."""

from __future__ import annotations

from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput

from dialogs import states
from dialogs.access import office_of
from dialogs.notices import notify
from dialogs.reaching import ways_to_reach
from dialogs.secrets import delete_at_once
from dialogs.words import N_
from ebok.identity.errors import NotReadable
from ebok.identity.numbers import pesel_or_nip

MISSES_BEFORE_PHONE = 3


def is_answer(message: Message) -> bool:
    """A text that may answer a question; commands are no answers."""
    return bool(message.text) and not str(message.text).startswith("/")


async def unexpected(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    """Not what the screen asks for: say what is, and after the third time give the telephone."""
    if _may_be_secret(message, manager):
        await delete_at_once(message, manager)
    misses = manager.dialog_data.get("misses", 0) + 1
    manager.dialog_data["misses"] = misses
    ways = ways_to_reach(office_of(manager).profile.office)
    manager.show_mode = ShowMode.SEND
    if misses >= MISSES_BEFORE_PHONE:
        manager.dialog_data["misses"] = 0
        notify(
            manager,
            N_("☎️ We are glad to help on the telephone: {office_phone}. Hours: {office_hours}."),
            office_phone=ways["phone"],
            office_hours=ways["hours"],
        )
    else:
        notify(manager, what_to_do_instead(message))


def _may_be_secret(message: Message, manager: DialogManager) -> bool:
    """On a secret's screen, or with its help open, or a PESEL or NIP written too early."""
    start_data = manager.start_data
    if isinstance(start_data, dict) and start_data.get("secret"):
        return True
    return manager.current_context().state in states.SECRET or holds_identifier(message)


def holds_identifier(message: Message) -> bool:
    """A PESEL or NIP, wherever it was written."""
    try:
        pesel_or_nip(message.text or message.caption or "")
    except NotReadable:
        return False
    return True


def what_to_do_instead(message: Message) -> str:
    """A message id that fits what was sent."""
    if message.text and message.text.startswith("/"):
        return N_("⚠️ We do not know this command. Please press one of the buttons below.")
    if message.voice or message.video_note or message.audio:
        return N_(
            "⚠️ We cannot listen to recordings here. Please press a button or write a few words."
        )
    if message.sticker or message.animation or message.dice:
        return N_("⚠️ A nice picture, but we cannot read it. Please press one of the buttons below.")
    if message.photo or message.document or message.video:
        return N_("⚠️ We do not need a file here. Please press one of the buttons below.")
    if message.contact or message.location or message.venue:
        return N_("⚠️ We do not need this here. Please press one of the buttons below.")
    return N_("⚠️ We do not understand. Please press one of the buttons below.")
