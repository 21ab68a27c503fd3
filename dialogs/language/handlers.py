"""What choosing a language does."""

from __future__ import annotations

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs.access import chat_of, services_of
from dialogs.home import go_home
from ebok.languages import choose_language
from locales.speech import speaking


async def chosen(_event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    language = str(button.widget_id)
    await choose_language(services_of(manager), chat_of(manager), language)
    with speaking(language):
        await go_home(manager)
