"""Sending the application: from a full draft to a numbered row and the work that decides it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.audit import Action
from ebok.identity.person_names import is_deceased
from ebok.outbox.letters import ApplicationReceived
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Mailbox
from ebok.registration import draft as drafts
from ebok.registration.draft import Draft, NothingUnderWay, Step
from ebok.services import WARSAW, Services
from storage.tables import Application, Consent, Member

TRIES_A_DAY = 5
DAY = timedelta(hours=24)
REFUSALS_REMEMBERED = timedelta(days=30)  # and their answers kept, to be corrected
# The receipt is read first: an answer that overtakes it would be lost above it.
DECIDED_AFTER = timedelta(seconds=1.5)


class StillMissing(ValueError):
    """A step has no answer yet."""

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self.step = step


class TooManyApplications(PermissionError):
    """Five were sent within a day from this chat. Not for this symbol: it stands on every bill, and
    a stranger could keep its holder out."""

    def __init__(self, next_try_at: datetime) -> None:
        super().__init__(next_try_at)
        self.next_try_at = next_try_at


def application_number(row: Application) -> str:
    """``R/2026/17``: people read it out on the telephone."""
    return f"R/{row.created_at.astimezone(WARSAW).year}/{row.id}"


def cause_of(application: Application) -> str:
    """Why a letter about it was written."""
    return f"application:{application.id}"


@dataclass(frozen=True)
class Contact:
    """What is kept of an application that opened no account, until the office sees the person."""

    email: str
    phone: str


def keep_contact(services: Services, application: Application, answers: Mapping[str, str]) -> None:
    """Nothing else of the answers is kept."""
    kept = {"email": answers["email"], "phone": answers["phone"]}
    application.sealed_answers = services.vault.seal_json(kept)


def contact_in(services: Services, application: Application) -> Contact | None:
    """Of an application that was decided."""
    if application.sealed_answers is None:
        return None
    answers = services.vault.open_json(application.sealed_answers)
    return Contact(answers["email"], answers["phone"])


async def submit(services: Services, chat_id: int, language: str) -> str:
    """The application is stored, the confirmation mail written and the decision asked for,
    all in one transaction; the draft is gone with it. Returns the application's number.

    Raises:
        NothingUnderWay: sent already, or never begun.
        StillMissing: a step has no answer.
        TooManyApplications: the sixth within 24 hours.
    """
    async with services.database.transaction() as session:
        draft = await drafts.read_in(services, session, chat_id, lock=True)
        if not draft.started:
            raise NothingUnderWay
        # A code from a letter asks for less: here everything is needed.
        if (step := replace(draft, letter=None).next_step()) is not None:
            raise StillMissing(step)
        symbol, email = str(draft.symbol), str(draft.email)
        await _check_tries(services, session, chat_id)
        application = Application(
            chat_id=chat_id,
            language=language,
            symbol=symbol,
            sealed_answers=services.vault.seal_json(asdict(draft)),
            outcome="received",
            created_at=services.now(),
            due_at=services.now() + DECIDED_AFTER,
        )
        session.add(application)
        await session.flush()
        add_consents(session, application, draft)
        number = application_number(application)
        audit.note(
            services,
            session,
            audit.chat_actor(chat_id),
            Action.APPLICATION_SENT,
            symbol,
            number=number,
        )
        await post(
            services,
            session,
            ApplicationReceived(number),
            Mailbox(email),
            language=language,
            cause=cause_of(application),
        )
        services.database.ring_at_commit(session)  # it is to be decided
        await drafts.discard_in(services, session, chat_id)
        await _forget_refused(session, chat_id)
        return number


def add_consents(session: AsyncSession, application: Application, draft: Draft) -> None:
    for kind, given in (("terms", draft.terms), ("data", draft.data_consent)):
        if given is not None:
            session.add(
                Consent(
                    application_id=application.id,
                    kind=kind,
                    version=given.version,
                    text_sha256=given.text_sha256,
                    given_at=datetime.fromisoformat(given.at),
                )
            )


async def check_tries(services: Services, chat_id: int) -> None:
    """Said before the first question, not after the tenth. Raises TooManyApplications."""
    async with services.database.reading() as session:
        await _check_tries(services, session, chat_id)


async def _check_tries(services: Services, session: AsyncSession, chat_id: int) -> None:
    count, oldest = (
        await session.execute(
            select(func.count(), func.min(Application.created_at)).where(
                Application.chat_id == chat_id, Application.created_at > services.now() - DAY
            )
        )
    ).one()
    if count >= TRIES_A_DAY:
        raise TooManyApplications(oldest + DAY)


async def reopen(services: Services, chat_id: int) -> Draft:
    """The answers of the last application, when it was refused, become the draft again; a draft
    that was begun since then stays. Returns the draft."""
    async with services.database.transaction() as session:
        draft = await drafts.read_in(services, session, chat_id, lock=True)
        row = await _latest(session, chat_id)
        if draft.started or row is None or row.outcome != "refused" or row.sealed_answers is None:
            return draft
        refused = drafts.opened(services, row.sealed_answers)
        draft = replace(refused, told=draft.told)
        await drafts.save_in(services, session, chat_id, draft)
        return draft


async def forget_answers(services: Services, chat_id: int) -> None:
    """Those under way, and those kept of a refused application."""
    async with services.database.transaction() as session:
        await drafts.discard_in(services, session, chat_id)
        await _forget_refused(session, chat_id)


async def _forget_refused(session: AsyncSession, chat_id: int) -> None:
    """Their answers were kept to be corrected, and have been, or were given anew."""
    await session.execute(
        update(Application)
        .where(Application.chat_id == chat_id, Application.outcome == "refused")
        .values(sealed_answers=None)
    )


async def refused_before(
    services: Services, session: AsyncSession, application: Application
) -> bool:
    earlier = await session.scalar(
        select(func.count()).where(
            Application.chat_id == application.chat_id,
            Application.id < application.id,
            Application.outcome == "refused",
            Application.created_at > services.now() - REFUSALS_REMEMBERED,
        )
    )
    return bool(earlier)


async def only_in_person(services: Services, chat_id: int) -> bool:
    """The last application met a record that no application can open an account for, and the record
    is still the same: another application would end as the last one did."""
    async with services.database.reading() as session:
        row = await _latest(session, chat_id)
        if row is None or row.outcome != "incomplete":
            return False
        member = await session.scalar(select(Member).where(Member.symbol == row.symbol))
        return member is None or member.identifier_fingerprint is None or is_deceased(member.name)


@dataclass(frozen=True)
class SentApplication:
    number: str
    symbol: str
    outcome: str  # received | accepted | refused | incomplete | existing
    again: bool  # refused, and an earlier one from this chat was refused too
    kept: bool  # refused, and its answers can be corrected


async def latest(services: Services, chat_id: int) -> SentApplication | None:
    """The last application that was sent from this chat."""
    async with services.database.reading() as session:
        row = await _latest(session, chat_id)
        if row is None:
            return None
        refused = row.outcome == "refused"
        return SentApplication(
            application_number(row),
            row.symbol,
            row.outcome,
            again=refused and await refused_before(services, session, row),
            kept=refused and row.sealed_answers is not None,
        )


async def _latest(session: AsyncSession, chat_id: int) -> Application | None:
    found: Application | None = await session.scalar(
        select(Application)
        .where(Application.chat_id == chat_id)
        .order_by(Application.id.desc())
        .limit(1)
    )
    return found
