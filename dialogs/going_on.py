"""Words and files below an answer of the office, written without replying to it or on a screen that
asks for nothing: they continue its case, after a look at what goes."""

from __future__ import annotations

from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode

from dialogs import states
from dialogs.access import chat_of, services_of
from dialogs.case_messages import content_in
from dialogs.home import open_above
from dialogs.notices import notify
from ebok.cases.case import Blocked, Content, NoSuchCase, TooMuch
from ebok.cases.newest import newest_from_office
from ebok.cases.writing import add
from locales.speech import N_


def content_for_office(message: Message) -> Content | None:
    """Commands are none."""
    return None if (message.text or "").startswith("/") else content_in(message)


async def case_below(manager: DialogManager) -> int | None:
    """Of the office's message that stands below the present screen, if one does."""
    newest = await newest_from_office(services_of(manager), chat_of(manager))
    present = manager.current_stack().last_message_id
    if newest is None or (present is not None and newest.message_id < present):
        return None
    return newest.number


async def goes_on(message: Message, manager: DialogManager) -> bool:
    """True when it was kept as a continuation, and is shown."""
    content = content_for_office(message)
    number = None if content is None else await case_below(manager)
    if content is None or number is None:
        return False
    return await keep(message, content, manager, number)


async def keep(message: Message, content: Content, manager: DialogManager, number: int) -> bool:
    """Unsent, in the case's summary. False when it is this chat's case no more."""
    album, following, notice = message.media_group_id, states.Office.summary, None
    services, chat_id = services_of(manager), chat_of(manager)
    try:
        await add(services, chat_id, number, content, message.message_id, album)
    except NoSuchCase:
        return False
    except Blocked:
        following = states.Office.blocked
    except TooMuch:
        notice = TOO_MUCH
    await open_above(manager, following, {"case": str(number)}, ShowMode.NO_UPDATE)
    manager.dialog_data["album"] = album
    if notice is not None:
        notify(manager, notice)
    await manager.show()
    return True


TOO_MUCH = N_("⚠️ That is a lot at once. Please send this first, then add more.")
