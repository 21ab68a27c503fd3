"""Who is logged in on a chat: short sessions that end when idle, remembered phones, logging out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit, outgoing
from ebok.office import Office
from storage.tables import Account, ChatLink, ChatPreference, Member, PrivateMessage

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


async def who(office: Office, chat_id: int) -> Resident | SessionEnded | None:
    async with office.database.reading() as session:
        found = (
            await session.execute(
                select(ChatLink, Account, Member)
                .join(Account, Account.id == ChatLink.account_id)
                .join(Member, Member.id == Account.member_id)
                .where(ChatLink.chat_id == chat_id)
            )
        ).first()
    if found is None:
        return None
    link, account, member = found
    if _over(office, link):
        return SessionEnded(idle=link.remembered_until is None)
    if office.now() - link.active_at > office.sessions.idle / STALE_PART:
        await _touch(office, chat_id)
    return Resident(account.id, member.id, account.login, member.name, link.must_change_password)


def _over(office: Office, link: ChatLink) -> bool:
    if link.remembered_until is not None:
        return link.remembered_until <= office.now()
    return link.active_at <= office.now() - office.sessions.idle


async def _touch(office: Office, chat_id: int) -> None:
    async with office.database.upkeep() as session:
        await session.execute(
            update(ChatLink).where(ChatLink.chat_id == chat_id).values(active_at=office.now())
        )


async def remember(office: Office, chat_id: int) -> None:
    async with office.database.transaction() as session:
        link = await session.get(ChatLink, chat_id)
        if link is not None:
            link.remembered_until = office.now() + office.sessions.remembered


async def log_out(office: Office, chat_id: int) -> Sequence[int]:
    """Ends the session. Returns the ids of messages with personal data that can still be deleted
    from the chat, oldest first; background work deletes them too, should the caller not get to
    it."""
    async with office.database.transaction() as session:
        messages = await _end(office, session, chat_id, audit.chat_actor(chat_id), "logged out")
        data = {"delete": list(messages)}
        sweep = outgoing.Letter("chat", outgoing.SWEEP, "pl", str(chat_id), data)
        await outgoing.send(office, session, sweep)
        return messages


async def end_idle(office: Office) -> int:
    """Ends every session that has run out, with a notice to its chat. Returns how many."""
    async with office.database.reading() as session:
        now = office.now()
        over = (
            await session.execute(
                select(ChatLink.chat_id, ChatPreference.language, Account.language)
                .join(Account, Account.id == ChatLink.account_id)
                .outerjoin(ChatPreference, ChatPreference.chat_id == ChatLink.chat_id)
                .where(
                    or_(
                        and_(
                            ChatLink.remembered_until.is_(None),
                            ChatLink.active_at <= now - office.sessions.idle,
                        ),
                        ChatLink.remembered_until <= now,
                    )
                )
            )
        ).all()
    ended = 0
    for chat_id, chat_language, account_language in over:
        ended += await end_if_over(office, chat_id, chat_language or account_language)
    return ended


async def end_if_over(office: Office, chat_id: int, language: str) -> bool:
    """With a notice to the chat, and its private messages taken away."""
    async with office.database.upkeep() as session:
        link = await session.get(ChatLink, chat_id, with_for_update=True)
        if link is None or not _over(office, link):
            return False  # came back in the meantime
        template = "idle_logout" if link.remembered_until is None else "remembered_logout"
        messages = await _end(office, session, chat_id, "system", "session ended")
        minutes = max(1, round(office.sessions.idle.total_seconds() / 60))
        data = {"minutes": minutes, "delete": list(messages)}
        await outgoing.send(
            office, session, outgoing.Letter("chat", template, language, str(chat_id), data)
        )
        return True


async def _end(
    office: Office, session: AsyncSession, chat_id: int, actor: str, action: str
) -> Sequence[int]:
    link = await session.get(ChatLink, chat_id)
    if link is None:
        return []
    account = await session.get_one(Account, link.account_id)
    audit.note(office, session, actor, action, account.login)
    await session.delete(link)
    messages = (
        await session.scalars(
            select(PrivateMessage.message_id)
            .where(
                PrivateMessage.chat_id == chat_id,
                PrivateMessage.sent_at > office.now() - DELETABLE,
            )
            .order_by(PrivateMessage.message_id)
        )
    ).all()
    await session.execute(delete(PrivateMessage).where(PrivateMessage.chat_id == chat_id))
    return messages


async def end_everywhere(
    office: Office, session: AsyncSession, account_id: int, but: int | None = None
) -> None:
    """Other phones must log in again, as after a password change; each hears why."""
    chats = await session.scalars(
        select(ChatLink.chat_id).where(
            ChatLink.account_id == account_id, ChatLink.chat_id != (but or 0)
        )
    )
    account = await session.get_one(Account, account_id)
    for chat_id in chats.all():
        messages = await _end(office, session, chat_id, "system", "session ended")
        preference = await session.get(ChatPreference, chat_id)
        language = account.language if preference is None else preference.language
        data = {"delete": list(messages)}
        notice = outgoing.Letter("chat", "password_changed_logout", language, str(chat_id), data)
        await outgoing.send(office, session, notice)


async def remember_private_messages(
    office: Office, chat_id: int, message_ids: Collection[int]
) -> None:
    """Messages that may show personal data; logging out gives them back to be deleted."""
    now = office.now()
    async with office.database.upkeep() as session:
        known = set(
            await session.scalars(
                select(PrivateMessage.message_id).where(
                    PrivateMessage.chat_id == chat_id, PrivateMessage.message_id.in_(message_ids)
                )
            )
        )
        session.add_all(
            PrivateMessage(chat_id=chat_id, message_id=message_id, sent_at=now)
            for message_id in message_ids
            if message_id not in known
        )
