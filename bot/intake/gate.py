"""What is heard before any question: danger, what is no answer at all, and secrets in the open.

It stands before the commands and the dialogs, so it works on every screen.
"""

from __future__ import annotations

from typing import Any

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StorageKey
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram_dialog import DialogManager, ShowMode

from bot.intake.case_replies import answers_a_case
from bot.intake.commands import HELP, MENU, PRESENT
from dialogs import states
from dialogs.answers import SENT_BY_PEOPLE, said
from dialogs.frame import BOTTOM_WORDS
from dialogs.home import go_home
from dialogs.notices import notify
from dialogs.reaching import ways_to_reach
from dialogs.secret_messages import delete_at_once
from ebok.identity.secrets_in_text import Secret, secret_in
from ebok.intents.danger_words import Emergency
from ebok.intents.emergency import emergency
from ebok.services import Services
from locales.speech import N_, _

DANGERS = {
    "gas": N_("🚨 <b>Gas: 992. Danger to life: 112.</b>\nDo not switch anything on. Go outside."),
    "fire": N_("🚨 <b>Fire: 112 or 998.</b>\nPlease go outside. Do not take the lift."),
    "flood": N_("🚨 <b>Water and sewage: 994. Danger to life: 112.</b>"),
    "power": N_("🚨 <b>Power: 991. Danger to life: 112.</b>\nPlease do not touch any cables."),
    "heating": N_("🚨 <b>District heating: 993. Danger to life: 112.</b>"),
    "lift": N_("🚨 <b>Is somebody in the lift in danger? Call 112.</b>"),
    "person": N_("🚨 <b>Danger to life: 112. Please call now.</b>"),
}
OWN_LINE = N_("Breakdowns in the cooperative, day and night: {emergency}.")
FOUND = {
    "identifier": N_("🔒 We deleted that message: it had a PESEL or NIP in it."),
    "password": N_("🔒 We deleted that message: it looked like a password."),
}


def gate_router() -> Router:
    router = Router(name="gate")
    router.message.register(pass_over, is_no_answer)
    router.message.register(tell_numbers, tells_danger)
    router.message.register(delete_secret, holds_secret)
    router.edited_message.register(delete_edited, holds_secret)
    return router


async def is_no_answer(message: Message, **_data: Any) -> bool:
    return message.content_type not in SENT_BY_PEOPLE


async def pass_over(_message: Message) -> None:
    """Silence: it was not said to us."""


def albums_router() -> Router:
    """Behind the replies to the office, which take every file of an album."""
    router = Router(name="albums")
    router.message.register(one_of_an_album, F.media_group_id)
    return router


async def one_of_an_album(
    message: Message, bot: Bot, fsm_storage: BaseStorage, dialog_manager: DialogManager
) -> None:
    """Elsewhere an album is one answer: its first file, and the first with a caption."""
    if _asked(dialog_manager) in states.TAKES_FILES:
        raise SkipHandler
    key = StorageKey(bot.id, message.chat.id, message.chat.id, destiny="album")
    seen = await fsm_storage.get_data(key)
    same = seen.get("id") == message.media_group_id
    if same and (message.caption is None or seen["captioned"]):
        return
    await fsm_storage.set_data(
        key, {"id": message.media_group_id, "captioned": message.caption is not None}
    )
    raise SkipHandler


def _asked(manager: DialogManager) -> State | None:
    return manager.current_context().state if manager.has_context() else None


async def tells_danger(message: Message, **_data: Any) -> bool | dict[str, Any]:
    danger = emergency(said(message))
    return danger is not None and {"danger": danger}


async def tell_numbers(
    message: Message, services: Services, dialog_manager: DialogManager, danger: Emergency
) -> None:
    """A message of its own, so that the numbers stay in the chat; the open screen stays open. What
    is on its way to the office goes on."""
    text = said(message)
    secret_is_due = _secret_is_due(dialog_manager)
    if secret_is_due and _is_one_word_with_a_digit(text):
        raise SkipHandler  # a password: zalewa-Mnie-7
    own = _(OWN_LINE, **ways_to_reach(services.profile.office))
    bottom = [
        InlineKeyboardButton(text=_(label), callback_data=data)
        for label, data in zip(BOTTOM_WORDS, (PRESENT, MENU, HELP), strict=True)
    ]
    keyboard = InlineKeyboardMarkup(inline_keyboard=[bottom])
    await message.answer(f"{_(DANGERS[danger])}\n\n{own}", reply_markup=keyboard)
    to_office = _asked(dialog_manager) in states.TO_OFFICE
    if to_office or await answers_a_case(message, services):
        raise SkipHandler
    if secret_is_due or secret_in(text) is not None:
        await delete_at_once(message, services)


def _secret_is_due(manager: DialogManager) -> bool:
    """On its screen, or on the help that is open above it."""
    if not manager.has_context():
        return False
    start_data = manager.start_data
    helps = isinstance(start_data, dict) and bool(start_data.get("secret"))
    return helps or manager.current_context().state in states.SECRET


def _is_one_word_with_a_digit(text: str) -> bool:
    return len(text.split()) == 1 and any(map(str.isdigit, text))


async def holds_secret(message: Message, **_data: Any) -> bool | dict[str, Any]:
    secret = secret_in(said(message))
    return secret is not None and {"secret": secret}


def _asked_for(kind: Secret, manager: DialogManager) -> bool:
    """The question itself deletes its secret; a telephone may look like a PESEL."""
    if _secret_is_due(manager):
        return True
    return kind == "identifier" and _asked(manager) == states.Registration.phone


async def delete_secret(
    message: Message, services: Services, dialog_manager: DialogManager, secret: Secret
) -> None:
    if _asked_for(secret, dialog_manager):
        raise SkipHandler
    await delete_at_once(message, services)
    if not dialog_manager.has_context():
        await go_home(dialog_manager, show_mode=ShowMode.NO_UPDATE)
    notify(dialog_manager, FOUND[secret])
    dialog_manager.show_mode = ShowMode.SEND
    await dialog_manager.show()


async def delete_edited(message: Message, services: Services, secret: Secret) -> None:
    """Otherwise an edited message changes nothing; the open screen stays."""
    await delete_at_once(message, services)
    await message.answer(_(FOUND[secret]))
