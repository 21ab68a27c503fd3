"""What the registration does with an answer: a call into the rules, a fault by name, a step on."""

from __future__ import annotations

from typing import Any, Literal

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, FSInputFile, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs.access import bot_of, chat_of, office_of
from dialogs.home import go_home
from dialogs.notices import notify
from dialogs.registration.steps import number_of, state_of, step_of, what_is_wrong
from dialogs.secrets import delete_at_once
from dialogs.states import Registration
from dialogs.unexpected import holds_identifier
from dialogs.words import N_, _, current_language
from ebok.identity.email_slips import likely_email_slip
from ebok.registration import draft as drafts
from ebok.registration.application import (
    StillMissing,
    TooManyApplications,
    check_tries,
    latest,
    submit,
)
from ebok.registration.draft import STEPS, NothingUnderWay, Step
from ebok.registration.human import Challenge, new_challenge

SECRET_STEPS = {Step.IDENTIFIER}
DIGITS_ASKED = ("first", "second")  # what a digit's button answers, in its id


async def begin(manager: DialogManager) -> None:
    """From the first screen, or from a refusal: five tries a day, and a draft is not lost."""
    office, chat_id = office_of(manager), chat_of(manager)
    try:
        await check_tries(office, chat_id)
    except TooManyApplications as refused:
        await manager.start(Registration.too_many, data={"until": refused.next_try_at.isoformat()})
        return
    if (await drafts.load(office, chat_id)).started:
        await manager.start(Registration.resume)
    else:
        await _say_whom_it_concerns(manager)
        await manager.start(Registration.symbol, show_mode=ShowMode.SEND)


async def resume(manager: DialogManager) -> None:
    draft = await drafts.load(office_of(manager), chat_of(manager))
    step = draft.next_step()
    if step is Step.TERMS:
        await _send_terms(manager)
    await manager.start(window_of(step), show_mode=ShowMode.SEND)


async def _say_whom_it_concerns(manager: DialogManager) -> None:
    await bot_of(manager).send_message(
        chat_of(manager),
        _(
            "ℹ️ Had an account in the old eBOK? Please register anew.\n"
            "The old login and password do not work here."
        ),
    )


async def resume_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    draft = await drafts.load(office_of(manager), chat_of(manager))
    await show(manager, draft.next_step())


async def anew_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await drafts.discard(office_of(manager), chat_of(manager))
    await _say_whom_it_concerns(manager)
    await show(manager, Step.SYMBOL)


async def show_where_it_stands(manager: DialogManager) -> None:
    """After an interruption: the next question, or the receipt when the application has gone."""
    office, chat_id = office_of(manager), chat_of(manager)
    draft = await drafts.load(office, chat_id)
    if draft.started:
        await show(manager, draft.next_step())
    elif await latest(office, chat_id) is not None:
        await manager.switch_to(Registration.sent)
    await manager.show()


async def show(manager: DialogManager, step: Step | None) -> None:
    """Each step is a message of its own; None is the summary."""
    manager.show_mode = ShowMode.SEND
    if step is Step.TERMS:
        await _send_terms(manager)
    elif step is Step.HUMAN:
        _ask_anew(manager)
    await manager.switch_to(window_of(step))


def window_of(step: Step | None) -> State:
    return Registration.summary if step is None else state_of(step)


async def _send_terms(manager: DialogManager) -> None:
    terms = FSInputFile(office_of(manager).profile.terms_file, filename="regulamin-eBOK.pdf")
    await bot_of(manager).send_document(chat_of(manager), terms)


async def _go_on(manager: DialogManager, draft: drafts.Draft) -> None:
    manager.dialog_data.pop("misses", None)
    await show(manager, draft.next_step())


async def typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    """An answer to one of the first seven steps."""
    step = step_of(manager)
    if step in SECRET_STEPS:
        await delete_at_once(message, manager)
    manager.show_mode = ShowMode.SEND
    try:
        draft = await drafts.answer(office_of(manager), chat_of(manager), step, answer_in(message))
    except ValueError as fault:
        if step not in SECRET_STEPS and holds_identifier(message):
            await delete_at_once(message, manager)  # written a question too early, or too late
        manager.dialog_data["fault"] = what_is_wrong(fault)
        return
    if step is Step.EMAIL and likely_email_slip(draft.email or ""):
        await manager.switch_to(Registration.email_slip)
    else:
        await _go_on(manager, draft)


def answer_in(message: Message) -> str:
    if message.contact is not None:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return message.contact.phone_number if own else ""
    return message.text or ""


async def keep_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The answer that stands is right: on to the next step."""
    step = step_of(manager)
    draft = await drafts.load(office_of(manager), chat_of(manager))
    following = STEPS[STEPS.index(step) + 1]
    await show(manager, following if draft.next_step() is not None else None)


async def correct_slip(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    office, chat_id = office_of(manager), chat_of(manager)
    draft = await drafts.load(office, chat_id)
    meant = likely_email_slip(draft.email or "") or draft.email or ""
    await _go_on(manager, await drafts.answer(office, chat_id, Step.EMAIL, meant))


async def no_slip(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _go_on(manager, await drafts.load(office_of(manager), chat_of(manager)))


async def agree(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _accept(manager, Step.TERMS)


async def consent(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _accept(manager, Step.DATA_CONSENT)


async def _accept(manager: DialogManager, step: Literal[Step.TERMS, Step.DATA_CONSENT]) -> None:
    office, chat_id = office_of(manager), chat_of(manager)
    await _go_on(manager, await drafts.accept(office, chat_id, step, current_language()))


async def decline(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    step = step_of(manager)
    manager.dialog_data["declined_at"] = step.value
    await drafts.withdraw(office_of(manager), chat_of(manager), step)
    await manager.switch_to(Registration.declined)


async def reconsider(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await show(manager, Step(manager.dialog_data.get("declined_at", Step.TERMS)))


def _ask_anew(manager: DialogManager) -> None:
    challenge = new_challenge()
    manager.dialog_data["digits"] = challenge.digits
    manager.dialog_data["positions"] = list(challenge.positions)
    manager.dialog_data["answered"] = 0


def challenge_of(manager: DialogManager) -> tuple[Challenge, int]:
    """The digits on the screen, and how many right ones have been pressed."""
    data = manager.dialog_data
    if "digits" not in data:
        _ask_anew(manager)
    first, second = data["positions"]
    return Challenge(data["digits"], (first, second)), data["answered"]


async def digit_pressed(_event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    challenge, answered = challenge_of(manager)
    asked, _underscore, figure = str(button.widget_id).partition("_")
    if asked != DIGITS_ASKED[answered]:
        return  # the second tap of one press
    if figure != str(challenge.expected(answered)):
        _ask_anew(manager)
        notify(manager, N_("⚠️ That was another digit. Here are new ones, please try again."))
    elif answered == 0:
        manager.dialog_data["answered"] = 1
    else:
        await _go_on(manager, await drafts.prove_human(office_of(manager), chat_of(manager)))


async def correct_field(_event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await show(manager, Step(str(button.widget_id)))


async def cancel(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await drafts.discard(office_of(manager), chat_of(manager))
    await go_home(manager)


async def send(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.SEND
    try:
        await submit(office_of(manager), chat_of(manager), current_language())
    except StillMissing as missing:
        await show(manager, missing.step)
    except TooManyApplications as refused:
        manager.dialog_data["until"] = refused.next_try_at.isoformat()
        await manager.switch_to(Registration.too_many)
    except NothingUnderWay:  # pressed twice: the receipt again
        await manager.switch_to(Registration.sent)
    else:
        await manager.switch_to(Registration.sent)


async def back_a_step(_event: Any, _button: Button, manager: DialogManager) -> None:
    """The question before; from the first one, out. Answers stay."""
    step = step_of(manager)
    draft = await drafts.load(office_of(manager), chat_of(manager))
    if draft.next_step() is None:
        await show(manager, None)  # came here from the summary, to correct one answer
    elif number_of(step) == 1:
        await manager.done()
    else:
        await show(manager, STEPS[STEPS.index(step) - 1])
