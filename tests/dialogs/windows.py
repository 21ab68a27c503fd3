"""Every window of the bot, drawn from its preview data: no Telegram, no database, no getter.

aiogram-dialog has a preview of its own, but it wants a drawing program; here is the little of a
manager that a window asks while it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Chat, InlineKeyboardMarkup, ReplyKeyboardMarkup, User
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.api.entities import EVENT_CONTEXT_KEY, Context, EventContext, NewMessage
from aiogram_dialog.utils import split_reply_callback
from aiogram_dialog.widgets.kbd import Group, Keyboard
from aiogram_dialog.widgets.text import Multi, Text

from bot.intake.dispatcher import DIALOGS
from dialogs import states
from locales.speech import speaking

# As long as aiogram-dialog's own ids: seconds and a random number in base 62.
INTENT_ID = "x" * 6

GROUPS: tuple[type[StatesGroup], ...] = tuple(
    group
    for group in vars(states).values()
    if isinstance(group, type) and issubclass(group, StatesGroup) and group is not StatesGroup
)
ALL_STATES: tuple[State, ...] = tuple(state for group in GROUPS for state in group.__states__)
ALL_DIALOGS: tuple[Dialog, ...] = tuple(conversation.dialog for conversation in DIALOGS)
WINDOWS: dict[State, Window] = {
    state: cast(Window, window)
    for dialog in ALL_DIALOGS
    for state, window in dialog.windows.items()
}
FIRST_SCREEN = states.Start.main
KEYPAD = states.Registration.human


def name_of(state: State) -> str:
    return str(state.state)


class PreviewManager:
    """What a window asks of its manager while it is drawn."""

    def __init__(self, state: State) -> None:
        chat, person = Chat(id=1, type="private"), User(id=1, is_bot=False, first_name="Maria")
        self._context = Context(
            _intent_id=INTENT_ID,
            _stack_id="",
            state=state,
            start_data={},
            dialog_data={},
            widget_data={},
        )
        around = EventContext(
            bot=cast(Any, None),
            chat=chat,
            user=person,
            thread_id=None,
            business_connection_id=None,
        )
        self.middleware_data: dict[str, Any] = {
            "dialog_manager": self,
            "event_chat": chat,
            "event_from_user": person,
            EVENT_CONTEXT_KEY: around,
        }

    def is_preview(self) -> bool:
        return True

    def current_context(self) -> Context:
        return self._context

    async def load_data(self) -> dict[str, Any]:
        return {}


def manager_for(state: State) -> DialogManager:
    return cast(DialogManager, PreviewManager(state))


async def preview_data(window: Window) -> dict[str, Any]:
    manager = manager_for(window.state)
    return dict(await window.getter(**manager.middleware_data))


@dataclass(frozen=True)
class Screen:
    """What a person sees of a window."""

    text: str
    rows: tuple[tuple[str, ...], ...]  # labels, without the hidden marks of reply keyboards
    callbacks: tuple[str, ...]

    @property
    def choices(self) -> tuple[tuple[str, ...], ...]:
        return self.rows[:-1]

    @property
    def bottom(self) -> tuple[str, ...]:
        return self.rows[-1]


async def drawn(
    window: Window, language: str = "pl", values: Mapping[str, Any] | None = None
) -> Screen:
    """``values`` stand in for those of the preview."""
    manager = manager_for(window.state)
    data = {**await preview_data(window), **(values or {})}
    with speaking(language):
        text = await window.render_text(data, manager)
        markup = await window.render_kbd(data, manager)
    return Screen(text, *_buttons(markup))


async def message_of(window: Window, language: str) -> NewMessage:
    """The whole message, the way the bot itself has it made."""
    dialog = next(dialog for dialog in ALL_DIALOGS if window.state in dialog.windows)
    with speaking(language):
        return await window.render(dialog, manager_for(window.state))


def _buttons(markup: object) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    if isinstance(markup, InlineKeyboardMarkup):
        rows = tuple(tuple(button.text for button in row) for row in markup.inline_keyboard)
        inline = [button for row in markup.inline_keyboard for button in row]
        return rows, tuple(button.callback_data for button in inline if button.callback_data)
    assert isinstance(markup, ReplyKeyboardMarkup)
    marked = [[split_reply_callback(button.text) for button in row] for row in markup.keyboard]
    rows = tuple(tuple(str(text) for text, _ in row) for row in marked)
    return rows, tuple(data for row in marked for _, data in row if data)


def texts_of(window: Window) -> Iterator[Text]:
    """The widgets that make up the message, one by one."""
    yield from _flat(cast(Text, window.text))


def _flat(text: Text) -> Iterator[Text]:
    if isinstance(text, Multi):
        for part in text.texts:
            yield from _flat(cast(Text, part))
    else:
        yield text


def keyboards_of(window: Window) -> Iterator[Keyboard]:
    """The widgets that make up the buttons, one by one."""
    yield from _pressable(window.keyboard)


def _pressable(keyboard: Keyboard) -> Iterator[Keyboard]:
    if isinstance(keyboard, Group):
        for part in keyboard.buttons:
            yield from _pressable(part)
    else:
        yield keyboard
