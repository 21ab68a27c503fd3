"""Who is logged in on a chat: short sessions that end when idle, remembered phones, logging out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.audit import Action
from ebok.outbox.deletions import ask_to_delete
from ebok.outbox.letters import AccountClosed, IdleLogout, PasswordChangedLogout, RememberedLogout
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Chat
from ebok.services import Services
from storage.chats import Link, read_link
from storage.conversations import Beside
from storage.insert_missing import insert_missing
from storage.tables import Account, ChatLink, ChatPreference, PrivateMessage

# A bot may delete what is at most this old.
DELETABLE = timedelta(hours=48)
# How stale "last active" may be, as a part of the idle time: a row is not rewritten every press.
STALE_PART = 30


@dataclass(frozen=True)
class Resident:
    """Who is logged in on the chat."""

    account_id: int
    member_id: int
    login: str
    name: str
    must_change_password: bool


@dataclass(frozen=True)
class SessionEnded:
    """Somebody was logged in here until the session ran out."""

    idle: bool  # or a remembered phone whose days are over


async def who(services: Services, chat_id: int) -> Resident | SessionEnded | None:
    async with services.database.reading() as session:
        link = await read_link(session, chat_id)
    return None if link is None else resident_in(services, link)


def resident_in(services: Services, link: Link) -> Resident | SessionEnded:
    if _over(services, link):
        return SessionEnded(idle=link.remembered_until is None)
    return Resident(
        link.account_id, link.member_id, link.login, link.name, link.must_change_password
    )


def _over(services: Services, link: Link | ChatLink) -> bool:
    if link.remembered_until is not None:
        return link.remembered_until <= services.now()
    return link.active_at <= services.now() - services.sessions.idle


def note_presence(
    services: Services, chat_id: int, shown: Collection[int], link: Link | None
) -> Beside | None:
    """What the end of an update writes about its chat: messages that may show personal data, and
    now and then that the person is there. None when there is nothing to write."""
    stale_after = services.sessions.idle / STALE_PART
    touches = link is not None and services.now() - link.active_at > stale_after
    if not shown and not touches:
        return None

    def write(connection: Connection) -> None:
        if shown:
            _remember_messages(services, connection, chat_id, shown)
        if touches:
            here = ChatLink.chat_id == chat_id
            connection.execute(update(ChatLink).where(here).values(active_at=services.now()))

    return write


async def remember(services: Services, chat_id: int) -> None:
    async with services.database.transaction() as session:
        link = await session.get(ChatLink, chat_id)
        if link is not None:
            link.remembered_until = services.now() + services.sessions.remembered


async def log_out(services: Services, chat_id: int) -> Sequence[int]:
    """Ends the session. Returns the ids of messages with personal data that can still be deleted
    from the chat, oldest first; background work deletes them too, should the caller not get to
    it."""
    async with services.database.transaction() as session:
        actor = audit.chat_actor(chat_id)
        return await _end(services, session, chat_id, actor, Action.LOGGED_OUT)


async def end_idle(services: Services) -> int:
    """Ends every session that has run out, with a notice to its chat. Returns how many."""
    async with services.database.reading() as session:
        now = services.now()
        over = (
            await session.execute(
                select(ChatLink.chat_id, ChatPreference.language, Account.language)
                .join(Account, Account.id == ChatLink.account_id)
                .outerjoin(ChatPreference, ChatPreference.chat_id == ChatLink.chat_id)
                .where(
                    or_(
                        and_(
                            ChatLink.remembered_until.is_(None),
                            ChatLink.active_at <= now - services.sessions.idle,
                        ),
                        ChatLink.remembered_until <= now,
                    )
                )
            )
        ).all()
    ended = 0
    for chat_id, chat_language, account_language in over:
        ended += await end_if_over(services, chat_id, chat_language or account_language)
    return ended


async def end_if_over(services: Services, chat_id: int, language: str) -> bool:
    """With a notice to the chat, and its private messages taken away."""
    async with services.database.upkeep() as session:
        link = await session.get(ChatLink, chat_id, with_for_update=True)
        if link is None or not _over(services, link):
            return False  # came back in the meantime
        minutes = max(1, round(services.sessions.idle.total_seconds() / 60))
        letter = IdleLogout(minutes) if link.remembered_until is None else RememberedLogout()
        await _end(services, session, chat_id, audit.SYSTEM, Action.SESSION_ENDED)
        await post(
            services, session, letter, Chat(chat_id), language=language, cause=f"chat:{chat_id}"
        )
        return True


async def _end(
    services: Services, session: AsyncSession, chat_id: int, actor: str, action: Action
) -> Sequence[int]:
    """Returns the messages with personal data, which are now to be deleted."""
    link = await session.get(ChatLink, chat_id)
    if link is None:
        return []
    account = await session.get_one(Account, link.account_id)
    audit.note(services, session, actor, action, account.login)
    await session.delete(link)
    messages = (
        await session.scalars(
            select(PrivateMessage.message_id)
            .where(
                PrivateMessage.chat_id == chat_id,
                PrivateMessage.sent_at > services.now() - DELETABLE,
            )
            .order_by(PrivateMessage.message_id)
        )
    ).all()
    await session.execute(delete(PrivateMessage).where(PrivateMessage.chat_id == chat_id))
    ask_to_delete(services, session, chat_id, messages, f"chat:{chat_id}")
    return messages


async def end_everywhere(
    services: Services,
    session: AsyncSession,
    account: Account,
    letter: PasswordChangedLogout | AccountClosed,
    *,
    cause: str,
    but: int | None = None,
) -> None:
    """On all phones, or all but one; each hears why."""
    chats = await session.scalars(
        select(ChatLink.chat_id).where(
            ChatLink.account_id == account.id, ChatLink.chat_id != (but or 0)
        )
    )
    for chat_id in chats.all():
        await _end(services, session, chat_id, audit.SYSTEM, Action.SESSION_ENDED)
        preference = await session.get(ChatPreference, chat_id)
        language = account.language if preference is None else preference.language
        await post(services, session, letter, Chat(chat_id), language=language, cause=cause)


async def remember_private_messages(
    services: Services, chat_id: int, message_ids: Collection[int]
) -> None:
    """Messages that may show personal data; logging out gives them back to be deleted."""
    await services.database.write_at_once(
        lambda connection: _remember_messages(services, connection, chat_id, message_ids)
    )


def _remember_messages(
    services: Services, connection: Connection, chat_id: int, message_ids: Collection[int]
) -> None:
    at = services.now()
    rows = [{"chat_id": chat_id, "message_id": number, "sent_at": at} for number in message_ids]
    insert_missing(connection, PrivateMessage, rows)
