"""The way through the questions: which window a step has, what is sent with it, and the steps on
and back."""

from __future__ import annotations

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import FSInputFile
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from dialogs.access import bot_of, chat_of, services_of
from dialogs.home import leave
from dialogs.registration.human import ask_anew
from dialogs.registration.steps import state_of, step_of
from dialogs.states import Registration
from dialogs.stuck import answered_right
from ebok.registration import draft as drafts
from ebok.registration.draft import Draft, Step
from locales.speech import _

TERMS, OLD_OFFICE = "terms", "old office"  # what is sent once


async def _window_of(manager: DialogManager, step: Step | None) -> State:
    """None is the summary, which is short for whoever has a code from a letter."""
    if step is not None:
        return state_of(step)
    draft = await drafts.load(services_of(manager), chat_of(manager))
    return Registration.summary if draft.letter is None else Registration.letter_summary


async def show(manager: DialogManager, step: Step | None) -> None:
    """Each step is a message of its own."""
    manager.show_mode = ShowMode.SEND
    for key in ("half", "meant", "correcting"):
        manager.dialog_data.pop(key, None)
    if step is Step.TERMS:
        await _send_terms_once(manager)
    elif step is Step.HUMAN:
        ask_anew(manager)
    await manager.switch_to(await _window_of(manager, step))


async def start_at(manager: DialogManager, step: Step | None) -> None:
    """The same, from outside the conversation."""
    if step is Step.TERMS:
        await _send_terms_once(manager)
    await manager.start(await _window_of(manager, step), show_mode=ShowMode.SEND)


async def _send_terms_once(manager: DialogManager) -> None:
    draft = await drafts.load(services_of(manager), chat_of(manager))
    if draft.told.get(TERMS) != services_of(manager).profile.terms_sha256:
        await send_terms(manager)


async def send_terms(manager: DialogManager) -> None:
    services, chat_id = services_of(manager), chat_of(manager)
    terms = FSInputFile(services.profile.terms_file, filename="regulamin-eBOK.pdf")
    await bot_of(manager).send_document(chat_id, terms)
    await drafts.note_told(services, chat_id, TERMS, services.profile.terms_sha256)


async def say_whom_it_concerns(manager: DialogManager) -> None:
    """Once in a chat."""
    services, chat_id = services_of(manager), chat_of(manager)
    if OLD_OFFICE in (await drafts.load(services, chat_id)).told:
        return
    await bot_of(manager).send_message(
        chat_id,
        _(
            "ℹ️ Had an account in the old eBOK? Please register again.\n"
            "The old login and password do not work here."
        ),
    )
    await drafts.note_told(services, chat_id, OLD_OFFICE)


async def go_on(manager: DialogManager, draft: Draft) -> None:
    """After a right answer."""
    answered_right(manager)
    manager.dialog_data.pop("misses", None)
    await show(manager, draft.next_step())


async def back_a_step(_event: Any, _button: Button, manager: DialogManager) -> None:
    """The question before; from the first one, out. Answers stay."""
    step = step_of(manager)
    draft = await drafts.load(services_of(manager), chat_of(manager))
    if draft.next_step() is None and manager.dialog_data.get("correcting"):
        await show(manager, None)
    elif step in draft.steps[1:]:
        await show(manager, draft.steps[draft.steps.index(step) - 1])
    else:
        await leave(manager)
