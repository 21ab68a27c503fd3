"""The language of the chat."""

from __future__ import annotations

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, LaunchMode
from aiogram_dialog.widgets.kbd import Button, Keyboard
from aiogram_dialog.widgets.text import Const

from dialogs import states
from dialogs.access import chat_of, office_of
from dialogs.frame import screen
from dialogs.home import go_home
from dialogs.words import L, speaking
from ebok.languages import choose_language

# A language is called by its own name, so that whoever is lost in another one finds it.
OWN_NAMES = {"pl": "Polski", "uk": "Українська", "en": "English"}


async def chosen(_event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    language = str(button.widget_id)
    await choose_language(office_of(manager), chat_of(manager), language)
    with speaking(language):
        await go_home(manager)


def _languages() -> list[Keyboard]:
    return [Button(Const(name), id=code, on_click=chosen) for code, name in OWN_NAMES.items()]


dialog = Dialog(
    screen(
        states.Language.main,
        L("Please choose a language."),
        choices=_languages(),
        help_topic="language",
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
