"""One frame for every screen: a notice, the text, the choices one per row, the bottom row, and
an answer to whatever was not expected."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from html import escape
from typing import Any

from aiogram.enums import ButtonStyle
from aiogram.fsm.state import State
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from aiogram_dialog import DialogManager, DialogProtocol, ShowMode, Window
from aiogram_dialog.api.internal.widgets import MarkupFactory, RawKeyboard
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, Keyboard, Row, Start
from aiogram_dialog.widgets.markup.inline_keyboard import InlineKeyboardFactory
from aiogram_dialog.widgets.style import EMPTY_STYLE, BaseStyle, Style
from aiogram_dialog.widgets.text import Const, Text

from dialogs import states
from dialogs.access import Access
from dialogs.answers import said
from dialogs.home import go_home, leave
from dialogs.notices import LineAbove, take_notice
from dialogs.unexpected import unexpected
from dialogs.words import Label
from ebok.identity.folding import fold
from locales.speech import N_, _

Getter = Callable[..., Awaitable[dict[str, Any]]]
Click = Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]

BOTTOM_WORDS = (N_("Back"), N_("Menu"), N_("Help"))
LONGEST_LABEL = 60
SIGNS_AROUND = re.compile(r"^\W+|\W+$")
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
    access: Access = Access.ANYONE,
    getter: Getter | None = None,
    preview: dict[str, Any] | None = None,
    reply_keyboard: bool = False,
) -> Window:
    """A window with the fixed bottom row. ``help_topic`` names a text in ``dialogs.help``."""

    async def admit(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
        access.check(dialog_manager)
        return {}

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
    return Screen(
        LineAbove("notice"),
        *body,
        *choices,
        Row(*bottom),
        *inputs,
        MessageInput(unexpected),
        state=state,
        getter=[admit, take_notice, *([getter] if getter else [])],
        preview_data=preview,
        markup_factory=PlainReplyKeyboard() if reply_keyboard else InlineKeyboardFactory(),
    )


class Screen(Window):
    """A window whose labels also work when they are typed, or pressed below the chat."""

    async def process_message(
        self, message: Message, dialog: DialogProtocol, manager: DialogManager
    ) -> bool:
        words = said(message)
        label = spoken(words) if len(words) <= LONGEST_LABEL else ""
        if label and await self._may_be(label):
            data = await self.load_data(dialog, manager)
            for row in await self.keyboard.render_keyboard(data, manager):
                for button in row:
                    if label in labels_of(button.text):
                        return await self._press(button, message, dialog, manager)
        return await super().process_message(message, dialog, manager)

    async def _may_be(self, label: str) -> bool:
        """A look at the labels first: what a window shows is read only for one of them."""
        for widget in _flat(self.keyboard):
            text = getattr(widget, "text", None)
            if not isinstance(text, Label | Const):
                return True
            words = _(text.message) if isinstance(text, Label) else str(text.text)
            if "{" in words:
                return True
            if label in labels_of(words):
                return True
        return False

    async def _press(
        self,
        button: InlineKeyboardButton | KeyboardButton,
        message: Message,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        manager.show_mode = ShowMode.SEND
        if isinstance(button, KeyboardButton):
            return await super().process_message(message, dialog, manager)
        if button.copy_text is not None:
            await message.answer(f"<code>{escape(button.copy_text.text)}</code>")
            return True
        assert message.from_user is not None  # noqa: S101 - people write in private chats
        pressed = CallbackQuery(
            id="typed", from_user=message.from_user, chat_instance="", data=button.callback_data
        )
        return await self.process_callback(pressed, dialog, manager)


def spoken(label: str) -> str:
    """A label as it may be typed: no emoji, no capitals, no diacritics."""
    return SIGNS_AROUND.sub("", fold(label))


def labels_of(words: str) -> set[str]:
    """All of it, and each of two languages: ``Język / Мова``."""
    return {spoken(part) for part in (words, *words.split(" / "))}


def _flat(keyboard: Keyboard) -> Iterator[Keyboard]:
    if isinstance(keyboard, Group):
        for part in keyboard.buttons:
            yield from _flat(part)
    else:
        yield keyboard


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
    return Screen(
        LineAbove("notice"),
        *body,
        *choices,
        MessageInput(_bottom_word_typed, filter=_is_bottom_word),
        MessageInput(unexpected),
        state=state,
        getter=[take_notice, *([getter] if getter else [])],
        preview_data=preview,
    )


def _is_bottom_word(message: Message) -> bool:
    return spoken(said(message)) in {spoken(_(word)) for word in BOTTOM_WORDS}


async def _bottom_word_typed(
    message: Message, _widget: MessageInput, manager: DialogManager
) -> None:
    """Notices above the first screen have a bottom row, and people know the words."""
    manager.show_mode = ShowMode.SEND
    if spoken(said(message)) == spoken(_(BOTTOM_WORDS[-1])):
        await manager.start(states.Help.topic, data={"topic": "general"})


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
    async def close(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await leave(manager)

    async def to_state(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        assert isinstance(back, State)  # noqa: S101 - narrows the closure's type
        await manager.switch_to(back)

    if isinstance(back, State):
        return to_state
    return close if isinstance(back, str) else back
