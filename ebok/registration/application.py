"""Sending the application: from a full draft to a numbered row and the work that decides it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit, outgoing
from ebok.office import WARSAW, Office
from ebok.registration import draft as drafts
from ebok.registration.draft import NothingUnderWay, Step
from storage.jobs import OFFICE_QUEUE
from storage.tables import Application, Consent

DECIDE = "decide_application"

TRIES_A_DAY = 5
DAY = timedelta(hours=24)


class StillMissing(ValueError):
    """A step has no answer yet."""

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self.step = step


class TooManyApplications(PermissionError):
    """Five were sent within a day from this chat or for this symbol."""

    def __init__(self, next_try_at: datetime) -> None:
        super().__init__(next_try_at)
        self.next_try_at = next_try_at


def application_number(row: Application) -> str:
    """``R/2026/17``: people read it out on the telephone."""
    return f"R/{row.created_at.astimezone(WARSAW).year}/{row.id}"


async def submit(office: Office, chat_id: int, language: str) -> str:
    """The application is stored, the confirmation mail written and the decision asked for,
    all in one transaction; the draft is gone with it. Returns the application's number.

    Raises:
        NothingUnderWay: sent already, or never begun.
        StillMissing: a step has no answer.
        TooManyApplications: the sixth within 24 hours.
    """
    async with office.database.transaction() as session:
        draft = await drafts.read_in(office, session, chat_id, lock=True)
        if not draft.started:
            raise NothingUnderWay
        if (step := draft.next_step()) is not None:
            raise StillMissing(step)
        symbol, email = str(draft.symbol), str(draft.email)
        await _check_tries(office, session, chat_id, symbol)
        application = Application(
            chat_id=chat_id,
            language=language,
            symbol=symbol,
            sealed_answers=office.vault.seal_json(asdict(draft)),
            outcome="received",
            created_at=office.now(),
        )
        session.add(application)
        await session.flush()
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
        number = application_number(application)
        audit.note(
            office, session, audit.chat_actor(chat_id), "application sent", symbol, number=number
        )
        confirmation = outgoing.Letter(
            "mail", "application_received", language, email, {"number": number}
        )
        await outgoing.send(office, session, confirmation)
        await office.jobs.enqueue(session, queue=OFFICE_QUEUE, job=DECIDE, row_id=application.id)
        await drafts.discard_in(session, chat_id)
        return number


async def check_tries(office: Office, chat_id: int) -> None:
    """Said before the first question, not after the tenth. Raises TooManyApplications."""
    async with office.database.reading() as session:
        await _check_tries(office, session, chat_id, symbol=None)


async def _check_tries(
    office: Office, session: AsyncSession, chat_id: int, symbol: str | None
) -> None:
    whose = [Application.chat_id == chat_id]
    if symbol is not None:
        whose.append(Application.symbol == symbol)
    count, oldest = (
        await session.execute(
            select(func.count(), func.min(Application.created_at)).where(
                or_(*whose), Application.created_at > office.now() - DAY
            )
        )
    ).one()
    if count >= TRIES_A_DAY:
        raise TooManyApplications(oldest + DAY)


@dataclass(frozen=True)
class SentApplication:
    number: str
    outcome: str  # received | accepted | refused | incomplete | existing


async def latest(office: Office, chat_id: int) -> SentApplication | None:
    """The last application that was sent from this chat."""
    async with office.database.reading() as session:
        row = await session.scalar(
            select(Application)
            .where(Application.chat_id == chat_id)
            .order_by(Application.id.desc())
            .limit(1)
        )
        return None if row is None else SentApplication(application_number(row), row.outcome)
