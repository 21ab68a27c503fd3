"""Answers to the typed questions: read, asked about when they look like a slip or a half, kept."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs.access import chat_of, services_of
from dialogs.answers import said
from dialogs.notices import notify
from dialogs.registration.steps import step_of, what_is_wrong
from dialogs.registration.way import go_on, show
from dialogs.sealed import keep, kept
from dialogs.secret_messages import delete_at_once
from dialogs.states import Registration
from dialogs.stuck import answered_wrong, cannot_answer
from ebok.identity.email_slips import address_meant, likely_email_slip
from ebok.identity.errors import CannotAnswer, NotAnEmail
from ebok.identity.folding import fold
from ebok.identity.secrets_in_text import secret_in
from ebok.registration import draft as drafts
from ebok.registration.draft import Draft, Step
from ebok.registration.halves import is_half, joined
from locales.speech import N_

SECRET_STEPS = {Step.IDENTIFIER}
WE_HAVE = {
    "pesel": N_("✅ We have the PESEL. We deleted that message."),
    "nip": N_("✅ We have the NIP. We deleted that message."),
}


async def typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    """An answer to one of the first seven steps."""
    step = step_of(manager)
    deleted = step in SECRET_STEPS and await delete_at_once(message, services_of(manager))
    manager.show_mode = ShowMode.SEND
    answer = _with_its_half(manager, step, answer_in(message))
    if answer is None:
        return
    try:
        draft = await drafts.answer(services_of(manager), chat_of(manager), step, answer)
    except ValueError as fault:
        if step is Step.PHONE and secret_in(answer) == "identifier":  # elsewhere the gate looks
            await delete_at_once(message, services_of(manager))
        await _not_taken(manager, step, answer, fault)
        return
    if step is Step.EMAIL and likely_email_slip(draft.email or ""):
        manager.dialog_data.pop("meant", None)
        await manager.switch_to(Registration.email_slip)
        return
    await go_on(manager, draft)
    if deleted and draft.identifier_kind is not None:
        notify(manager, WE_HAVE[draft.identifier_kind])


def answer_in(message: Message) -> str:
    if message.contact is not None:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return message.contact.phone_number if own else ""
    return said(message)


def _with_its_half(manager: DialogManager, step: Step, answer: str) -> str | None:
    """What was sent in two messages becomes one answer; None when the second is still to come."""
    first = kept(manager, "half")
    if first is not None and (whole := joined(step, first, answer)) is not None:
        return whole
    said_again = first is not None and fold(first) == fold(answer)
    if not said_again and is_half(step, answer):
        keep(manager, "half", answer)
        return None
    return answer


async def _not_taken(manager: DialogManager, step: Step, answer: str, fault: ValueError) -> None:
    if isinstance(fault, CannotAnswer):
        cannot_answer(manager)
    else:
        answered_wrong(manager)
    meant = address_meant(answer) if isinstance(fault, NotAnEmail) else None
    if step is Step.EMAIL and meant is not None:
        keep(manager, "meant", meant)
        await manager.switch_to(Registration.email_slip)
    else:
        manager.dialog_data["fault"] = what_is_wrong(fault)


async def whole_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The half was the whole: a company of one word."""
    half, step = kept(manager, "half"), step_of(manager)
    manager.show_mode = ShowMode.SEND
    if half is None:
        await show(manager, step)
        return
    try:
        draft = await drafts.answer(services_of(manager), chat_of(manager), step, half)
    except ValueError as fault:
        await _not_taken(manager, step, half, fault)
    else:
        await go_on(manager, draft)


async def keep_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The answer that stands is right: on to the next step."""
    step = step_of(manager)
    draft = await drafts.load(services_of(manager), chat_of(manager))
    following = draft.next_step()
    if following is not None and step in draft.steps:
        following = draft.steps[draft.steps.index(step) + 1]
    await show(manager, following)


async def correct_slip(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    services, chat_id = services_of(manager), chat_of(manager)
    _typed, meant = slip_of(manager, await drafts.load(services, chat_id))
    await go_on(manager, await drafts.answer(services, chat_id, Step.EMAIL, meant))


async def no_slip(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """An address that cannot be is not kept: it is typed again."""
    if kept(manager, "meant") is not None:
        await show(manager, Step.EMAIL)
    else:
        await go_on(manager, await drafts.load(services_of(manager), chat_of(manager)))


def slip_of(manager: DialogManager, draft: Draft) -> tuple[str | None, str]:
    """The address that was kept, None when it could not be; and what was likely meant."""
    meant = kept(manager, "meant")
    if meant is not None:
        return None, meant
    email = draft.email or ""
    return email, likely_email_slip(email) or email
