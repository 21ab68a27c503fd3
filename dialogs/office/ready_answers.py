"""What is asked of the office and stands here already is said before the letter goes."""

from __future__ import annotations

import asyncio
from enum import Enum, auto
from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import anyone, chat_of, services_of
from dialogs.balance.getters import grouped
from dialogs.balance.getters import summary as balance_in_words
from dialogs.office.getters import case_of
from dialogs.reaching import hours_and_now, ways_to_reach
from ebok.accounts.sessions import Resident
from ebok.cases.case import CaseTopic
from ebok.cases.plain import in_plain_text
from ebok.cases.writing import Written, written
from ebok.intents.understanding import Intent, guess
from ebok.ledger.balance import statement
from ebok.services import Services
from locales.speech import N_, _, escaped


class Answer(Enum):
    OFFICE = auto()  # where and when people are there
    BALANCE = auto()  # with the last payment
    ACCOUNTS = auto()  # where to pay


ANSWERS = {
    Intent.CONTACT: Answer.OFFICE,
    Intent.BALANCE: Answer.BALANCE,
    Intent.LEDGER: Answer.BALANCE,
    Intent.HOW_TO_PAY: Answer.ACCOUNTS,
}


async def ready_answer(manager: DialogManager) -> Answer | None:
    """To a new letter of words alone. What belongs to an account needs who is logged in."""
    now = await written(services_of(manager), chat_of(manager), case_of(manager))
    if not _is_a_question(now):
        return None
    words = "\n".join(in_plain_text(one) for one in now.contents)
    accepted = (await asyncio.to_thread(guess, words)).accepted
    answer = None if accepted is None else ANSWERS.get(accepted)
    return answer if answer is Answer.OFFICE or _inside(manager) else None


def _is_a_question(now: Written) -> bool:
    only_words = bool(now.contents) and all(one.kind == "text" for one in now.contents)
    return now.is_new and now.topic is not CaseTopic.FAULT and only_words


def _inside(manager: DialogManager) -> Resident | None:
    resident = anyone(manager)
    return None if resident is None or resident.must_change_password else resident


async def in_words(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """HTML."""
    services, resident = services_of(dialog_manager), _inside(dialog_manager)
    answer = await ready_answer(dialog_manager)
    if answer is None or (answer is not Answer.OFFICE and resident is None):
        return {"answer": ""}
    if answer is Answer.OFFICE or resident is None:
        return {"answer": _of_office(services)}
    found = await statement(services, resident.member_id)
    if answer is Answer.BALANCE:
        return {"answer": balance_in_words(found)}
    lines = [
        _(ACCOUNT, **escaped({"address": item.address, "account": grouped(item.account_number)}))
        for item in found.premises
        if item.account_number
    ]
    return {"answer": "\n\n".join(lines) or balance_in_words(found)}


def _of_office(services: Services) -> str:
    values = {**ways_to_reach(services.profile.office), "hours": hours_and_now(services)}
    return _(OFFICE, **escaped(values))


ACCOUNT = N_("📍 {address}\nAccount number: <code>{account}</code>")
OFFICE = N_("Hours: {hours}.\nTelephone: {phone}\nAddress: {address}, {room}")
