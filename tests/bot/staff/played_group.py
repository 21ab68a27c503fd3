"""Telegram's side of an office for tests in one process: a forum group whose topics people delete,
and residents' chats. It fails when it is told to, before or after the effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramMigrateToChat
from aiogram.methods import SendMessage
from aiogram.types import BufferedInputFile, Chat, ChatMemberOwner, User
from sqlalchemy import select

from bot.outbox.contents import LONGEST_CAPTION, LONGEST_TEXT, visible_length
from bot.outbox.deliver import deliver
from bot.outbox.mailer import Mailer
from ebok.outbox.outgoing import first_in_lane
from ebok.services import Services
from storage.tables import Outgoing

GROUP = -1001
MOST_LETTERS = 400
ANY = SendMessage(chat_id=GROUP, text="…")


@dataclass
class SentFile:
    file_id: str


@dataclass
class Sent:
    message_id: int
    chat: Chat
    document: SentFile | None = None


class Cut(ConnectionError):
    """The power went off."""


@dataclass
class Standing:
    chat_id: int
    thread_id: int | None
    text: str
    file: str | None = None


@dataclass(eq=False)
class PlayedTelegram:
    forum: bool = True
    group_id: int = GROUP
    messages: dict[int, Standing] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)  # by hand
    icons: dict[int, str | None] = field(default_factory=dict)
    keeps_topics: bool = False  # the bot may not delete them
    fails_before: int = 0
    fails_after: int = 0
    refuses: str | None = None  # a text that Telegram does not take
    takes_nothing: dict[int, Exception] = field(default_factory=dict)  # by chat
    uploaded: dict[str, bytes] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=lambda: count(1000))

    def texts(self, chat_id: int, thread_id: int | None = None) -> list[str]:
        return [
            one.text or one.file or ""
            for _number, one in sorted(self.messages.items())
            if one.chat_id == chat_id and one.thread_id == thread_id
        ]

    def upgrade(self) -> None:
        """Another chat, in which nothing stands."""
        self.group_id -= 1
        self.topics.clear()
        self.closed.clear()

    def delete_topic(self, thread_id: int) -> None:
        self.topics.pop(thread_id, None)
        self.messages = {n: m for n, m in self.messages.items() if m.thread_id != thread_id}

    def _put(self, chat_id: int, thread_id: int | None, text: str, file: str | None = None) -> Sent:
        if self.fails_before:
            self.fails_before -= 1
            raise Cut
        self._let_in(chat_id, text, LONGEST_TEXT if file is None else LONGEST_CAPTION)
        if chat_id < 0 and chat_id != self.group_id:
            raise TelegramMigrateToChat(ANY, "Bad Request: upgraded", self.group_id)
        if thread_id is not None and thread_id not in self.topics:
            raise TelegramBadRequest(ANY, "Bad Request: message thread not found")
        if thread_id in self.closed:
            raise TelegramBadRequest(ANY, "Bad Request: TOPIC_CLOSED")
        if self.refuses is not None and self.refuses in text:
            raise TelegramBadRequest(ANY, "Bad Request: wrong file identifier")
        number = next(self.ids)
        self.messages[number] = Standing(chat_id, thread_id, text, file)
        if self.fails_after:
            self.fails_after -= 1
            raise Cut
        return Sent(number, Chat(id=chat_id, type="supergroup"))

    def _let_in(self, chat_id: int, text: str, longest: int) -> None:
        if chat_id in self.takes_nothing:
            raise self.takes_nothing[chat_id]
        if visible_length(text) > longest:
            raise TelegramBadRequest(ANY, "Bad Request: message caption is too long")

    async def send_message(
        self, chat_id: int, text: str, message_thread_id: int | None = None, **_more: Any
    ) -> Sent:
        return self._put(chat_id, message_thread_id, text)

    async def send_photo(
        self, chat_id: int, photo: str, message_thread_id: int | None = None, **more: Any
    ) -> Sent:
        return self._put(chat_id, message_thread_id, more.get("caption") or "", photo)

    async def send_voice(
        self, chat_id: int, voice: str, message_thread_id: int | None = None, **more: Any
    ) -> Sent:
        return self._put(chat_id, message_thread_id, more.get("caption") or "", voice)

    async def send_media_group(
        self, chat_id: int, media: Sequence[Any], message_thread_id: int | None = None, **_more: Any
    ) -> list[Sent]:
        kinds = {one.type for one in media}
        if not 2 <= len(media) <= 10 or (len(kinds) > 1 and not kinds <= {"photo", "video"}):
            raise TelegramBadRequest(ANY, "Bad Request: media of these types make no album")
        return [self._put_file(chat_id, message_thread_id, m.caption or "", m.media) for m in media]

    async def send_document(
        self,
        chat_id: int,
        document: str | BufferedInputFile,
        message_thread_id: int | None = None,
        **more: Any,
    ) -> Sent:
        return self._put_file(chat_id, message_thread_id, more.get("caption") or "", document)

    def _put_file(
        self, chat_id: int, thread_id: int | None, text: str, file: str | BufferedInputFile
    ) -> Sent:
        """A new one gets an id by its name."""
        if isinstance(file, str):
            return self._put(chat_id, thread_id, text, file)
        name = file.filename or ""
        sent = self._put(chat_id, thread_id, text, f"id of {name}")
        assert name not in self.uploaded, f"{name} is sent up again"
        self.uploaded[name] = file.data
        sent.document = SentFile(f"id of {name}")
        return sent

    async def edit_message_text(
        self, text: str, *, chat_id: int, message_id: int, **_more: Any
    ) -> None:
        self._let_in(chat_id, text, LONGEST_TEXT)
        self._change(message_id, text)

    async def edit_message_media(
        self, media: Any, *, chat_id: int, message_id: int, **_more: Any
    ) -> None:
        self._let_in(chat_id, media.caption or "", LONGEST_CAPTION)
        self._change(message_id, media.caption or "")

    def _change(self, message_id: int, text: str) -> None:
        if message_id not in self.messages:
            raise TelegramBadRequest(ANY, "Bad Request: message to edit not found")
        self.messages[message_id].text = text

    async def get_chat(self, _chat_id: int) -> Any:
        return type("Group", (), {"is_forum": self.forum})

    async def create_forum_topic(
        self, chat_id: int, name: str, icon_custom_emoji_id: str | None = None
    ) -> Any:
        if chat_id != self.group_id:
            raise TelegramMigrateToChat(ANY, "Bad Request: upgraded", self.group_id)
        thread_id = next(self.ids)
        self.topics[thread_id], self.icons[thread_id] = name, icon_custom_emoji_id
        return type("Topic", (), {"message_thread_id": thread_id})

    async def delete_forum_topic(self, _chat_id: int, thread_id: int) -> None:
        if self.keeps_topics:
            raise TelegramBadRequest(ANY, "Bad Request: not enough rights to delete a topic")
        if thread_id not in self.topics:
            raise TelegramBadRequest(ANY, "Bad Request: TOPIC_ID_INVALID")
        self.delete_topic(thread_id)

    async def edit_forum_topic(
        self, _chat_id: int, thread_id: int, name: str, icon_custom_emoji_id: str | None = None
    ) -> None:
        if thread_id not in self.topics:
            raise TelegramBadRequest(ANY, "Bad Request: TOPIC_ID_INVALID")
        self.topics[thread_id] = name
        self.icons[thread_id] = icon_custom_emoji_id or self.icons.get(thread_id)

    async def get_forum_topic_icon_stickers(self) -> list[Any]:
        return [
            type("Icon", (), {"emoji": emoji, "custom_emoji_id": f"icon {emoji}"})
            for emoji in ("❗️", "💬", "✅")
        ]

    async def get_chat_administrators(self, _chat_id: int) -> list[Any]:
        return [
            ChatMemberOwner(user=User(id=9, is_bot=False, first_name="Anna"), is_anonymous=False),
            ChatMemberOwner(user=User(id=8, is_bot=False, first_name="Skryta"), is_anonymous=True),
        ]

    async def close_forum_topic(self, _chat_id: int, thread_id: int) -> None:
        """It stays writable for the bot."""

    async def reopen_forum_topic(self, _chat_id: int, thread_id: int) -> None:
        self.closed.discard(thread_id)

    async def set_message_reaction(self, *_where: Any, **_what: Any) -> None:
        """A receipt."""


async def deliver_all(
    services: Services, telegram: PlayedTelegram, *, but_mail: bool = False
) -> int:
    """Like a worker that tries again at once; how often the power went off."""
    cuts, bot, mailer = 0, cast(Bot, telegram), Mailer(None, "")  # it plays what is called
    for _letter in range(MOST_LETTERS):
        async with services.database.reading() as session:
            number = await session.scalar(
                select(Outgoing.id)
                .where(Outgoing.due_at <= services.now(), first_in_lane())
                .where(Outgoing.channel.not_in(["mail"] if but_mail else []))
                .order_by(Outgoing.due_at, Outgoing.id)
                .limit(1)
            )
        if number is None:
            return cuts
        try:
            await deliver(services, bot, mailer, number)
        except Cut:
            cuts += 1
    raise AssertionError("letters without end")
