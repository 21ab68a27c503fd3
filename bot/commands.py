"""The commands, everywhere the same, and the buttons under notices; they stand before the
dialogs, so they work on every screen."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandStart
from aiogram.fsm.state import State
from aiogram.types import BotCommand, CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.answering import answer_quietly
from bot.middlewares.claim import INTERRUPTED
from bot.old_buttons import is_above, point_below
from dialogs import states
from dialogs.access import anyone, resident_of
from dialogs.help.topics import GENERAL
from dialogs.home import go_home, lay_home_below
from dialogs.login.leaving import log_out
from dialogs.registration.handlers import begin, show_where_it_stands
from dialogs.words import N_, _, speaking
from locales import LANGUAGES

COMMANDS = (
    ("start", N_("Begin")),
    ("menu", N_("Menu")),
    ("pomoc", N_("Help")),
    ("saldo", N_("Balance")),
    ("biuro", N_("Write to the office")),
    ("jezyk", N_("Language")),
    ("wyloguj", N_("Log out")),
)
# Buttons under notices: they have no dialog of their own, so their data are words.
TRY_AGAIN, LOG_IN, REACH_US = "open:registration", "open:login", "open:contact"
PRESENT, MENU, HELP = "open:present", "open:menu", "open:help"


async def publish_commands(bot: Bot) -> None:
    """The list Telegram shows, in each language; Polish is for all others."""
    for language in (None, *LANGUAGES):
        with speaking(language or "pl"):
            commands = [BotCommand(command=name, description=_(text)) for name, text in COMMANDS]
        await bot.set_my_commands(commands, language_code=language)


def commands_router() -> Router:
    router = Router(name="commands")
    router.message.filter(F.chat.type == "private")
    for event in (router.message, router.callback_query):
        event.register(show_again, _was_interrupted)
    router.message.register(start, CommandStart())
    router.message.register(menu, Command("menu"))
    router.message.register(help_, Command("pomoc", "help"))
    router.message.register(balance, Command("saldo"))
    router.message.register(contact, Command("biuro"))
    router.message.register(language, Command("jezyk"))
    router.message.register(leave, Command("wyloguj"))
    router.callback_query.register(point_below, is_above)
    router.callback_query.register(try_again, F.data == TRY_AGAIN)
    router.callback_query.register(log_in, F.data == LOG_IN)
    router.callback_query.register(reach_us, F.data == REACH_US)
    router.callback_query.register(present, F.data == PRESENT)
    router.callback_query.register(menu_pressed, F.data == MENU)
    router.callback_query.register(help_pressed, F.data == HELP)
    return router


async def _was_interrupted(_event: object, **data: object) -> bool:
    return bool(data.get(INTERRUPTED))


async def show_again(event: Message | CallbackQuery, dialog_manager: DialogManager) -> None:
    """The effect of this update was made, but the program ended before the answer was seen and the
    conversation moved on. Where it stands now follows from the office's data."""
    if isinstance(event, CallbackQuery):
        await answer_quietly(event)
    dialog_manager.show_mode = ShowMode.SEND
    if not dialog_manager.has_context():
        await go_home(dialog_manager)
        return
    state = dialog_manager.current_context().state
    if state.group is states.Registration:
        await show_where_it_stands(dialog_manager)
    elif anyone(dialog_manager) is not None and state.group in (states.Login, states.Password):
        await go_home(dialog_manager)
    else:
        await dialog_manager.show()


async def start(_message: Message, dialog_manager: DialogManager) -> None:
    await go_home(dialog_manager, show_mode=ShowMode.SEND)


async def menu(_message: Message, dialog_manager: DialogManager) -> None:
    await go_home(dialog_manager, show_mode=ShowMode.SEND)


async def help_(_message: Message, dialog_manager: DialogManager) -> None:
    await _open(dialog_manager, states.Help.topic, {"topic": GENERAL})


async def balance(_message: Message, dialog_manager: DialogManager) -> None:
    if anyone(dialog_manager) is None:
        await _open(dialog_manager, states.Login.login, {"then": states.Balance.main.state})
        return
    resident_of(dialog_manager)
    await lay_home_below(dialog_manager)
    await dialog_manager.start(states.Balance.main)


async def contact(_message: Message, dialog_manager: DialogManager) -> None:
    await _open(dialog_manager, states.Contact.main)


async def language(_message: Message, dialog_manager: DialogManager) -> None:
    await _open(dialog_manager, states.Language.main)


async def leave(_message: Message, dialog_manager: DialogManager) -> None:
    if anyone(dialog_manager) is None:
        await go_home(dialog_manager, show_mode=ShowMode.SEND)
    else:
        await log_out(dialog_manager)


async def try_again(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    await answer_quietly(event)
    await lay_home_below(dialog_manager)
    await begin(dialog_manager)


async def log_in(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    await answer_quietly(event)
    if anyone(dialog_manager) is not None:
        await go_home(dialog_manager, show_mode=ShowMode.SEND)
    else:
        await _open(dialog_manager, states.Login.login)


async def reach_us(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    await answer_quietly(event)
    await _open(dialog_manager, states.Contact.main)


async def present(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    """Back from a notice: the screen that it interrupted."""
    await answer_quietly(event)
    if dialog_manager.has_context():
        dialog_manager.show_mode = ShowMode.SEND
        await dialog_manager.show()
    else:
        await go_home(dialog_manager, show_mode=ShowMode.SEND)


async def menu_pressed(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    await answer_quietly(event)
    await go_home(dialog_manager, show_mode=ShowMode.SEND)


async def help_pressed(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    await answer_quietly(event)
    await _open(dialog_manager, states.Help.topic, {"topic": GENERAL})


async def _open(
    manager: DialogManager, state: State, data: dict[str, str | None] | None = None
) -> None:
    """On top of what is open, so that Back returns to it."""
    mode = StartMode.NORMAL if manager.has_context() else StartMode.RESET_STACK
    await manager.start(state, data=data, mode=mode, show_mode=ShowMode.SEND)
