"""Decides an application against the cooperative's records.

No letter to the applicant says which field was wrong: a stranger must not learn what the records
hold. The office learns it, for people who cannot get on by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.accounts.lockout import DAY, WARNINGS, within
from ebok.accounts.opening import Reach, open_account
from ebok.accounts.temporary import Issued
from ebok.audit import Action
from ebok.outbox.letters import (
    AccountExists,
    AccountOpened,
    ApplicationAccepted,
    ApplicationExisting,
    ApplicationForOffice,
    ApplicationIncomplete,
    ApplicationRefused,
    ApplicationWaiting,
    ChatLetter,
    MailLetter,
    RegistrationBesieged,
)
from ebok.outbox.outgoing import post, post_to_office
from ebok.outbox.recipients import Chat, Mailbox, Standing
from ebok.profile import POLISH, ActivationPolicy
from ebok.registration.application import (
    application_number,
    cause_of,
    keep_contact,
    refused_before,
)
from ebok.registration.comparing import DIFFERS, Reason, reasons_against
from ebok.registration.entries import settle_earlier, tell_group
from ebok.registration.outcomes import FOR_THE_OFFICE, Outcome
from ebok.services import Services
from storage.tables import Account, Application, Member
from storage.work import done

MANY_REFUSED = 5  # for one symbol within a day: the office is told


async def decide(services: Services, application_id: int) -> Outcome | None:
    """Decides once; deciding again changes nothing. None when there is no such application."""
    async with services.database.transaction() as session:
        application = await session.get(Application, application_id, with_for_update=True)
        if application is None:
            return None
        if application.decided_at is not None or application.sealed_answers is None:
            return Outcome(application.outcome)
        answers = services.vault.open_json(application.sealed_answers)
        # Locked: an import that gives the symbol to somebody else comes before or after.
        member = await session.scalar(
            select(Member).where(Member.symbol == application.symbol).with_for_update()
        )
        reasons = await reasons_against(services, session, member, answers)
        outcome = _outcome_of(reasons)
        issued: Issued | None = None
        account = None if member is None else await _account_of(session, member)
        if account is not None:
            if outcome is Outcome.ACCEPTED:
                outcome = Outcome.EXISTING
            await tell_owner(services, session, account, cause=cause_of(application))
        elif outcome is Outcome.ACCEPTED and member is not None:
            waits_for = _reasons_to_wait(services, member, answers)
            if waits_for is None:
                issued = await _open(services, session, member, application, answers)
            else:
                outcome, reasons = Outcome.WAITING, waits_for
        application.outcome = outcome.value
        application.decided_at = services.now()
        application.reasons = [*reasons] if outcome in FOR_THE_OFFICE else None
        if outcome in {Outcome.INCOMPLETE, Outcome.WAITING}:
            keep_contact(services, application, answers)
        elif outcome is not Outcome.REFUSED:  # else all are kept, to be corrected
            application.sealed_answers = None
        done(application)
        audit.note(
            services,
            session,
            audit.SYSTEM,
            Action(f"application {outcome.value}"),
            application.symbol,
            number=application_number(application),
        )
        await _tell_applicant(
            services,
            session,
            application,
            answers["email"],
            outcome=outcome,
            issued=issued,
        )
        await settle_earlier(services, session, application)
        await _tell_office(services, session, application, outcome)
        return outcome


async def _open(
    services: Services,
    session: AsyncSession,
    member: Member,
    application: Application,
    answers: dict[str, Any],
) -> Issued:
    reach = Reach(answers["email"], answers["phone"], application.language)
    cause = cause_of(application)
    return await open_account(services, session, member, reach, application, cause=cause)


def _outcome_of(reasons: Sequence[Reason]) -> Outcome:
    """All four must agree: symbol, name, address, PESEL or NIP."""
    if DIFFERS.intersection(reasons):
        return Outcome.REFUSED
    return Outcome.INCOMPLETE if reasons else Outcome.ACCEPTED


def _reasons_to_wait(
    services: Services, member: Member, answers: dict[str, Any]
) -> Sequence[Reason] | None:
    """None when the account opens at once."""
    other_email = member.email is not None and member.email.casefold() != answers["email"]
    reasons = [Reason.EMAIL] if other_email else []
    match services.profile.accounts.activation:
        case ActivationPolicy.AUTOMATIC:
            return None
        case ActivationPolicy.CHANGED_EMAIL:
            return reasons or None
        case ActivationPolicy.OFFICE:
            return reasons


async def _account_of(session: AsyncSession, member: Member) -> Account | None:
    account: Account | None = await session.scalar(
        select(Account).where(Account.member_id == member.id)
    )
    return account


async def tell_owner(
    services: Services, session: AsyncSession, account: Account, *, cause: str
) -> None:
    """Whoever has the account learns that somebody tried, whether the data agreed or not; of many
    tries a few a day."""
    if not await within(services, session, f"applied:{account.id}", WARNINGS, account.id):
        return
    await post(
        services,
        session,
        AccountExists(account.login),
        Mailbox(account.email),
        language=account.language,
        cause=cause,
    )


async def _tell_office(
    services: Services, session: AsyncSession, application: Application, outcome: Outcome
) -> None:
    """In the group about all that is theirs to see. By mail where somebody must act, or where
    there is no group."""
    if outcome not in FOR_THE_OFFICE:
        return
    await tell_group(services, session, application)
    if outcome is Outcome.REFUSED:
        await _tell_of_siege(services, session, application)
        return
    waiting, mail = outcome is Outcome.WAITING, services.office.mail
    if services.office.chat_id is None:
        mail = mail or services.profile.office.email
    elif not waiting:
        return
    if mail is not None:
        number, cause = application_number(application), cause_of(application)
        letter = ApplicationForOffice(number, application.symbol, waiting)
        await post(services, session, letter, Mailbox(mail), language=POLISH, cause=cause)


async def _tell_of_siege(
    services: Services, session: AsyncSession, application: Application
) -> None:
    """Once, when many applications for one symbol were refused within a day. Right data are never
    refused because of wrong ones before."""
    refused = await session.scalar(
        select(func.count()).where(
            Application.symbol == application.symbol,
            Application.outcome == Outcome.REFUSED.value,
            Application.created_at > services.now() - DAY,
        )
    )
    if refused == MANY_REFUSED:
        letter = RegistrationBesieged(application.symbol, refused)
        await post_to_office(
            services,
            session,
            letter,
            cause=cause_of(application),
            standing=Standing.ACCOUNTS,
        )


async def _tell_applicant(
    services: Services,
    session: AsyncSession,
    application: Application,
    email: str,
    *,
    outcome: Outcome,
    issued: Issued | None,
) -> None:
    """By mail and in the chat. Of an account that exists its owner has just been told by mail."""
    number = application_number(application)
    mail: MailLetter | None
    notice: ChatLetter
    match outcome:
        case Outcome.ACCEPTED:
            assert issued is not None  # noqa: S101 - an accepted application opens an account
            mail = AccountOpened(application.symbol, issued.text, issued.hours)
            notice = ApplicationAccepted()
        case Outcome.REFUSED:
            again = await refused_before(services, session, application)
            mail = notice = ApplicationRefused(number, again)
        case Outcome.INCOMPLETE:
            mail = notice = ApplicationIncomplete(number)
        case Outcome.WAITING:
            mail = notice = ApplicationWaiting(number)
        case Outcome.EXISTING:
            mail, notice = None, ApplicationExisting()
    language, cause = application.language, cause_of(application)
    if mail is not None:
        to = Mailbox(email, told_in=application.chat_id)
        await post(services, session, mail, to, language=language, cause=cause)
    chat = Chat(application.chat_id)
    await post(services, session, notice, chat, language=language, cause=cause)
