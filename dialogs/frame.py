"""One frame for every screen: a notice, the text, the choices one per row, the bottom row, and
an answer to whatever was not expected."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram.enums import ButtonStyle, ContentType
from aiogram.fsm.state import State
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.api.internal.widgets import MarkupFactory, RawKeyboard
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, Row, Start
from aiogram_dialog.widgets.markup.inline_keyboard import InlineKeyboardFactory
from aiogram_dialog.widgets.style import EMPTY_STYLE, BaseStyle, Style
from aiogram_dialog.widgets.text import Text

from dialogs import states
from dialogs.home import go_home
from dialogs.notices import LineAbove, take_notice
from dialogs.unexpected import unexpected
from dialogs.words import N_, Label, _

Getter = Callable[..., Awaitable[dict[str, Any]]]
Click = Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]

BOTTOM_WORDS = (N_("Back"), N_("Menu"), N_("Help"))
CLOSE = "close"  # Back leaves the conversation for the one below it
PRIMARY = Style(ButtonStyle.PRIMARY)
SUCCESS = Style(ButtonStyle.SUCCESS)


def screen(
    state: State,
    *body: Text,
    choices: Sequence[Keyboard] = (),
    inputs: Sequence[MessageInput] = (),
    back: State | Click | str = CLOSE,
    help_topic: str,
    getter: Getter | None = None,
    preview: dict[str, Any] | None = None,
    reply_keyboard: bool = False,
) -> Window:
    """A window with the fixed bottom row. ``help_topic`` names a text in ``dialogs.help``."""
    bottom = (
        Button(Label("Back"), id="back", on_click=_go_back(back)),
        Button(Label("Menu"), id="menu", on_click=_menu_pressed),
        Start(
            Label("Help"),
            id="help",
            state=states.Help.topic,
            data={"topic": help_topic, "secret": state in states.SECRET},
        ),
    )
    return Window(
        LineAbove("notice"),
        *body,
        *choices,
        Row(*bottom),
        *(_typed(word, button) for word, button in zip(BOTTOM_WORDS, bottom, strict=True)),
        *inputs,
        MessageInput(unexpected),
        state=state,
        getter=[take_notice, *([getter] if getter else [])],
        preview_data=preview,
        markup_factory=PlainReplyKeyboard() if reply_keyboard else InlineKeyboardFactory(),
    )


def _typed(word: str, button: Button) -> MessageInput:
    """A word of the bottom row does the same when it is typed, or pressed below the chat."""

    async def is_word(message: Message, **_data: Any) -> bool:
        return (message.text or "").strip().casefold() == _(word).casefold()

    async def press(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
        manager.show_mode = ShowMode.SEND
        on_click: Any = button.on_click
        await on_click.process_event(message, button, manager)

    return MessageInput(press, ContentType.TEXT, filter=is_word)


class PlainReplyKeyboard(MarkupFactory):
    """Keys as they are read. The library's own hides data behind the words, which a screen reader
    stumbles over."""

    async def render_markup(
        self, data: dict[str, Any], manager: DialogManager, keyboard: RawKeyboard
    ) -> ReplyKeyboardMarkup:
        rows = [[_key(button) for button in row] for row in keyboard]
        return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True)


def _key(button: InlineKeyboardButton | KeyboardButton) -> KeyboardButton:
    return button if isinstance(button, KeyboardButton) else KeyboardButton(text=button.text)


def first_screen(
    state: State,
    *body: Text,
    choices: Sequence[Keyboard],
    getter: Getter | None = None,
    preview: dict[str, Any] | None = None,
) -> Window:
    """The one screen without a bottom row: there is nowhere to go back to."""
    return Window(
        LineAbove("notice"),
        *body,
        *choices,
        MessageInput(unexpected),
        state=state,
        getter=[take_notice, *([getter] if getter else [])],
        preview_data=preview,
    )


def choice(
    label: str,
    choice_id: str,
    on_click: Click,
    style: BaseStyle = EMPTY_STYLE,
    when: WhenCondition = None,
) -> Button:
    return Button(Label(label), id=choice_id, on_click=on_click, when=when, style=style)


def explain(label: str, topic: str, secret: bool = False) -> Start:
    """A button next to a question that explains one of its words. ``secret``: whoever answers the
    question while reading has written a secret."""
    data: dict[str, Any] = {"topic": topic, "secret": secret}
    return Start(Label(label), id=f"what_{topic}", state=states.Help.topic, data=data)


async def _menu_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await go_home(manager)


def _go_back(back: State | Click | str) -> Click:
    async def leave(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        if len(manager.current_stack().intents) > 1:
            await manager.done()
        else:
            await go_home(manager)

    async def to_state(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        assert isinstance(back, State)  # noqa: S101 - narrows the closure's type
        await manager.switch_to(back)

    if isinstance(back, State):
        return to_state
    return leave if isinstance(back, str) else back
