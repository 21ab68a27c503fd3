"""Who gets an announcement, and where: each account once, in the chat it was used in last; by mail
when there is no chat. People who share a chat or an address get it there once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.announcements.announcement import Audience, Record
from ebok.buildings import building_of
from ebok.outbox.recipients import Chat, Mailbox
from ebok.services import Services
from storage.tables import Account, ChatPreference, Holder, KnownChat, Member, Premises


@dataclass(frozen=True)
class Reached:
    to: Chat | Mailbox
    language: str
    accounts: tuple[int, ...]


@dataclass(frozen=True)
class Reach:
    """How many it would reach."""

    chats: int
    mails: int
    without_account: tuple[str, ...] = ()  # client numbers of a list that have none

    @property
    def nobody(self) -> bool:
        return self.chats == self.mails == 0


async def reach(services: Services, announcement: Record) -> Reach:
    async with services.database.reading() as session:
        found = await reached_by(session, announcement.audience, announcement.chosen)
        without: Sequence[str] = ()
        if announcement.audience is Audience.SYMBOLS:
            known = set(
                await session.scalars(
                    select(Account.login).where(Account.login.in_(announcement.chosen))
                )
            )
            without = [each for each in announcement.chosen if each not in known]
    chats = sum(isinstance(each.to, Chat) for each in found)
    return Reach(chats, len(found) - chats, tuple(without))


async def reached_by(
    session: AsyncSession, audience: Audience | None, chosen: Sequence[str]
) -> Sequence[Reached]:
    if audience is None:
        return []
    which = await _who(session, audience, chosen)
    newest = (
        select(
            KnownChat.account_id,
            KnownChat.chat_id,
            func.row_number()
            .over(
                partition_by=KnownChat.account_id,
                order_by=(KnownChat.seen_at.desc(), KnownChat.chat_id),
            )
            .label("turn"),
        )
    ).subquery("newest")
    rows = await session.execute(
        select(
            Account.id,
            Account.email,
            func.coalesce(ChatPreference.language, Account.language),
            newest.c.chat_id,
        )
        .join(Member, Member.id == Account.member_id)
        .outerjoin(newest, (newest.c.account_id == Account.id) & (newest.c.turn == 1))
        .outerjoin(ChatPreference, ChatPreference.chat_id == newest.c.chat_id)
        .where(which)
        .order_by(Account.id)
    )
    return _each_place_once(
        (account_id, Mailbox(email) if chat_id is None else Chat(chat_id), language)
        for account_id, email, language, chat_id in rows
    )


async def _who(
    session: AsyncSession, audience: Audience, chosen: Sequence[str]
) -> ColumnElement[bool]:
    match audience:
        case Audience.EVERYONE:
            return true()
        case Audience.MEMBERS:
            return Member.is_member.is_(True)
        case Audience.SYMBOLS:
            return Account.login.in_(chosen)
        case Audience.BUILDINGS:
            return Account.member_id.in_(
                select(Holder.member_id)
                .join(Premises, Premises.id == Holder.premises_id)
                .where(Premises.address.in_(await _addresses_in(session, chosen)))
            )


async def _addresses_in(session: AsyncSession, keys: Sequence[str]) -> Sequence[str]:
    addresses = await session.scalars(select(Premises.address).distinct())
    wanted = set(keys)
    return [each for each in addresses if building_of(each) in wanted]


def _each_place_once(
    found: Iterable[tuple[int, Chat | Mailbox, str]],
) -> Sequence[Reached]:
    places: dict[Chat | Mailbox, Reached] = {}
    for account_id, to, language in found:
        known = places.get(to, Reached(to, language, ()))
        places[to] = Reached(to, known.language, (*known.accounts, account_id))
    return list(places.values())
