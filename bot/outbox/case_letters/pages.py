"""What a case's mail says: a page a letter, without how it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from bot.outbox.texts.care import heading_of_overdue
from bot.outbox.texts.cases import bounced_in_words, card, held_in_words
from bot.outbox.texts.undelivered import why_undelivered
from ebok.cases.case import Author
from ebok.cases.placing import MAIL
from ebok.cases.plain import in_plain_text, without_markup
from ebok.cases.reading import (
    CaseRecord,
    MessageOnRecord,
    history,
    message_on_record,
    to_pass_on,
)
from ebok.outbox.letters import (
    CaseAnswered,
    CaseAnsweredByMail,
    CaseEdited,
    CaseLongOverdue,
    CaseMailBounced,
    CaseMailHeld,
    CaseOverdue,
    CasePassedOn,
    CaseReopened,
    CaseUndelivered,
    CaseWritten,
)
from ebok.services import Services
from locales.speech import N_, _

News = (
    CaseEdited
    | CaseReopened
    | CaseUndelivered
    | CaseOverdue
    | CaseLongOverdue
    | CaseMailHeld
    | CaseMailBounced
)
CaseMail = CaseWritten | CaseAnswered | CaseAnsweredByMail | CasePassedOn | News


@dataclass(frozen=True)
class Page:
    paragraphs: Sequence[str]
    files: Sequence[MessageOnRecord] = ()
    subject: str | None = None
    passed_on: Sequence[MessageOnRecord] = field(default_factory=list)


async def page_of(services: Services, case: CaseRecord, letter: CaseMail) -> Page | None:
    """None when there is nothing to send: it went with an earlier piece of its album."""
    about = without_markup(card(case))
    match letter:
        case CaseWritten() | CaseAnswered():
            return await _message(services, case, letter, about)
        case CaseAnsweredByMail():
            return await _answered_elsewhere(services, letter, about)
        case CasePassedOn():
            return await _everything(services, case, letter, about)
    return await _news(services, letter, about)


async def _news(services: Services, letter: News, about: str) -> Page | None:
    match letter:
        case CaseEdited():
            return await _changed(services, letter, about)
        case CaseUndelivered():
            return await _undelivered(services, letter, about)
        case CaseReopened():
            return Page([_(N_("The resident writes again: the case is open.")), about])
        case CaseOverdue() | CaseLongOverdue():
            return Page([heading_of_overdue(letter.hours), about])
        case CaseMailHeld():
            return Page([*held_in_words(letter), about], subject=_about_the_answer(letter))
        case CaseMailBounced():
            return Page([bounced_in_words(letter), about])
    assert_never(letter)


async def _message(
    services: Services, case: CaseRecord, letter: CaseWritten | CaseAnswered, about: str
) -> Page | None:
    pieces = await to_pass_on(services, letter.message, MAIL)
    if not pieces:
        return None
    if isinstance(letter, CaseWritten):
        return Page([*_said(pieces), about], pieces, None, pieces)
    ending = _(N_("This is the answer to your case no. {number}."), number=case.number)
    subject = _(N_("[eBOK #{number}] The office answers"), number=case.number)
    return Page([*_said(pieces), ending], pieces, subject, pieces)


async def _changed(services: Services, letter: CaseEdited, about: str) -> Page | None:
    changed = await message_on_record(services, letter.message)
    if changed is None:
        return None
    words = _(N_("The resident has changed a message:"))
    return Page([words, *_said([changed]), about], [changed])


async def _undelivered(services: Services, letter: CaseUndelivered, about: str) -> Page:
    answer = await message_on_record(services, letter.message)
    words = without_markup(why_undelivered(letter))
    return Page([words, *_said([answer] if answer else []), about])


async def _answered_elsewhere(
    services: Services, letter: CaseAnsweredByMail, about: str
) -> Page | None:
    pieces = await to_pass_on(services, letter.message, MAIL)
    if not pieces:
        return None
    words = _(N_("Answered by e-mail: {colleague}"), colleague=pieces[0].content.by)
    return Page([words, *_said(pieces), about], pieces, None, pieces)


def _about_the_answer(letter: CaseMailHeld) -> str:
    return _(N_("[eBOK #{number}] An e-mail was not passed on"), number=letter.case)


async def _everything(
    services: Services, case: CaseRecord, letter: CasePassedOn, about: str
) -> Page:
    pieces = [one for one in await history(services, case.number) if one.author is not Author.NOTE]
    words = _(N_("{colleague} passes this case on to you."), colleague=letter.by)
    return Page([words, about, *_with_authors(pieces)], pieces)


def _said(pieces: Sequence[MessageOnRecord]) -> list[str]:
    return [in_plain_text(piece.content) for piece in pieces if piece.content.html]


def _with_authors(pieces: Sequence[MessageOnRecord]) -> list[str]:
    resident, office = _(N_("Resident")), _(N_("The office"))
    return [
        f"{resident if one.author is Author.RESIDENT else office}: {in_plain_text(one.content)}"
        for one in pieces
        if one.content.html
    ]
