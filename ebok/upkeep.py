"""What is too old to be needed goes: once a day, by the clock."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, update

from ebok.accounts.sessions import DELETABLE
from ebok.cases.case import CaseState
from ebok.registration.application import REFUSALS_REMEMBERED
from ebok.registration.outcomes import Outcome
from ebok.services import Services
from storage.conversations import CLAIMS_KEPT_FOR, KEPT_FOR
from storage.tables import (
    Application,
    Case,
    CaseFile,
    ConversationState,
    Deletion,
    Errand,
    FailedLogin,
    HandledUpdate,
    IncomingMail,
    Outgoing,
    PaperCode,
    PrivateMessage,
    RegistrationDraft,
)

DRAFTS_KEPT_FOR = timedelta(days=30)
LETTERS_KEPT_FOR = timedelta(days=30)
# What could not be delivered may be tried again so long; then its content goes.
FAILED_LETTERS_KEPT_FOR = timedelta(days=14)
CONTACTS_KEPT_FOR = timedelta(days=30)  # of whom was refused, and may come to the office
ERRANDS_KEPT_FOR = timedelta(days=7)
PAPER_CODES_KEPT_FOR = timedelta(days=90)  # after they expired, to say so
FAILURES_KEPT_FOR = timedelta(days=1)
# Longer than a mailbox is looked through, and than an answer is tried.
MAILS_KEPT_FOR = timedelta(days=60)
MAILED_FILES_KEPT_FOR = timedelta(days=30)


async def sweep_old(services: Services) -> None:
    now = services.now()
    async with services.database.upkeep() as session:
        for statement in (
            delete(HandledUpdate).where(HandledUpdate.at < now - CLAIMS_KEPT_FOR),
            delete(ConversationState).where(ConversationState.updated_at < now - KEPT_FOR),
            delete(FailedLogin).where(FailedLogin.at < now - FAILURES_KEPT_FOR),
            delete(RegistrationDraft).where(RegistrationDraft.updated_at < now - DRAFTS_KEPT_FOR),
            update(Application)
            .where(
                Application.outcome == "refused",
                Application.created_at < now - REFUSALS_REMEMBERED,
            )
            .values(sealed_answers=None),
            delete(Errand).where(Errand.begun_at < now - ERRANDS_KEPT_FOR),
            delete(Case).where(
                Case.state == CaseState.DRAFT, Case.created_at < now - DRAFTS_KEPT_FOR
            ),
            delete(PaperCode).where(PaperCode.expires_at < now - PAPER_CODES_KEPT_FOR),
            delete(IncomingMail).where(IncomingMail.handled_at < now - MAILS_KEPT_FOR),
            delete(CaseFile).where(CaseFile.created_at < now - MAILED_FILES_KEPT_FOR),
            delete(PrivateMessage).where(PrivateMessage.sent_at < now - DELETABLE),
            delete(Deletion).where(Deletion.created_at < now - DELETABLE),
            update(Application)
            .where(
                Application.decided_at < now - CONTACTS_KEPT_FOR,
                Application.outcome != Outcome.WAITING,
            )
            .values(sealed_answers=None),
            update(Outgoing)
            .where(
                Outgoing.failure.is_not(None), Outgoing.created_at < now - FAILED_LETTERS_KEPT_FOR
            )
            .values(sealed=None),
            delete(Outgoing).where(
                Outgoing.sealed.is_(None), Outgoing.created_at < now - LETTERS_KEPT_FOR
            ),
        ):
            await session.execute(statement)
