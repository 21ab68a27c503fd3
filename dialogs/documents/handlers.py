"""What the windows of the documents do with a press or a word."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.access import services_of
from dialogs.answers import said
from dialogs.documents.getters import KINDS, kind_of, reader_of
from dialogs.documents.sending import FileLost, send_file
from dialogs.lists import turn_to_first_page
from dialogs.notices import notify
from ebok.documents import reading
from ebok.documents.document import ForLoggedIn, ForMembers, NoSuchDocument
from locales.speech import N_

GONE = N_("⚠️ This document is no longer here.")
LONGEST_WORDS = 60  # characters of what is looked for


async def kind_chosen(
    _event: CallbackQuery, _select: Any, manager: DialogManager, place: int
) -> None:
    if place >= len(KINDS):
        return
    kind = KINDS[place]
    manager.dialog_data["kind"] = kind.value
    turn_to_first_page(manager)
    found = await reading.years(services_of(manager), reader_of(manager), kind)
    if not found:
        await manager.switch_to(states.Documents.locked)
    elif len(found) > 1:
        await manager.switch_to(states.Documents.years)
    else:
        manager.dialog_data["year"] = found[0][0]
        await manager.switch_to(states.Documents.files)


async def year_chosen(
    _event: CallbackQuery, _select: Any, manager: DialogManager, year: int
) -> None:
    manager.dialog_data["year"] = year
    turn_to_first_page(manager)
    await manager.switch_to(states.Documents.files)


async def back_from_files(_event: Any, _button: Button, manager: DialogManager) -> None:
    """To the years when there are several."""
    kind = kind_of(manager)
    services, reader = services_of(manager), reader_of(manager)
    turn_to_first_page(manager)
    several = kind is not None and len(await reading.years(services, reader, kind)) > 1
    await manager.switch_to(states.Documents.years if several else states.Documents.kinds)


async def words_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.SEND
    manager.dialog_data["words"] = said(message)[:LONGEST_WORDS]
    turn_to_first_page(manager)
    await manager.switch_to(states.Documents.found)


async def file_chosen(
    _event: CallbackQuery, _select: Any, manager: DialogManager, document_id: int
) -> None:
    services = services_of(manager)
    try:
        document = await reading.readable(services, reader_of(manager), document_id)
        await send_file(manager, document)
    except (ForLoggedIn, ForMembers):
        await manager.switch_to(states.Documents.locked)
        return
    except NoSuchDocument:
        notify(manager, GONE)
        return
    except FileLost:
        notify(manager, N_("⚠️ We cannot send this file now. Please write to the office."))
        return
    # The list comes again below the file.
    manager.show_mode = ShowMode.SEND
    notify(manager, N_("✅ The document is above. Press it to read it."))
