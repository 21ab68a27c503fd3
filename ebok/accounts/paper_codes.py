"""One-time codes that travel on paper: whoever holds the letter that the office sent to the address
on record needs neither a visit nor a PESEL on record.

A code stands nowhere in clear, and five wrong tries end it. Client numbers are no secret, so one
without a letter is tried against a code that nobody has: the two cannot be told apart.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.accounts.activation import HasAccount
from ebok.accounts.desk import NoSuchMember
from ebok.accounts.lockout import DAY, Limit, Locked, add_failure, failures
from ebok.audit import Action
from ebok.identity.cleaning import clean_identifier
from ebok.identity.person_names import is_deceased
from ebok.outbox.letters import PaperCodeEnded
from ebok.outbox.outgoing import post_to_office
from ebok.outbox.recipients import Standing
from ebok.services import Services
from storage.insert_missing import insert_missing
from storage.tables import Account, Holder, Member, PaperCode, Premises

GOOD_FOR = timedelta(days=30)
TRIES = 5
# One chat that tries codes, of whichever letters.
CHAT_LIMIT = Limit(10, DAY)

DIGITS = "23456789"  # no 0 and 1, which may be taken for letters
LENGTH, GROUP = 12, 4
DWELLING = "mieszkanie"

_SEPARATORS = re.compile(r"[\W_]+")
_LOOK_ALIKES = str.maketrans("zZsSbBgG", "22558899")


class NotACode(ValueError):
    """Not twelve digits: it is no try."""


class NoAddress(LookupError):
    """The client holds no premises on record, so there is nowhere to send a letter to."""


class HolderHasDied(ValueError):
    """The heirs' rights are for the office to see."""


class WrongCode(PermissionError):
    """Or no letter for this client number."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"{tries_left} tries left")
        self.tries_left = tries_left


class CodeExpired(PermissionError):
    """The right one, too late."""


@dataclass(frozen=True)
class PaperLetter:
    """What goes on paper; the code is kept nowhere else."""

    symbol: str
    name: str
    address: str
    code: str = field(repr=False)
    until: datetime


async def make(services: Services, symbol: str, actor: str) -> PaperLetter:
    """A letter made before is void from now on.

    Raises NoSuchMember, HasAccount, HolderHasDied, NoAddress.
    """
    async with services.database.transaction() as session:
        member = await session.scalar(
            select(Member).where(Member.symbol == symbol).with_for_update()
        )
        if member is None:
            raise NoSuchMember(symbol)
        if await _account_of(session, symbol) is not None:
            raise HasAccount(symbol)
        if is_deceased(member.name):
            raise HolderHasDied(symbol)
        address = await _address_of(session, member)
        code = "".join(secrets.choice(DIGITS) for _ in range(LENGTH))
        row = await _row(services, session, symbol)
        _renew(services, row, services.vault.fingerprint(_named(symbol, code)))
        row.made_by = actor
        audit.note(services, session, actor, Action.PAPER_CODE_MADE, symbol)
        return PaperLetter(symbol, member.name, address, code, row.expires_at)


async def check(
    services: Services, session: AsyncSession, chat_id: int, symbol: str, code: str
) -> str | WrongCode | CodeExpired | Locked:
    """The fingerprint of the right code, which ``take`` wants; else what is wrong, to be raised
    when the count has been kept. ``code`` is as ``read_code`` gives it."""
    chat = f"paper:chat:{chat_id}"
    try:
        await failures(services, session, chat, CHAT_LIMIT)
    except Locked as locked:
        return locked
    row = await _row(services, session, symbol)
    right = row.fingerprint in services.vault.fingerprints(_named(symbol, code))
    expired = row.expires_at <= services.now()
    if right and row.tries < TRIES:
        return CodeExpired() if expired else row.fingerprint
    add_failure(services, session, chat)
    if expired:
        _renew(services, row, _of_nobody())
    if row.tries < TRIES:
        row.tries += 1
        if row.tries == TRIES and row.made_by is not None and row.used_at is None:
            audit.note(services, session, audit.SYSTEM, Action.PAPER_CODE_ENDED, symbol)
            letter, cause = PaperCodeEnded(symbol), f"paper:{symbol}"
            at = Standing.ACCOUNTS
            await post_to_office(services, session, letter, cause=cause, standing=at)
    return WrongCode(TRIES - row.tries)


async def take(services: Services, session: AsyncSession, symbol: str, fingerprint: str) -> bool:
    """Uses the code up. False when it is used, expired or void by now."""
    row = await session.get(PaperCode, symbol, with_for_update=True)
    if row is None or row.fingerprint != fingerprint or row.used_at is not None:
        return False
    if row.expires_at <= services.now():
        return False
    row.used_at = services.now()
    return True


async def void(session: AsyncSession, symbols: list[str]) -> None:
    """The client numbers are somebody else's now. In the caller's transaction."""
    await session.execute(delete(PaperCode).where(PaperCode.symbol.in_(symbols)))


def read_code(text: str) -> str:
    """The twelve digits, however they are grouped. Raises NotACode."""
    digits = _SEPARATORS.sub("", clean_identifier(text)).translate(_LOOK_ALIKES)
    if len(digits) != LENGTH or not digits.isdecimal():
        raise NotACode
    return digits


def in_groups(code: str) -> str:
    """``4829 5736 2584``"""
    return " ".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


async def _row(services: Services, session: AsyncSession, symbol: str) -> PaperCode:
    """Locked; a code that nobody has where no letter was made."""
    now = services.now()
    nobodys = {
        "symbol": symbol,
        "fingerprint": _of_nobody(),
        "made_at": now,
        "expires_at": now + GOOD_FOR,
        "tries": 0,
    }
    connection = await session.connection()
    await connection.run_sync(insert_missing, PaperCode, [nobodys])
    return await session.get_one(PaperCode, symbol, with_for_update=True)


def _renew(services: Services, row: PaperCode, fingerprint: str) -> None:
    row.fingerprint, row.tries = fingerprint, 0
    row.made_at, row.expires_at = services.now(), services.now() + GOOD_FOR
    row.used_at = row.made_by = None


def _of_nobody() -> str:
    return secrets.token_hex(32)


def _named(symbol: str, code: str) -> str:
    return f"paper:{symbol}:{code}"


async def _account_of(session: AsyncSession, symbol: str) -> Account | None:
    found: Account | None = await session.scalar(select(Account).where(Account.login == symbol))
    return found


async def _address_of(session: AsyncSession, member: Member) -> str:
    """Of a dwelling rather than of a garage or a shop. Raises NoAddress."""
    places = (
        await session.scalars(
            select(Premises)
            .join(Holder, Holder.premises_id == Premises.id)
            .where(Holder.member_id == member.id)
            .order_by(Premises.code)
        )
    ).all()
    if not places:
        raise NoAddress(member.symbol)
    return min(places, key=lambda place: place.kind != DWELLING).address
