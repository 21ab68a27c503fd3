"""What colleagues do about an account in their group, step by step: an account opened for whoever
shows an identity card, unlocked, given a new password or another e-mail address.

Each errand is a row: it ends once, it belongs to whoever began it, and what it ends with is what
was shown. Whoever calls has asked Telegram that the colleague is an administrator of the group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.accounts import desk
from ebok.accounts.activation import KnownEmail, Prospect, activate_in, prospect
from ebok.identity.contact import email_address
from ebok.registration.application import application_number, contact_in
from ebok.registration.entries import NoSuchApplication
from ebok.registration.outcomes import Outcome
from ebok.registration.waiting import NotWaiting, decline_in
from ebok.services import Services
from storage.tables import Application, Member
from storage.tables import Errand as Row

GOOD_FOR = timedelta(hours=12)  # a person stands at the desk


class Kind(StrEnum):
    """Stored."""

    ACTIVATE = "activate"
    UNLOCK = "unlock"
    RESET = "reset"
    EMAIL = "email"
    DECLINE = "decline"  # an application that waits


WITH_ADDRESS = frozenset({Kind.ACTIVATE, Kind.EMAIL})  # that the colleague chooses or types


class Step(StrEnum):
    """Which question stands there. Stored."""

    IDENTITY = "identity"  # does the identity card agree?
    ADDRESS = "address"  # which of the known e-mail addresses?
    TYPING = "typing"  # another one is to be written
    SUMMARY = "summary"  # shall it be done?
    DONE = "done"
    DROPPED = "dropped"


class NoSuchErrand(LookupError):
    """Swept away, or never there."""


class Ended(ValueError):
    """Done or dropped already."""


class Outdated(ValueError):
    """Begun too long ago, or what was shown is no longer so: it is to be begun anew."""


class Elsewhere(ValueError):
    """Another question stands there by now."""


class SomebodyElses(PermissionError):
    """Another colleague has begun it and may not have finished."""


@dataclass(frozen=True)
class Colleague:
    id: int | None  # None: an administrator who writes in the name of the group
    name: str


@dataclass(frozen=True)
class Errand:
    id: int
    kind: Kind
    symbol: str
    step: Step
    name: str  # of the client, as it was shown
    by: str  # who began it, or ended it
    email: str | None  # that was chosen; that a password went to
    emails: Sequence[KnownEmail]  # to choose from
    application: str | None  # the number of the one that it is about
    stands_at: tuple[int, int] | None  # group and message


async def begin(services: Services, kind: Kind, symbol: str, who: Colleague) -> Errand:
    """Raises NoSuchMember; HasAccount, when it is to be opened; else NoAccount."""
    async with services.database.transaction() as session:
        data: dict[str, Any] = {}
        if kind is Kind.ACTIVATE:
            found = await prospect(services, session, symbol)
            data = {"name": found.name, "emails": [[one.email, one.number] for one in found.emails]}
            return await _begin(services, session, kind, symbol, who, Step.IDENTITY, data)
        member, account = await desk.find(session, symbol)
        data = {"name": member.name}
        if kind is Kind.EMAIL:
            return await _begin(services, session, kind, symbol, who, Step.TYPING, data)
        data["email"] = account.email
        return await _begin(services, session, kind, symbol, who, Step.SUMMARY, data)


async def begin_for(services: Services, kind: Kind, application_id: int, who: Colleague) -> Errand:
    """To open the account that an application asks for, or to decline it. Where it waits, its data
    agree and nobody needs to show a card.

    Raises NoSuchApplication, NoSuchMember, HasAccount; NotWaiting for what cannot be declined.
    """
    async with services.database.transaction() as session:
        row = await session.get(Application, application_id)
        if row is None:
            raise NoSuchApplication(application_id)
        is_waiting, contact = row.outcome == Outcome.WAITING, contact_in(services, row)
        if kind is Kind.DECLINE and not is_waiting:
            raise NotWaiting(application_id)
        found = await prospect(services, session, row.symbol)
        number = application_number(row)
        known = sorted(found.emails, key=lambda one: one.number != number)  # its own first
        data = {
            "name": found.name,
            "emails": [[one.email, one.number] for one in known],
            "application": [row.id, number],
        }
        step = Step.IDENTITY
        if is_waiting and contact is not None:
            step, data["email"] = Step.SUMMARY, contact.email
        return await _begin(services, session, kind, row.symbol, who, step, data)


async def _begin(
    services: Services,
    session: AsyncSession,
    kind: Kind,
    symbol: str,
    who: Colleague,
    step: Step,
    data: dict[str, Any],
) -> Errand:
    row = Row(
        kind=kind,
        symbol=symbol,
        step=step,
        colleague_id=who.id,
        sealed=services.vault.seal_json({**data, "by": who.name}),
        begun_at=services.now(),
    )
    session.add(row)
    await session.flush()
    return _errand(services, row)


async def compare_with(services: Services, errand_id: int) -> Prospect:
    """What stands on record now. Raises NoSuchErrand, NoSuchMember, HasAccount."""
    async with services.database.reading() as session:
        row = await session.get(Row, errand_id)
        if row is None:
            raise NoSuchErrand(errand_id)
        return await prospect(services, session, row.symbol)


async def look(services: Services, errand_id: int) -> Errand:
    """Raises NoSuchErrand."""
    async with services.database.reading() as session:
        row = await session.get(Row, errand_id)
        if row is None:
            raise NoSuchErrand(errand_id)
        return _errand(services, row)


async def card_agrees(services: Services, errand_id: int, who: Colleague) -> Errand:
    """Raises what ``_held`` raises."""
    async with services.database.transaction() as session:
        row = await _held(services, session, errand_id, who, Step.IDENTITY)
        row.step = Step.ADDRESS if _data(services, row)["emails"] else Step.TYPING
        return _errand(services, row)


async def choose(services: Services, errand_id: int, who: Colleague, place: int) -> Errand:
    """One of the known addresses. Raises what ``_held`` raises."""
    async with services.database.transaction() as session:
        row = await _held(services, session, errand_id, who, Step.ADDRESS)
        known = _data(services, row)["emails"]
        if not 0 <= place < len(known):
            raise Elsewhere(errand_id)
        _set(services, row, email=known[place][0])
        row.step = Step.SUMMARY
        return _errand(services, row)


async def ask_for_another(services: Services, errand_id: int, who: Colleague) -> Errand:
    """Raises what ``_held`` raises."""
    async with services.database.transaction() as session:
        row = await _held(services, session, errand_id, who, Step.ADDRESS, Step.SUMMARY)
        if row.kind not in WITH_ADDRESS:
            raise Elsewhere(errand_id)
        row.step = Step.TYPING
        return _errand(services, row)


async def type_email(services: Services, errand_id: int, who: Colleague, text: str) -> Errand:
    """Raises NotAnEmail, SameAddress, and what ``_held`` raises."""
    email = email_address(text)
    async with services.database.transaction() as session:
        # Also in the summary: the same message once more, after a fault.
        row = await _held(services, session, errand_id, who, Step.TYPING, Step.SUMMARY)
        if row.kind not in WITH_ADDRESS:
            raise Elsewhere(errand_id)
        if row.kind == Kind.EMAIL:
            _, account = await desk.find(session, row.symbol)
            if account.email == email:
                raise desk.SameAddress(email)
        _set(services, row, email=email)
        row.step = Step.SUMMARY
        return _errand(services, row)


async def drop(services: Services, errand_id: int, who: Colleague) -> Errand:
    """Raises NoSuchErrand, Ended, SomebodyElses."""
    async with services.database.transaction() as session:
        row = await session.get(Row, errand_id, with_for_update=True)
        if row is None:
            raise NoSuchErrand(errand_id)
        _check_owner(row, who)
        row.step = Step.DROPPED
        return _errand(services, row)


async def finish(services: Services, errand_id: int, who: Colleague) -> Errand:
    """Does it, once. Raises what ``_held`` raises, and what the deed itself raises: NoSuchMember,
    NoAccount, HasAccount, SameAddress, NotWaiting."""
    async with services.database.transaction() as session:
        row = await _held(services, session, errand_id, who, Step.SUMMARY)
        data = _data(services, row)
        symbol, email = row.symbol, data.get("email")
        name = await session.scalar(select(Member.name).where(Member.symbol == symbol))
        if name != data["name"]:
            raise Outdated(errand_id)
        match Kind(row.kind):
            case Kind.ACTIVATE:
                await activate_in(services, session, symbol, who.name, email)
            case Kind.UNLOCK:
                await desk.unlock_in(services, session, symbol, who.name)
            case Kind.RESET:
                email = await desk.reset_in(services, session, symbol, who.name)
            case Kind.EMAIL:
                await desk.set_email_in(services, session, symbol, str(email), who.name)
            case Kind.DECLINE:
                await decline_in(services, session, data["application"][0], who.name)
        _set(services, row, email=email, by=who.name)
        row.step = Step.DONE
        return _errand(services, row)


async def note_place(services: Services, errand_id: int, group_id: int, message_id: int) -> None:
    """Where its question stands now."""
    async with services.database.transaction() as session:
        row = await session.get(Row, errand_id)
        if row is not None:
            row.group_id, row.message_id = group_id, message_id


async def asked_at(services: Services, group_id: int, message_id: int) -> Errand | None:
    """The one whose question stands there."""
    async with services.database.reading() as session:
        row = await session.scalar(
            select(Row)
            .where(Row.group_id == group_id, Row.message_id == message_id)
            .order_by(Row.id.desc())
            .limit(1)
        )
        return None if row is None else _errand(services, row)


async def asked_of(services: Services, group_id: int, colleague_id: int) -> Errand | None:
    """The newest that waits for an address from this colleague."""
    async with services.database.reading() as session:
        row = await session.scalar(
            select(Row)
            .where(
                Row.group_id == group_id,
                Row.colleague_id == colleague_id,
                Row.step == Step.TYPING,
                Row.begun_at > services.now() - GOOD_FOR,
            )
            .order_by(Row.id.desc())
            .limit(1)
        )
        return None if row is None else _errand(services, row)


async def _held(
    services: Services, session: AsyncSession, errand_id: int, who: Colleague, *steps: Step
) -> Row:
    """Locked until the transaction ends. Raises NoSuchErrand, Ended, Outdated, SomebodyElses,
    Elsewhere."""
    row = await session.get(Row, errand_id, with_for_update=True)
    if row is None:
        raise NoSuchErrand(errand_id)
    _check_owner(row, who)
    if row.begun_at < services.now() - GOOD_FOR:
        raise Outdated(errand_id)
    if row.step not in steps:
        raise Elsewhere(errand_id)
    return row


def _check_owner(row: Row, who: Colleague) -> None:
    """Whoever writes in the name of the group is known by their first press."""
    if row.step in {Step.DONE, Step.DROPPED}:
        raise Ended(row.id)
    if row.colleague_id is None:
        row.colleague_id = who.id
    elif who.id not in {None, row.colleague_id}:
        raise SomebodyElses(row.id)


def _data(services: Services, row: Row) -> dict[str, Any]:
    data: dict[str, Any] = services.vault.open_json(row.sealed)
    return data


def _set(services: Services, row: Row, **changed: str | None) -> None:
    row.sealed = services.vault.seal_json({**_data(services, row), **changed})


def _errand(services: Services, row: Row) -> Errand:
    data = _data(services, row)
    stands_at = None
    if row.group_id is not None and row.message_id is not None:
        stands_at = (row.group_id, row.message_id)
    return Errand(
        row.id,
        Kind(row.kind),
        row.symbol,
        Step(row.step),
        data["name"],
        data["by"],
        data.get("email"),
        [KnownEmail(*known) for known in data.get("emails", ())],
        data["application"][1] if "application" in data else None,
        stands_at,
    )
