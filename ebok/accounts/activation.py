"""An account opened at the office's desk, for whoever showed an identity card there: a record
without a PESEL, or answers that were refused, keep nobody out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.accounts.desk import NoSuchMember
from ebok.accounts.opening import Reach, open_account
from ebok.audit import Action
from ebok.identity.contact import email_address
from ebok.outbox.letters import AccountOpened, ApplicationAccepted
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Chat, Mailbox
from ebok.profile import POLISH
from ebok.registration.application import application_number, contact_in
from ebok.registration.entries import settle_opened
from ebok.registration.outcomes import FOR_THE_OFFICE, Outcome
from ebok.services import Services
from storage.tables import Account, Application, Holder, Member, Premises

NIP_DIGITS = 10


class HasAccount(ValueError):
    """There is nothing to activate."""


class NoEmail(LookupError):
    """Neither given nor on record, and no application names one."""


class SeveralEmails(LookupError):
    """Applications name different ones, and a stranger's may be among them."""

    def __init__(self, emails: Sequence[str]) -> None:
        super().__init__(", ".join(emails))
        self.emails = emails


@dataclass(frozen=True)
class Activation:
    """Whose account would be opened, and where its password would go."""

    symbol: str
    name: str
    email: str
    on_record: bool  # or taken from an application, or given by the clerk


@dataclass(frozen=True)
class KnownEmail:
    """Where the password could go."""

    email: str
    number: str | None  # of the application that names it; None: it is on record


@dataclass(frozen=True)
class Prospect:
    """Who would have the account: what to compare an identity card with."""

    symbol: str
    name: str
    is_company: bool
    nip: str | None  # of a company; a PESEL is shown to nobody
    addresses: Sequence[str]
    emails: Sequence[KnownEmail]


@dataclass(frozen=True)
class _Found:
    member: Member
    email: str
    application: Application | None  # that named this address
    phone: str


async def prospect(services: Services, session: AsyncSession, symbol: str) -> Prospect:
    """Raises NoSuchMember, HasAccount."""
    member = await _without_account(session, symbol)
    addresses = await session.scalars(
        select(Premises.address)
        .join(Holder, Holder.premises_id == Premises.id)
        .where(Holder.member_id == member.id)
        .order_by(Premises.code)
    )
    emails = [] if member.email is None else [KnownEmail(member.email, None)]
    for email, (application, _phone) in (await _given(services, session, symbol)).items():
        if email != member.email:
            emails.append(KnownEmail(email, application_number(application)))
    is_company = member.kind == "company"
    nip = None
    if is_company and member.sealed_identifier is not None:
        digits = services.vault.open(member.sealed_identifier)
        nip = digits if len(digits) == NIP_DIGITS else None
    return Prospect(symbol, member.name, is_company, nip, addresses.all(), emails)


async def preview(services: Services, symbol: str, typed: str | None = None) -> Activation:
    """Raises what ``activate`` raises."""
    async with services.database.reading() as session:
        found = await _find(services, session, symbol, typed)
    member = found.member
    return Activation(symbol, member.name, found.email, on_record=found.email == member.email)


async def activate(
    services: Services, symbol: str, actor: str, typed: str | None = None
) -> Activation:
    """Opens the account; the temporary password goes by mail to the address that was typed, else
    to the one on record, else to the one in the applications that were not accepted.

    Raises NoSuchMember, HasAccount, NotAnEmail, NoEmail, SeveralEmails.
    """
    async with services.database.transaction() as session:
        return await activate_in(services, session, symbol, actor, typed)


async def activate_in(
    services: Services, session: AsyncSession, symbol: str, actor: str, typed: str | None
) -> Activation:
    """In the caller's transaction. Raises what ``activate`` raises."""
    found = await _find(services, session, symbol, typed)
    member, application = found.member, found.application
    language, chat_id = POLISH, None
    cause = f"account:{symbol}"
    if application is not None:
        language, chat_id = application.language, application.chat_id
        application.outcome, application.sealed_answers = Outcome.ACCEPTED.value, None
    reach = Reach(found.email, found.phone, language)
    issued = await open_account(services, session, member, reach, application, cause=cause)
    audit.note(services, session, actor, Action.ACCOUNT_ACTIVATED, symbol)
    opened = AccountOpened(symbol, issued.text, issued.hours)
    to = Mailbox(found.email, told_in=chat_id)
    await post(services, session, opened, to, language=language, cause=cause)
    if chat_id is not None:
        notice, chat = ApplicationAccepted(), Chat(chat_id)
        await post(services, session, notice, chat, language=language, cause=cause)
    await settle_opened(services, session, symbol, application, actor)
    on_record = found.email == member.email
    return Activation(symbol, member.name, found.email, on_record=on_record)


async def _find(
    services: Services, session: AsyncSession, symbol: str, typed: str | None
) -> _Found:
    member = await _without_account(session, symbol)
    given = await _given(services, session, symbol)
    email = member.email if typed is None else email_address(typed)
    if email is None:
        if not given:
            raise NoEmail(symbol)
        if len(given) > 1:
            raise SeveralEmails(sorted(given))
        (email,) = given
    application, phone = given.get(email, (None, member.phone or ""))
    return _Found(member, email, application, phone)


async def _without_account(session: AsyncSession, symbol: str) -> Member:
    # Locked, as for the decision of an application: one of them opens the account.
    member = await session.scalar(select(Member).where(Member.symbol == symbol).with_for_update())
    if member is None:
        raise NoSuchMember(symbol)
    if await session.scalar(select(Account.id).where(Account.member_id == member.id)) is not None:
        raise HasAccount(symbol)
    return member


async def _given(
    services: Services, session: AsyncSession, symbol: str
) -> dict[str, tuple[Application, str]]:
    """What applications for the symbol name: addresses, each with the newest and its telephone."""
    return {
        contact.email: (application, contact.phone)
        for application in await session.scalars(
            select(Application)
            .where(Application.symbol == symbol, Application.outcome.in_(FOR_THE_OFFICE))
            .order_by(Application.id)
        )
        if (contact := contact_in(services, application)) is not None
    }
