"""One frame for every screen: a notice, the text, the choices one per row, the bottom row, and
an answer to whatever was not expected."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram.enums import ButtonStyle
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode, Window
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, Row, Start
from aiogram_dialog.widgets.markup.inline_keyboard import InlineKeyboardFactory
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.style import EMPTY_STYLE, BaseStyle, Style
from aiogram_dialog.widgets.text import Text

from dialogs import states
from dialogs.access import anyone, office_of
from dialogs.secrets import delete_at_once
from dialogs.words import N_, Label, Looked
from ebok.identity.contact import readable_phone
from ebok.identity.errors import NotReadable
from ebok.identity.numbers import pesel_or_nip

Getter = Callable[..., Awaitable[dict[str, Any]]]
Click = Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]

MISSES_BEFORE_PHONE = 3

CLOSE = "close"  # Back leaves the conversation for the one below it
PRIMARY = Style(ButtonStyle.PRIMARY)
SUCCESS = Style(ButtonStyle.SUCCESS)


class Notice(Looked):
    """A line above the screen, with a gap below it."""

    def __init__(self) -> None:
        super().__init__("notice")

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return await super()._render_text(data, manager) + "\n"


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


def is_answer(message: Message) -> bool:
    """A text that may answer a question; commands are no answers."""
    return bool(message.text) and not str(message.text).startswith("/")


def notify(manager: DialogManager, message: str, **values: Any) -> None:
    """A line above the screen that is shown next, once. Values must be no secret."""
    manager.dialog_data["notice"] = message
    manager.dialog_data["notice_values"] = values


async def take_notice(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    if not dialog_manager.has_context():
        return {"notice": None}
    notice = dialog_manager.dialog_data.pop("notice", None)
    values = dialog_manager.dialog_data.pop("notice_values", {})
    return {"notice": notice, **values}


async def start_with_notice(
    manager: DialogManager, state: State, notice: str, data: dict[str, Any] | None = None
) -> None:
    """Everything else is closed; the screen comes as a new message with a line above it."""
    await manager.start(state, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.NO_UPDATE)
    notify(manager, notice)
    manager.show_mode = ShowMode.SEND
    await manager.show()


async def lay_home_below(manager: DialogManager) -> None:
    """Home is where Back leads from what is opened next; it is not shown now."""
    await go_home(manager, show_mode=ShowMode.NO_UPDATE)
    manager.show_mode = ShowMode.SEND


async def go_home(manager: DialogManager, show_mode: ShowMode | None = None) -> None:
    """The menu of whoever is logged in, else the first screen."""
    resident = anyone(manager)
    if resident is None:
        state = states.Start.main
    elif resident.must_change_password:
        state = states.Password.previous
    else:
        state = states.Menu.main
    await manager.start(state, mode=StartMode.RESET_STACK, show_mode=show_mode)


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


async def unexpected(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    """Not what the screen asks for: say what is, and after the third time give the telephone."""
    if _may_be_secret(message, manager):
        await delete_at_once(message)
    misses = manager.dialog_data.get("misses", 0) + 1
    manager.dialog_data["misses"] = misses
    place = office_of(manager).profile.office
    manager.show_mode = ShowMode.SEND
    if misses >= MISSES_BEFORE_PHONE:
        manager.dialog_data["misses"] = 0
        notify(
            manager,
            N_("☎️ We are glad to help on the telephone: {office_phone}. Hours: {office_hours}."),
            office_phone=readable_phone(place.phone),
            office_hours=place.hours,
        )
    else:
        notify(manager, what_to_do_instead(message))


def _may_be_secret(message: Message, manager: DialogManager) -> bool:
    """On a secret's screen, or with its help open, or a PESEL or NIP written too early."""
    start_data = manager.start_data
    if isinstance(start_data, dict) and start_data.get("secret"):
        return True
    if manager.current_context().state in states.SECRET:
        return True
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
