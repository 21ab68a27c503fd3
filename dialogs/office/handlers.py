"""What writing to the office does with a press or a message."""

from __future__ import annotations

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.access import anyone, chat_of, services_of
from dialogs.case_messages import content_in
from dialogs.going_on import TOO_MUCH, case_below, content_for_office, keep
from dialogs.home import go_home, leave, open_above
from dialogs.notices import notify
from dialogs.office.getters import case_of, known_outages
from dialogs.office.ready_answers import ready_answer
from ebok.cases.case import Blocked, CaseTopic, NoSuchCase, NothingWritten, TooMuch, Writer
from ebok.cases.plain import in_plain_text
from ebok.cases.reading import has_cases
from ebok.cases.unfinished import unfinished_draft
from ebok.cases.writers import places_of, writer_for
from ebok.cases.writing import add, begin, set_place
from ebok.cases.writing import cancel as cancel_case
from ebok.cases.writing import send as send_case
from ebok.cases.writing import take_back as take_last_back
from ebok.cases.writing import written as unsent
from ebok.services import Services
from locales.speech import N_, current_language


async def open_office(manager: DialogManager) -> None:
    """From a command, a notice or a screen."""
    await open_above(manager, await _first_screen(manager))


async def office_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await start_office(manager)


async def start_office(manager: DialogManager) -> None:
    await manager.start(await _first_screen(manager))


async def _first_screen(manager: DialogManager) -> State:
    known = await has_cases(services_of(manager), chat_of(manager))
    return states.Office.choose if known else await _before_a_new_case(manager)


async def _before_a_new_case(manager: DialogManager) -> State:
    """What was begun and not sent is offered first."""
    draft = await unfinished_draft(services_of(manager), chat_of(manager))
    return states.Office.topic if draft is None else states.Office.unfinished


async def new_case(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(await _before_a_new_case(manager))


async def finish(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    draft = await unfinished_draft(services_of(manager), chat_of(manager))
    if draft is None:  # sent or thrown away meanwhile
        await manager.switch_to(states.Office.topic)
        return
    manager.dialog_data["case"] = draft
    await manager.switch_to(states.Office.summary)


async def back_from_topic(_event: Any, _button: Button, manager: DialogManager) -> None:
    before = await _before_a_new_case(manager)
    if before == states.Office.unfinished:
        await manager.switch_to(before)
    else:
        await back_from_unfinished(_event, _button, manager)


async def back_from_unfinished(_event: Any, _button: Button, manager: DialogManager) -> None:
    if await has_cases(services_of(manager), chat_of(manager)):
        await manager.switch_to(states.Office.choose)
    else:
        await leave(manager)


def is_content(message: Message) -> bool:
    return content_for_office(message) is not None


async def topic_chosen(event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    services, topic = services_of(manager), CaseTopic(str(button.widget_id))
    resident = anyone(manager)
    if resident is None:
        writer, member_id = Writer(" ".join(event.from_user.full_name.split())[:60]), None
    else:
        writer, member_id = await writer_for(services, resident), resident.member_id
    try:
        manager.dialog_data["case"] = await begin(
            services, chat_of(manager), writer, member_id, topic, current_language()
        )
    except Blocked:
        await manager.switch_to(states.Office.blocked)
        return
    following = states.Office.place if topic is CaseTopic.FAULT else states.Office.message
    await manager.switch_to(following)


async def place_chosen(
    _event: CallbackQuery, _select: Any, manager: DialogManager, place: int
) -> None:
    resident = anyone(manager)
    places = [] if resident is None else await places_of(services_of(manager), resident.member_id)
    if place < len(places):
        await _set_place(manager, places[place])


async def place_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.SEND
    content = content_in(message)
    place = "" if content is None else " ".join(in_plain_text(content).split())[:200]
    if place:
        await _set_place(manager, place)


async def _set_place(manager: DialogManager, place: str) -> None:
    await set_place(services_of(manager), chat_of(manager), case_of(manager), place)
    known = await known_outages(manager, place)
    await manager.switch_to(states.Office.outage if known else states.Office.message)


async def written(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    """Kept at once; an album's later pieces change the summary that stands there."""
    content = content_in(message)
    assert content is not None  # noqa: S101 - the filter has looked
    manager.show_mode = ShowMode.SEND
    album = message.media_group_id
    if album is not None and manager.dialog_data.get("album") == album:
        manager.show_mode = ShowMode.EDIT
    manager.dialog_data["album"] = album
    try:
        await add(
            services_of(manager),
            chat_of(manager),
            case_of(manager),
            content,
            message.message_id,
            album,
        )
    except Blocked:
        await manager.switch_to(states.Office.blocked)
        return
    except TooMuch:
        notify(manager, TOO_MUCH)
    await manager.switch_to(states.Office.summary)


async def added(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    """On a screen about a case: it continues this case, or that of the office's message below."""
    content = content_for_office(message)
    assert content is not None  # noqa: S101 - the filter has looked
    number = await case_below(manager) or case_of(manager)
    if not await keep(message, content, manager, number):
        raise NoSuchCase(number)


async def add_more(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """What was written earlier and not sent stands there first."""
    now = await unsent(services_of(manager), chat_of(manager), case_of(manager))
    await manager.switch_to(states.Office.summary if now.contents else states.Office.message)


async def send_pressed(event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """What can be answered here is answered first."""
    if await ready_answer(manager) is None:
        await send(event, button, manager)
    else:
        manager.show_mode = ShowMode.SEND
        await manager.switch_to(states.Office.answered)


async def send(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.SEND
    try:
        await send_case(services_of(manager), chat_of(manager), case_of(manager))
    except NothingWritten:
        now = await unsent(services_of(manager), chat_of(manager), case_of(manager))
        if now.is_new:  # an old button, after all was taken back
            await manager.switch_to(states.Office.message)
        else:  # pressed twice: the receipt again
            await manager.switch_to(states.Office.sent)
    except Blocked:
        await manager.switch_to(states.Office.blocked)
    else:
        await manager.switch_to(states.Office.sent)


async def take_back(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    services, chat_id, number = services_of(manager), chat_of(manager), case_of(manager)
    await take_last_back(services, chat_id, number)
    if not (await unsent(services, chat_id, number)).contents:
        notify(manager, N_("The message is taken back. Nothing has gone to the office."))
        await manager.switch_to(states.Office.message)


async def cancel(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await cancel_case(services_of(manager), chat_of(manager), case_of(manager))
    await go_home(manager)


async def case_chosen(
    _event: CallbackQuery, _select: Any, manager: DialogManager, number: int
) -> None:
    manager.dialog_data["case"] = number
    await manager.switch_to(states.Office.case)


async def back_from_message(_event: Any, _button: Button, manager: DialogManager) -> None:
    """To what was written already, else to where the case came from."""
    services, chat_id = services_of(manager), chat_of(manager)
    try:
        now = await unsent(services, chat_id, case_of(manager))
    except NoSuchCase:
        await manager.switch_to(states.Office.topic)
        return
    if now.contents:
        await manager.switch_to(states.Office.summary)
    elif not now.is_new:
        await manager.switch_to(states.Office.case)
    elif now.topic is CaseTopic.FAULT:
        await manager.switch_to(states.Office.place)
    else:
        await manager.switch_to(states.Office.topic)


async def back_to_choice(_event: Any, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(states.Office.choose)


async def continue_case(services: Services, manager: DialogManager, number: int) -> None:
    """The button below an answer of the office."""
    await open_above(manager, states.Office.message, {"case": str(number)})
