"""What is known of a chat when an update of it comes, read in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import (
    Account,
    ChatLink,
    ChatPreference,
    ConversationState,
    HandledUpdate,
    InboxUpdate,
    Member,
)


@dataclass(frozen=True)
class Link:
    """Who is logged in on the chat, as it stands in the tables."""

    account_id: int
    member_id: int
    login: str
    name: str
    active_at: datetime
    remembered_until: datetime | None
    must_change_password: bool


@dataclass(frozen=True)
class ChatRow:
    finished: bool | None  # the claim on the update; None: never handled
    conversation: dict[str, Any] | None
    language: str | None  # that was chosen
    earlier_waits: bool  # an update before this one is written down and not finished
    link: Link | None


_LINK: tuple[Any, ...] = (
    ChatLink.account_id,
    Account.member_id,
    Account.login,
    Member.name,
    ChatLink.active_at,
    ChatLink.remembered_until,
    ChatLink.must_change_password,
)


# Built once: putting a statement together costs more than running it.
_ASKED = select(
    bindparam("chat_id", type_=BigInteger).label("chat_id"),
    bindparam("update_id", type_=BigInteger).label("update_id"),
).subquery("asked")
_EARLIER = (
    select(InboxUpdate.id)
    .where(InboxUpdate.chat_id == _ASKED.c.chat_id, InboxUpdate.id < _ASKED.c.update_id)
    .exists()
)
_CHAT = (
    select(
        HandledUpdate.finished, ConversationState.data, ChatPreference.language, _EARLIER, *_LINK
    )
    .select_from(_ASKED)
    .outerjoin(HandledUpdate, HandledUpdate.update_id == _ASKED.c.update_id)
    .outerjoin(ConversationState, ConversationState.chat_id == _ASKED.c.chat_id)
    .outerjoin(ChatPreference, ChatPreference.chat_id == _ASKED.c.chat_id)
    .outerjoin(ChatLink, ChatLink.chat_id == _ASKED.c.chat_id)
    .outerjoin(Account, Account.id == ChatLink.account_id)
    .outerjoin(Member, Member.id == Account.member_id)
)
_ONE_LINK = (
    select(*_LINK)
    .join(Account, Account.id == ChatLink.account_id)
    .join(Member, Member.id == Account.member_id)
    .where(ChatLink.chat_id == bindparam("chat_id"))
)


def read_chat(connection: Connection, chat_id: int, update_id: int) -> ChatRow:
    asked = {"chat_id": chat_id, "update_id": update_id}
    finished, conversation, language, earlier, *link = connection.execute(_CHAT, asked).one()
    found = None if link[0] is None else Link(*link)
    return ChatRow(finished, conversation, language, bool(earlier), found)


async def read_link(session: AsyncSession, chat_id: int) -> Link | None:
    row = (await session.execute(_ONE_LINK, {"chat_id": chat_id})).first()
    return None if row is None else Link(*row)


async def chosen_language(session: AsyncSession, chat_id: int) -> str | None:
    return await session.scalar(
        select(ChatPreference.language).where(ChatPreference.chat_id == chat_id)
    )
