"""One screen that explains: the text of a topic, and how to reach people."""

from __future__ import annotations

from typing import Any, cast

from aiogram.enums import ContentType
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, LaunchMode, ShowMode
from aiogram_dialog.widgets.input import MessageInput

from dialogs import states
from dialogs.access import office_of
from dialogs.frame import screen
from dialogs.help.topics import GENERAL, TOPICS
from dialogs.reaching import ways_to_reach
from dialogs.unexpected import unexpected
from dialogs.words import L, Looked


async def topic(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    office = office_of(dialog_manager)
    start_data = dialog_manager.start_data
    name = start_data.get("topic", GENERAL) if isinstance(start_data, dict) else GENERAL
    return {
        "explanation": TOPICS.get(name, TOPICS[GENERAL]),
        "remember_days": office.sessions.remembered.days,
        **ways_to_reach(office.profile.office),
    }


async def answered(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    """Whoever reads the help of a question answers it right there: the answer goes to the
    question below."""
    if len(manager.current_stack().intents) == 1:
        await unexpected(message, _widget, manager)
        return
    await manager.done(show_mode=ShowMode.NO_UPDATE)
    manager.show_mode = ShowMode.SEND
    # The library's own way of giving a message to the dialog that is open; its protocol hides it.
    below: Any = cast(Any, manager).dialog()
    await below._message_handler(message, manager)


dialog = Dialog(
    screen(
        states.Help.topic,
        L("ℹ️ <b>Help</b>\n"),
        Looked("explanation"),
        L("\nOffice: {phone}, {hours}."),
        inputs=(MessageInput(answered, content_types=ContentType.TEXT),),
        help_topic=GENERAL,
        getter=topic,
        preview={
            "explanation": TOPICS["symbol"],
            "remember_days": 30,
            "phone": "71 354 00 00",
            "hours": "poniedziałek–piątek, 8.00–15.00",
        },
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
