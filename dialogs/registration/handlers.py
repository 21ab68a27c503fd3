"""What the registration does around its questions: begins, takes up, agrees, sends, takes back."""

from __future__ import annotations

from typing import Literal

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.access import bot_of, chat_of, services_of
from dialogs.notices import notify, start_with_notice
from dialogs.registration.human import ask_anew, challenge_of
from dialogs.registration.results import RECEIVED, result
from dialogs.registration.steps import step_of
from dialogs.registration.way import (
    go_on,
    say_whom_it_concerns,
    send_terms,
    show,
    start_at,
)
from dialogs.states import Registration
from dialogs.stuck import answered_wrong
from ebok.registration import draft as drafts
from ebok.registration.application import (
    StillMissing,
    TooManyApplications,
    check_tries,
    forget_answers,
    latest,
    only_in_person,
    reopen,
    submit,
)
from ebok.registration.draft import NothingUnderWay, Step
from locales.speech import N_, _, current_language

BEFORE_THE_CODE = (Registration.letter_symbol, Registration.letter_code)
DIGITS_ASKED = ("first", "second")  # what a digit's button answers, in its id


async def begin(manager: DialogManager) -> None:
    """From the first screen: five tries a day, and a draft is not lost. Where only the office can
    help, no question is asked."""
    services, chat_id = services_of(manager), chat_of(manager)
    if await only_in_person(services, chat_id):
        await manager.start(Registration.sent)
        return
    if await _too_many(manager):
        return
    if (await drafts.load(services, chat_id)).started:
        await manager.start(Registration.resume)
    else:
        await say_whom_it_concerns(manager)
        await manager.start(Registration.symbol, show_mode=ShowMode.SEND)


async def _too_many(manager: DialogManager) -> bool:
    try:
        await check_tries(services_of(manager), chat_of(manager))
    except TooManyApplications as refused:
        await manager.start(Registration.too_many, data={"until": refused.next_try_at.isoformat()})
        return True
    return False


async def resume(manager: DialogManager) -> None:
    draft = await drafts.load(services_of(manager), chat_of(manager))
    await start_at(manager, draft.next_step())


async def correct_refused(manager: DialogManager) -> None:
    """The answers of the refused application, all of them; a new registration when they are no
    longer kept."""
    if await _too_many(manager):
        return
    draft = await reopen(services_of(manager), chat_of(manager))
    if draft.started:
        await start_at(manager, draft.next_step())
    else:
        await begin(manager)


async def correct_refused_pressed(
    _event: CallbackQuery, _button: Button, manager: DialogManager
) -> None:
    """On the result's screen."""
    if await _too_many(manager):
        return
    draft = await reopen(services_of(manager), chat_of(manager))
    await show(manager, draft.next_step())


async def resume_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    draft = await drafts.load(services_of(manager), chat_of(manager))
    await show(manager, draft.next_step())


async def anew_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await forget_answers(services_of(manager), chat_of(manager))
    await say_whom_it_concerns(manager)
    await show(manager, Step.SYMBOL)


async def show_where_it_stands(manager: DialogManager) -> None:
    """After an interruption: the next question, or the receipt when the application has gone; a
    receipt that nobody saw comes before the result that overtook it."""
    services, chat_id = services_of(manager), chat_of(manager)
    draft = await drafts.load(services, chat_id)
    if manager.current_context().state in BEFORE_THE_CODE and draft.letter is None:
        await manager.show()
        return
    if draft.started:
        await show(manager, draft.next_step())
    elif (sent := await latest(services, chat_id)) is not None:
        if result(sent.outcome) is not RECEIVED:
            receipt = _(RECEIVED.text).format(number=sent.number)
            await bot_of(manager).send_message(chat_id, receipt)
        await manager.switch_to(Registration.sent)
    await manager.show()


async def agree(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _accept(manager, Step.TERMS)


async def consent(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _accept(manager, Step.DATA_CONSENT)


async def _accept(manager: DialogManager, step: Literal[Step.TERMS, Step.DATA_CONSENT]) -> None:
    services, chat_id = services_of(manager), chat_of(manager)
    await go_on(manager, await drafts.accept(services, chat_id, step, current_language()))


async def terms_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The file once more, and the question below it."""
    await send_terms(manager)
    manager.show_mode = ShowMode.SEND


async def decline(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    step = step_of(manager)
    manager.dialog_data["declined_at"] = step.value
    await drafts.withdraw(services_of(manager), chat_of(manager), step)
    await manager.switch_to(Registration.declined)


async def reconsider(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await show(manager, Step(manager.dialog_data.get("declined_at", Step.TERMS)))


async def digit_pressed(_event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    challenge, answered = challenge_of(manager)
    asked, _underscore, figure = str(button.widget_id).partition("_")
    if asked != DIGITS_ASKED[answered]:
        return  # the second tap of one press
    if figure != str(challenge.expected(answered)):
        ask_anew(manager)
        answered_wrong(manager)
        notify(manager, N_("⚠️ That was another digit. Here are new ones, please try again."))
    elif answered == 0:
        manager.dialog_data["answered"] = 1
    else:
        await go_on(manager, await drafts.prove_human(services_of(manager), chat_of(manager)))


async def correct_field(_event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await show(manager, Step(str(button.widget_id)))
    manager.dialog_data["correcting"] = True  # Back leads to the summary again


async def cancel(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await forget_answers(services_of(manager), chat_of(manager))
    await start_with_notice(manager, states.Start.main, N_("✅ We deleted the answers."))


async def send(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.SEND
    try:
        await submit(services_of(manager), chat_of(manager), current_language())
    except StillMissing as missing:
        await show(manager, missing.step)
    except TooManyApplications as refused:
        manager.dialog_data["until"] = refused.next_try_at.isoformat()
        await manager.switch_to(Registration.too_many)
    except NothingUnderWay:  # pressed twice: the receipt again
        await manager.switch_to(Registration.sent)
    else:
        await manager.switch_to(Registration.sent)
