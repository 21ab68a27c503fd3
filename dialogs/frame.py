"""One frame for every screen: a notice, the text, the choices one per row, the bottom row, and
an answer to whatever was not expected."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram.enums import ButtonStyle
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, Row, Start
from aiogram_dialog.widgets.markup.inline_keyboard import InlineKeyboardFactory
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.style import EMPTY_STYLE, BaseStyle, Style
from aiogram_dialog.widgets.text import Text

from dialogs import states
from dialogs.home import go_home
from dialogs.notices import Notice, take_notice
from dialogs.unexpected import unexpected
from dialogs.words import Label

Getter = Callable[..., Awaitable[dict[str, Any]]]
Click = Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]

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
    markup = (
        ReplyKeyboardFactory(resize_keyboard=True) if reply_keyboard else InlineKeyboardFactory()
    )
    return Window(
        Notice(),
        *body,
        *choices,
        Row(
            Button(Label("Back"), id="back", on_click=_go_back(back)),
            Button(Label("Menu"), id="menu", on_click=_menu_pressed),
            Start(
                Label("Help"),
                id="help",
                state=states.Help.topic,
                data={"topic": help_topic, "secret": state in states.SECRET},
            ),
        ),
        *inputs,
        MessageInput(unexpected),
        state=state,
        getter=[take_notice, *([getter] if getter else [])],
        preview_data=preview,
        markup_factory=markup,
    )


def first_screen(
    state: State,
    *body: Text,
    choices: Sequence[Keyboard],
    getter: Getter | None = None,
    preview: dict[str, Any] | None = None,
) -> Window:
    """The one screen without a bottom row: there is nowhere to go back to."""
    return Window(
        Notice(),
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
