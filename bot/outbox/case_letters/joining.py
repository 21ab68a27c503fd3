"""Cases about one fault, in the topics of those whom it concerns: the offer to join them, what is
joined to what, and who writes in a joined one."""

from __future__ import annotations

from html import escape
from typing import assert_never

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.outbox.case_letters.noting import Also, noting
from bot.outbox.contents import Place
from bot.outbox.texts.cases import topic_link
from bot.staff.buttons import Press
from bot.staff.case_lines import line
from ebok.buildings import buildings
from ebok.cases.reading import CaseRecord, records
from ebok.intents.fault_words import Fault
from ebok.outbox.letters import (
    CaseJoined,
    CaseParted,
    CasesAlike,
    CasesJoined,
    JoinedCaseWritten,
)
from ebok.services import Services
from locales.speech import N_, _, ngettext

LetterOfJoining = CasesAlike | CasesJoined | CaseJoined | CaseParted | JoinedCaseWritten
MOST_LINES = 10
FAULTS = {
    Fault.GAS: N_("gas"),
    Fault.POWER: N_("electricity"),
    Fault.HEATING: N_("heating"),
    Fault.LIFT: N_("lift"),
    Fault.DRAINS: N_("drains"),
    Fault.WATER: N_("water"),
    Fault.DOORS: N_("door or intercom"),
    Fault.OTHER: N_("a fault"),
}


async def write(
    services: Services, bot: Bot, place: Place, case: CaseRecord, letter: LetterOfJoining
) -> Also:
    words = await _words(services, letter)
    markup = _offer(letter.case) if isinstance(letter, CasesAlike) else None
    message = await bot.send_message(**place.target, text=words, reply_markup=markup)
    return noting(place.chat_id, case.number, [(message.message_id, None)])


async def _words(services: Services, letter: LetterOfJoining) -> str:
    match letter:
        case CasesAlike():
            return await _alike(services, letter)
        case CasesJoined(joined=joined):
            links = ", ".join(map(_link, await records(services, joined)))
            return _(
                N_("🔗 Joined to this case: {cases}.\nWhat you write here goes to all of them."),
                cases=links,
            )
        case CaseJoined(main=main):
            words = N_(
                "🔗 Joined to {main}: what is written there goes here too.\n"
                "What you write here goes to this person only."
            )
            return _(words, main=await _links(services, main))
        case CaseParted(main=main):
            return _(N_("Not joined to {main} any more."), main=await _links(services, main))
        case JoinedCaseWritten(joined=joined):
            (writes,) = await records(services, [joined]) or (None,)
            name = "" if writes is None else escape(writes.writer.name)
            link = await _links(services, joined)
            return _(N_("💬 {name} writes in {case}."), name=name, case=link)
    assert_never(letter)


async def _alike(services: Services, letter: CasesAlike) -> str:
    known = {each.key: each.name for each in await buildings(services)}
    cases = await records(services, letter.others)
    heading = ngettext(
        "🔗 <b>{n} person from {building}: {fault}</b>",
        "🔗 <b>{n} persons from {building}: {fault}</b>",
        letter.people,
        building=escape(known.get(letter.building, letter.building.title())),
        fault=_(FAULTS[Fault(letter.fault)]),
    )
    question = _(N_("Shall we join these cases? Then one answer goes to all."))
    return "\n".join([heading, *map(line, cases[-MOST_LINES:]), question])


def _offer(number: int) -> InlineKeyboardMarkup:
    join = Press(deed="join", case=number).pack()
    leave = Press(deed="leave apart", case=number).pack()
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=_(N_("Join")), callback_data=join)],
            [InlineKeyboardButton(text=_(N_("Do not join")), callback_data=leave)],
        ]
    )


async def _links(services: Services, number: int) -> str:
    found = await records(services, [number])
    return ", ".join(map(_link, found)) or f"#{number}"


def _link(case: CaseRecord) -> str:
    return topic_link(case.number, case.group_id, case.thread_id)
