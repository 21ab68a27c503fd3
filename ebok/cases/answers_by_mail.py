"""A mail in the office's mailbox: which case it answers, whether its writer may, and what the
resident gets. Every mail counts once: it is claimed in the transaction of what it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from html import escape

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.cases.answering import get_case, put_answer
from ebok.cases.case import Content, NoSuchCase
from ebok.cases.mail_threads import (
    Reader,
    Thread,
    bare_address,
    is_of_office,
    may_answer,
    thread_named,
)
from ebok.cases.telling import lanes_to_office, tell_office
from ebok.outbox.letters import (
    CaseAnsweredByMail,
    CaseMailBounced,
    CaseMailHeld,
    StrayMail,
)
from ebok.outbox.outgoing import post, post_to_office
from ebok.outbox.recipients import Mailbox
from ebok.profile import POLISH
from ebok.services import Services
from storage.tables import Case, CaseFile, IncomingMail

LONGEST_TEXT = 3900  # of one message in Telegram, with room for what is said around it
LARGEST_FILE = 50_000_000  # bytes; Telegram takes no larger ones from bots
TOLD_AGAIN_AFTER = timedelta(days=1)


class Nature(StrEnum):
    WRITTEN = "written"  # by a person
    AUTOMATIC = "automatic"  # out of office, a receipt, a mail of our own
    BOUNCE = "bounce"


@dataclass(frozen=True)
class MailedFile:
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class ReceivedMail:
    key: str  # a digest of its Message-ID, at most 64 signs
    nature: Nature
    sender: str  # the bare address that it names, in small letters
    sender_name: str
    number: int | None  # of the case in its subject
    references: Sequence[str]  # where a token may stand: first its headers, then what it quotes
    text: str  # without quotes and signature
    files: Sequence[MailedFile] = ()


class Outcome(StrEnum):
    ANSWERED = "answered"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    STRAY = "stray"  # of no case
    # Of a case, but not passed on:
    STRANGER = "stranger"
    UNPROVEN = "unproven"  # says that it is from the office, and answers no mail of ours
    ERASED = "erased"
    EMPTY = "empty"
    TOO_LARGE = "too large"


PLACED = frozenset({Outcome.ANSWERED, Outcome.AUTOMATIC, Outcome.BOUNCE})


async def take_mail(services: Services, mail: ReceivedMail) -> Outcome | None:
    """None when it was taken before."""
    try:
        async with services.database.transaction() as session:
            if await session.get(IncomingMail, mail.key) is not None:
                return None
            claim = IncomingMail(
                key=mail.key, outcome=Outcome.STRAY, case_id=None, handled_at=services.now()
            )
            session.add(claim)
            await session.flush()
            thread = await thread_named(services, session, mail.references)
            claim.case_id = thread.case if thread is not None else mail.number
            claim.outcome = await _take(services, session, mail, thread, claim)
            return Outcome(claim.outcome)
    except IntegrityError:  # another worker takes it
        return None


async def _take(
    services: Services,
    session: AsyncSession,
    mail: ReceivedMail,
    thread: Thread | None,
    claim: IncomingMail,
) -> Outcome:
    if mail.nature is Nature.BOUNCE:
        if thread is not None:
            letter = CaseMailBounced(
                thread.case, thread.address, to_resident=thread.reader is Reader.RESIDENT
            )
            by_mail = thread.reader is not Reader.OFFICE
            await tell_office(services, session, letter, thread.case, by_mail=by_mail)
        return Outcome.BOUNCE
    if mail.nature is Nature.AUTOMATIC:
        return Outcome.AUTOMATIC
    try:
        case = await get_case(session, claim.case_id or 0)
    except NoSuchCase:
        claim.case_id = None
        await _tell_of_stray(services, session)
        return Outcome.STRAY
    held = _why_not(services, mail, thread, case)
    if held is not None:
        await _tell_held(services, session, mail, case, held)
        return held
    await _answer(services, session, mail, case)
    return Outcome.ANSWERED


def _why_not(
    services: Services, mail: ReceivedMail, thread: Thread | None, case: Case
) -> Outcome | None:
    if thread is None:
        return Outcome.UNPROVEN if is_of_office(services, mail.sender) else Outcome.STRANGER
    if not may_answer(services, thread, mail.sender):
        return Outcome.STRANGER
    if case.chat_id is None:
        return Outcome.ERASED
    if not mail.text and not mail.files:
        return Outcome.EMPTY
    if any(len(file.content) > LARGEST_FILE for file in mail.files):
        return Outcome.TOO_LARGE
    return None


async def _answer(
    services: Services, session: AsyncSession, mail: ReceivedMail, case: Case
) -> None:
    """The text, then the files together, signed with the writer's name in the group only."""
    for part in in_messages(mail.text):
        content = Content("text", escape(part, quote=False), by=mail.sender_name)
        await _put(services, session, mail, case, content)
    album = f"mail:{mail.key[:32]}" if len(mail.files) > 1 else None
    for file in mail.files:
        content = Content(
            "document",
            file_name=file.name,
            mime=file.mime,
            size=len(file.content),
            by=mail.sender_name,
        )
        message_id = await _put(services, session, mail, case, content, album)
        session.add(
            CaseFile(
                case_message_id=message_id,
                sealed=services.vault.seal_bytes(file.content),
                created_at=services.now(),
            )
        )


async def _put(
    services: Services,
    session: AsyncSession,
    mail: ReceivedMail,
    case: Case,
    content: Content,
    album: str | None = None,
) -> int:
    message = await put_answer(services, session, case, content, album=album)
    office = services.office.mail
    elsewhere = office is not None and bare_address(office) != mail.sender
    letter = CaseAnsweredByMail(case.id, message.id)
    await tell_office(services, session, letter, case.id, by_mail=elsewhere)
    return message.id


def in_messages(text: str) -> Sequence[str]:
    """Parts that fit in a message, cut between paragraphs, lines or words if there are any."""
    parts = []
    while (head := _beginning(text)) != text:
        ends = (head.rfind(sign, len(head) // 2) for sign in ("\n\n", "\n", " "))
        at = next((end for end in ends if end > 0), len(head))
        parts.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*parts, text] if text else parts


def _beginning(text: str) -> str:
    """As much as a message holds; Telegram counts UTF-16 units."""
    return text.encode("utf-16-le", "replace")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")


async def _tell_held(
    services: Services, session: AsyncSession, mail: ReceivedMail, case: Case, held: Outcome
) -> None:
    """Whoever has read our mail is told what to do. Who only says so is not: the address may be
    another person's. Of one case the office hears of strangers once a day."""
    letter = CaseMailHeld(case.id, mail.sender, held)
    if held in (Outcome.ERASED, Outcome.EMPTY, Outcome.TOO_LARGE):
        lane = lanes_to_office(case.id)[1]
        await post(
            services,
            session,
            letter,
            Mailbox(mail.sender),
            language=POLISH,
            cause=f"case:{case.id}",
            lane=lane,
            due_at=None,
        )
        return
    lately = select(IncomingMail.key).where(
        IncomingMail.case_id == case.id,
        IncomingMail.outcome == held,
        IncomingMail.handled_at > services.now() - TOLD_AGAIN_AFTER,
    )
    if await session.scalar(lately.limit(1)) is None:
        await tell_office(services, session, letter, case.id)


async def _tell_of_stray(services: Services, session: AsyncSession) -> None:
    """Once a day, and not at all when the mailbox is the office's own, where people read."""
    office, mailbox = services.office.mail, services.office.answers_mail
    if mailbox is None or (office is not None and bare_address(office) == bare_address(mailbox)):
        return
    lately = select(IncomingMail.key).where(
        IncomingMail.case_id.is_(None),
        IncomingMail.outcome == Outcome.STRAY,
        IncomingMail.handled_at > services.now() - TOLD_AGAIN_AFTER,
    )
    others = (await session.scalars(lately.limit(2))).all()
    if len(others) < 2:  # the claim of this one stands there already
        await post_to_office(services, session, StrayMail(mailbox), cause="mailbox")
