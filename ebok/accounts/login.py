"""Logging in by client symbol or e-mail.

A login nobody has and a wrong password read the same and cost the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.accounts.lockout import (
    CHAT_LIMIT,
    LOGIN_LIMIT,
    SIEGE,
    SIEGE_LIMIT,
    WARNINGS,
    Locked,
    add_failure,
    failures,
    forgive,
    lock_end,
    within,
)
from ebok.accounts.temporary import find
from ebok.audit import Action
from ebok.identity.contact import email_address
from ebok.identity.errors import NotAnEmail, NotReadable
from ebok.identity.numbers import client_symbol
from ebok.outbox.letters import LoginBesieged, LoginLocked
from ebok.outbox.outgoing import post, post_to_office
from ebok.outbox.recipients import Mailbox, Standing
from ebok.services import Services
from storage.tables import (
    Account,
    Application,
    ChatLink,
    Consent,
    FailedLogin,
    KnownChat,
    TemporaryPassword,
)

# How many accounts of one e-mail address get a temporary password at once.
SHARED_ADDRESS = 2


class NotALogin(ValueError):
    """Neither a client symbol nor an e-mail address."""


class WrongCredentials(PermissionError):
    """Login and password do not belong together. ``locked_until`` is set when this was the last
    try that was left."""

    def __init__(self, tries_left: int, locked_until: datetime | None = None) -> None:
        super().__init__(f"{tries_left} tries left")
        self.tries_left = tries_left
        self.locked_until = locked_until


class TemporaryExpired(PermissionError):
    """The right temporary password, too late."""


@dataclass(frozen=True)
class LoggedIn:
    login: str
    must_change_password: bool


@dataclass(frozen=True)
class _Proof:
    """What a password proved about an account, found out before the transaction begins."""

    own: bool
    temporary: int | None  # its row


def login_key(text: str) -> str:
    """A login as it is compared: six digits of a symbol, or an e-mail in small letters."""
    try:
        return client_symbol(text)
    except NotReadable:
        return text.strip().casefold()


def read_login(text: str) -> str:
    """A login as it is kept while the password is asked for. Raises NotALogin."""
    try:
        return client_symbol(text)
    except NotReadable:
        pass
    try:
        return email_address(text)
    except NotAnEmail as fault:
        if fault.meant is None:
            raise NotALogin from fault
        return fault.meant


def subject_in(chat_id: int, login: str) -> str:
    """What a failure counts against: the login as typed, in this chat. Never the account: a lock
    under its symbol, after failures under its address, would tell that the two belong together."""
    return f"login:{login_key(login)}:chat:{chat_id}"


def _strangers(login: str) -> str:
    return f"strangers:{login_key(login)}"


async def waiting_until(
    services: Services, session: AsyncSession, account: Account
) -> datetime | None:
    """Until when some chat must wait before it may try this account again."""
    others = [
        *(_strangers(login) for login in (account.login, account.email)),
        f"forgotten:{account.id}:strangers",
    ]
    begin = services.now() - LOGIN_LIMIT.window
    last = func.max(FailedLogin.at)
    waiting = await session.scalars(
        select(last)
        .where(
            FailedLogin.account_id == account.id,
            FailedLogin.at > begin,
            FailedLogin.subject.not_in([services.vault.fingerprint(one) for one in others]),
        )
        .group_by(FailedLogin.subject)
        .having(func.count() >= LOGIN_LIMIT.tries)
    )
    newest = max(waiting.all(), default=None)
    return None if newest is None else newest + LOGIN_LIMIT.window


async def find_account(session: AsyncSession, login: str) -> Account | None:
    """By symbol, or by e-mail when just one account has it: couples often share one address."""
    accounts = await accounts_of(session, login)
    return accounts[0] if len(accounts) == 1 else None


async def accounts_of(session: AsyncSession, login: str) -> Sequence[Account]:
    key = login_key(login)
    found = await session.scalars(
        select(Account)
        .where(or_(Account.login == key, func.lower(Account.email) == key))
        .order_by(Account.login)
        .limit(SHARED_ADDRESS)
    )
    return found.all()


async def log_in(services: Services, chat_id: int, login: str, password: str) -> LoggedIn:
    """Links the chat to the account for the short session; ``remember`` makes it long.

    A right temporary password opens although the chat must wait: nobody guesses its 62 bits, and
    it is the way out that the waiting's own words offer.

    Raises:
        Locked: five failures for this login in this chat, or twenty of this chat, within 15
            minutes. Nothing is hashed then.
        WrongCredentials: with the tries that are left.
        TemporaryExpired: the temporary password was right but is older than 72 hours.
    """
    async with services.database.reading() as session:
        account = await find_account(session, login)
        temporary = await _temporary(services, session, account, password)
        known = account is not None and await _knows(session, account, chat_id)
    if temporary is not None and account is not None:
        proof = _Proof(own=False, temporary=temporary.id)
        if temporary.until <= services.now():
            raise TemporaryExpired
        return await _enter(services, chat_id, account, login, password, proof)
    left = await _reserve_try(services, chat_id, login, account, known=known)
    if await _verify(services, account.password_hash if account else None, password):
        assert account is not None  # noqa: S101 - nobody's password is never verified
        proof = _Proof(own=True, temporary=None)
        return await _enter(services, chat_id, account, login, password, proof)
    raise await _refuse(services, chat_id, login, account, left, known=known)


async def _temporary(
    services: Services, session: AsyncSession, account: Account | None, password: str
) -> TemporaryPassword | None:
    if account is None:
        return None
    found = await find(services, session, account.id, password)
    return found if found is not None and found.used_at is None else None


async def _knows(session: AsyncSession, account: Account, chat_id: int) -> bool:
    return await session.get(KnownChat, (account.id, chat_id)) is not None


async def knows_owner(session: AsyncSession, account: Account, chat_id: int) -> bool:
    """Logged in on this chat before, or opened from it."""
    return await _knows(session, account, chat_id) or await opened_from(session, chat_id) == account


async def opened_from(session: AsyncSession, chat_id: int) -> Account | None:
    """The account that the chat's last accepted application opened, if it is still there."""
    found: Account | None = await session.scalar(
        select(Account)
        .join(Consent, Consent.account_id == Account.id)
        .join(Application, Application.id == Consent.application_id)
        .where(Application.chat_id == chat_id)
        .order_by(Application.id.desc())
        .limit(1)
    )
    return found


async def _verify(services: Services, stored: str | None, password: str) -> bool:
    """Costs the same whether there is something to verify against or not."""
    if stored is None:
        await services.passwords.verify_nobody(password)
        return False
    return await services.passwords.verify(stored, password)


async def _reserve_try(
    services: Services, chat_id: int, login: str, account: Account | None, *, known: bool
) -> int:
    """Counts the try as failed before it is looked at: of many at once only five are looked at.
    Returns the tries left after it. Raises Locked; also that counts against the chat."""
    subject, chat = subject_in(chat_id, login), f"chat:{chat_id}"
    account_id = account.id if account else None
    locked: Locked | None = None
    left = 0
    async with services.database.transaction() as session:
        besieged = not known and await _besieged(services, session, login)
        limit = SIEGE_LIMIT if besieged else LOGIN_LIMIT
        try:
            await failures(services, session, chat, CHAT_LIMIT)
            left = limit.tries - await failures(services, session, subject, limit) - 1
        except Locked as waiting:
            locked = waiting
            add_failure(services, session, chat)
        else:
            add_failure(services, session, subject, account_id)
    if locked is not None:
        raise locked
    return left


async def _besieged(services: Services, session: AsyncSession, login: str) -> bool:
    return await lock_end(services, session, _strangers(login), SIEGE) is not None


async def _refuse(
    services: Services, chat_id: int, login: str, account: Account | None, left: int, *, known: bool
) -> WrongCredentials:
    """The try stays counted; the one that locks is told to the account's owner."""
    account_id = account.id if account else None
    async with services.database.transaction() as session:
        add_failure(services, session, f"chat:{chat_id}")
        if not known and not await _besieged(services, session, login):
            add_failure(services, session, _strangers(login), account_id)
            await session.flush()
            if account is not None and await _besieged(services, session, login):
                letter = LoginBesieged(account.login)
                await post_to_office(
                    services,
                    session,
                    letter,
                    cause=f"account:{account.login}",
                    standing=Standing.ACCOUNTS,
                )
        await session.flush()
        ends = [
            await lock_end(services, session, subject_in(chat_id, login), LOGIN_LIMIT),
            await lock_end(services, session, f"chat:{chat_id}", CHAT_LIMIT),
        ]
        if left == 0:
            ends.append(services.now() + LOGIN_LIMIT.window)
            if account is not None:
                await tell_owner(services, session, chat_id, account)
        return WrongCredentials(left, max((end for end in ends if end), default=None))


async def tell_owner(
    services: Services, session: AsyncSession, chat_id: int, account: Account
) -> None:
    """Of wrong passwords, by mail; strangers cause few of these a day."""
    audit.note(services, session, audit.chat_actor(chat_id), Action.LOGIN_LOCKED, account.login)
    if not await within(services, session, f"warned:{account.id}", WARNINGS, account.id):
        return
    minutes = int(LOGIN_LIMIT.window.total_seconds() // 60)
    await post(
        services,
        session,
        LoginLocked(minutes),
        Mailbox(account.email),
        language=account.language,
        cause=f"account:{account.login}",
    )


async def _enter(
    services: Services,
    chat_id: int,
    verified: Account,
    login: str,
    password: str,
    proof: _Proof,
) -> LoggedIn:
    """Raises WrongCredentials when the password was changed, the temporary one used, or the account
    closed while it was being verified."""
    renewed = None
    if proof.own and services.passwords.needs_rehash(verified.password_hash or ""):
        renewed = await services.passwords.hash(password)
    async with services.database.transaction() as session:
        account = await session.get(Account, verified.id, with_for_update=True)
        if account is None or account.password_hash != verified.password_hash:
            raise WrongCredentials(LOGIN_LIMIT.tries - 1)
        if proof.temporary is not None:
            temporary = await session.get(TemporaryPassword, proof.temporary)
            if temporary is None or temporary.used_at is not None:
                raise WrongCredentials(LOGIN_LIMIT.tries - 1)
            temporary.used_at = services.now()
        if renewed is not None:
            account.password_hash = renewed
        await forgive(services, session, subject_in(chat_id, login))
        await _link(services, session, chat_id, account, must_change=not proof.own)
        audit.note(services, session, audit.chat_actor(chat_id), Action.LOGGED_IN, account.login)
    return LoggedIn(account.login, must_change_password=not proof.own)


async def _link(
    services: Services, session: AsyncSession, chat_id: int, account: Account, must_change: bool
) -> None:
    link = await session.get(ChatLink, chat_id)
    if link is None:
        link = ChatLink(chat_id=chat_id)
        session.add(link)
    link.account_id = account.id
    link.started_at = link.active_at = services.now()
    link.remembered_until = None
    link.must_change_password = must_change
    await session.merge(KnownChat(account_id=account.id, chat_id=chat_id, seen_at=services.now()))
