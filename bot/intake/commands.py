"""The commands, everywhere the same, and the buttons under notices; they stand before the
dialogs, so they work on every screen."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import BotCommand, CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode

from bot.intake.callback_answers import answer_quietly
from bot.intake.deep_links import follow, open_for_resident
from bot.intake.old_buttons import is_above, point_below
from bot.intake.scope import UpdateScope
from dialogs import states
from dialogs.access import anyone
from dialogs.help.topics import GENERAL
from dialogs.home import go_home, lay_home_below, open_above
from dialogs.login.leaving import log_out
from dialogs.office.handlers import open_office
from dialogs.registration.handlers import correct_refused, show_where_it_stands
from dialogs.registration.letter import start_by_letter
from locales import LANGUAGES
from locales.speech import N_, _, speaking

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
NO_MAIL = "open:no-mail"
BY_LETTER = "open:letter"
PRESENT, MENU, HELP = "open:present", "open:menu", "open:help"
AWAY, RESULT_HELP = "open:away", "open:result-help"  # under the result of an application


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
    router.message.register(office, Command("biuro"))
    router.message.register(language, Command("jezyk", "language", "мова"))
    router.message.register(leave, Command("wyloguj"))
    router.callback_query.register(point_below, is_above)
    router.callback_query.register(try_again, F.data == TRY_AGAIN)
    router.callback_query.register(log_in, F.data == LOG_IN)
    router.callback_query.register(reach_us, F.data == REACH_US)
    router.callback_query.register(no_mail, F.data == NO_MAIL)
    router.callback_query.register(by_letter, F.data == BY_LETTER)
    router.callback_query.register(present, F.data == PRESENT)
    router.callback_query.register(away, F.data == AWAY)
    router.callback_query.register(result_help, F.data == RESULT_HELP)
    router.callback_query.register(menu_pressed, F.data == MENU)
    router.callback_query.register(help_pressed, F.data == HELP)
    return router


async def _was_interrupted(_event: object, scope: UpdateScope) -> bool:
    return scope.interrupted


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


async def start(_message: Message, dialog_manager: DialogManager, command: CommandObject) -> None:
    if not await follow(dialog_manager, command.args or ""):
        await go_home(dialog_manager, show_mode=ShowMode.SEND)


async def menu(_message: Message, dialog_manager: DialogManager) -> None:
    await go_home(dialog_manager, show_mode=ShowMode.SEND)


async def help_(_message: Message, dialog_manager: DialogManager) -> None:
    await open_above(dialog_manager, states.Help.topic, {"topic": GENERAL})


async def balance(_message: Message, dialog_manager: DialogManager) -> None:
    await open_for_resident(dialog_manager, states.Balance.main)


async def office(_message: Message, dialog_manager: DialogManager) -> None:
    await open_office(dialog_manager)


async def language(_message: Message, dialog_manager: DialogManager) -> None:
    await open_above(dialog_manager, states.Language.main)


async def leave(_message: Message, dialog_manager: DialogManager) -> None:
    if anyone(dialog_manager) is None:
        await go_home(dialog_manager, show_mode=ShowMode.SEND)
    else:
        await log_out(dialog_manager)


async def try_again(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    await answer_quietly(event)
    await lay_home_below(dialog_manager)
    await correct_refused(dialog_manager)


async def log_in(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    await answer_quietly(event)
    if anyone(dialog_manager) is not None:
        await go_home(dialog_manager, show_mode=ShowMode.SEND)
    else:
        await open_above(dialog_manager, states.Login.login)


async def reach_us(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    await answer_quietly(event)
    await open_office(dialog_manager)


async def no_mail(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    await answer_quietly(event)
    await open_above(dialog_manager, states.NoMail.main)


async def away(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    """Back from the result: its own screen is no place to go back to."""
    if _at_result(dialog_manager):
        await menu_pressed(event, dialog_manager)
    else:
        await present(event, dialog_manager)


async def result_help(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    """Back from Help leads to the result again, whatever the notice interrupted."""
    await answer_quietly(event)
    if anyone(dialog_manager) is None and not _at_result(dialog_manager):
        await open_above(dialog_manager, states.Registration.sent, show_mode=ShowMode.NO_UPDATE)
    await open_above(dialog_manager, states.Help.topic, {"topic": "sent"})


def _at_result(manager: DialogManager) -> bool:
    return manager.has_context() and manager.current_context().state == states.Registration.sent


async def by_letter(event: CallbackQuery, dialog_manager: DialogManager) -> None:
    await answer_quietly(event)
    if anyone(dialog_manager) is not None:
        await go_home(dialog_manager, show_mode=ShowMode.SEND)
        return
    await lay_home_below(dialog_manager)
    await start_by_letter(dialog_manager)


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
    await open_above(dialog_manager, states.Help.topic, {"topic": GENERAL})
