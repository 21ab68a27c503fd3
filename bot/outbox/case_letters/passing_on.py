"""Which way a case's letter goes: one place that knows all three."""

from __future__ import annotations

from aiogram import Bot

from bot.outbox.case_letters import chat, group, mail
from bot.outbox.case_letters.noting import Also
from bot.outbox.mailer import Mailer
from ebok.outbox.letters import (
    CaseAnswered,
    CaseAnsweredByMail,
    CaseAnswerEdited,
    CaseCard,
    CaseClosed,
    CaseEdited,
    CaseJoined,
    CaseKnown,
    CaseLongOverdue,
    CaseMailBounced,
    CaseMailHeld,
    CaseOverdue,
    CaseParted,
    CasePassedOn,
    CaseReopened,
    CasesAlike,
    CaseSettled,
    CasesJoined,
    CaseTopicOutlived,
    CaseUndelivered,
    CaseWritten,
    JoinedCaseWritten,
)
from ebok.outbox.outgoing import Unsent
from ebok.outbox.recipients import Chat, Mailbox, Topic
from ebok.services import Services
from locales.speech import speaking


async def pass_on(services: Services, bot: Bot, mailer: Mailer, unsent: Unsent) -> Also | None:
    """Returns what to note with the delivery. Raises what the channel raises."""
    with speaking(unsent.language):
        match unsent.to, unsent.letter:
            case (
                Topic(chat_id=chat_id),
                CaseCard()
                | CaseWritten()
                | CaseEdited()
                | CaseReopened()
                | CaseSettled()
                | CaseUndelivered()
                | CaseOverdue()
                | CaseLongOverdue()
                | CaseTopicOutlived()
                | CaseAnsweredByMail()
                | CaseMailHeld()
                | CaseMailBounced()
                | CasesAlike()
                | CasesJoined()
                | CaseJoined()
                | CaseParted()
                | JoinedCaseWritten() as letter,
            ):
                return await group.pass_on(services, bot, chat_id, letter)
            case Chat(
                chat_id=chat_id
            ), CaseAnswered() | CaseAnswerEdited() | CaseClosed() | CaseKnown() as letter:
                return await chat.pass_on(services, bot, chat_id, letter)
            case Mailbox(address=address), (
                CaseWritten()
                | CaseEdited()
                | CaseReopened()
                | CaseUndelivered()
                | CaseOverdue()
                | CaseLongOverdue()
                | CaseAnswered()
                | CasePassedOn()
                | CaseAnsweredByMail()
                | CaseMailHeld()
                | CaseMailBounced() as letter
            ):
                number = unsent.number
                return await mail.pass_on(services, bot, mailer, address, letter, number)
    return None
