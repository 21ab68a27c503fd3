"""Decides an application against the cooperative's records.

Nothing here says which field was wrong: a stranger must not learn what the records hold.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit, outgoing
from ebok.accounts.temporary import (
    GOOD_FOR_HOURS,
    TemporaryPassword,
    temporary_password_for,
)
from ebok.identity.matching import same_address, same_company, same_person
from ebok.office import Office
from ebok.registration.application import application_number
from storage.tables import Account, Application, Consent, Holder, Member, Premises


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    INCOMPLETE = "incomplete"  # the cooperative's record has no PESEL or NIP to compare with
    EXISTING = "existing"  # recognised, and has an account already


REFUSALS_REMEMBERED = timedelta(days=30)


async def decide(office: Office, application_id: int) -> Outcome | None:
    """Decides once; deciding again changes nothing. None when there is no such application."""
    temporary = await temporary_password_for(office)
    async with office.database.transaction() as session:
        application = await session.get(Application, application_id, with_for_update=True)
        if application is None:
            return None
        if application.sealed_answers is None:
            return Outcome(application.outcome)
        answers = office.vault.open_json(application.sealed_answers)
        member = await session.scalar(select(Member).where(Member.symbol == application.symbol))
        outcome = await _recognise(office, session, member, answers)
        account = None if member is None else await _account_of(session, member)
        if account is not None:
            if outcome is Outcome.ACCEPTED:
                outcome = Outcome.EXISTING
            await _tell_owner(office, session, account)
        elif outcome is Outcome.ACCEPTED and member is not None:
            account = _open_account(office, member, application, answers, temporary)
            session.add(account)
            await session.flush()
            for consent in await session.scalars(
                select(Consent).where(Consent.application_id == application.id)
            ):
                consent.account_id = account.id
        application.outcome = outcome.value
        application.decided_at = office.now()
        application.sealed_answers = None
        audit.note(
            office,
            session,
            "system",
            f"application {outcome.value}",
            application.symbol,
            number=application_number(application),
        )
        await _tell_applicant(
            office,
            session,
            application,
            answers["email"],
            outcome=outcome,
            temporary=temporary,
        )
        return outcome


async def _recognise(
    office: Office, session: AsyncSession, member: Member | None, answers: dict[str, Any]
) -> Outcome:
    """All four must agree: symbol, name, address, PESEL or NIP."""
    if member is None:
        return Outcome.REFUSED
    same_name = same_company if member.kind == "company" else same_person
    if not same_name(answers["name"], member.name):
        return Outcome.REFUSED
    addresses = await session.scalars(
        select(Premises.address)
        .join(Holder, Holder.premises_id == Premises.id)
        .where(Holder.member_id == member.id)
    )
    if not any(same_address(answers["address"], address) for address in addresses):
        return Outcome.REFUSED
    if member.identifier_fingerprint is None:
        return Outcome.INCOMPLETE
    if member.identifier_fingerprint not in office.vault.fingerprints(answers["identifier"]):
        return Outcome.REFUSED
    return Outcome.ACCEPTED


async def _account_of(session: AsyncSession, member: Member) -> Account | None:
    account: Account | None = await session.scalar(
        select(Account).where(Account.member_id == member.id)
    )
    return account


def _open_account(
    office: Office,
    member: Member,
    application: Application,
    answers: dict[str, Any],
    temporary: TemporaryPassword,
) -> Account:
    return Account(
        member_id=member.id,
        login=member.symbol,
        email=answers["email"],
        phone=answers["phone"],
        language=application.language,
        temporary_hash=temporary.hash,
        temporary_until=temporary.until,
        created_at=office.now(),
    )


async def _tell_owner(office: Office, session: AsyncSession, account: Account) -> None:
    """Whoever has the account learns that somebody tried, whether the data agreed or not."""
    letter = outgoing.Letter(
        "mail", "account_exists", account.language, account.email, {"login": account.login}
    )
    await outgoing.send(office, session, letter)


async def _tell_applicant(
    office: Office,
    session: AsyncSession,
    application: Application,
    email: str,
    *,
    outcome: Outcome,
    temporary: TemporaryPassword,
) -> None:
    data: dict[str, Any] = {"number": application_number(application)}
    template = f"application_{outcome.value}"
    if outcome is Outcome.REFUSED:
        data["again"] = await _refused_before(office, session, application)
    secrets = {"login": application.symbol, "password": temporary.text, "hours": GOOD_FOR_HOURS}
    mail_data = {**data, **secrets} if outcome is Outcome.ACCEPTED else data
    if outcome is not Outcome.EXISTING:  # its owner has just been told, at the account's address
        mail = outgoing.Letter(
            "mail", template, application.language, email, mail_data, application.chat_id
        )
        await outgoing.send(office, session, mail)
    notice = outgoing.Letter("chat", template, application.language, str(application.chat_id), data)
    await outgoing.send(office, session, notice)


async def _refused_before(office: Office, session: AsyncSession, application: Application) -> bool:
    earlier = await session.scalar(
        select(func.count()).where(
            Application.chat_id == application.chat_id,
            Application.id < application.id,
            Application.outcome == Outcome.REFUSED.value,
            Application.created_at > office.now() - REFUSALS_REMEMBERED,
        )
    )
    return bool(earlier)
