"""Everything the sandbox knows, in memory; the one place where chats and messages change."""

import asyncio
import contextlib
import heapq
import random
import time
from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any

from telegram_sandbox.calls import CallLog
from telegram_sandbox.errors import UNAUTHORIZED
from telegram_sandbox.events import EventHub
from telegram_sandbox.faults import Faults
from telegram_sandbox.files import FileStore, Upload
from telegram_sandbox.keyboards import button_labels
from telegram_sandbox.limits import FloodLimits
from telegram_sandbox.mailbox import Mailbox
from telegram_sandbox.model import Chat, Json, Keyboard, Member, Message, Person, Topic
from telegram_sandbox.profile import Profile
from telegram_sandbox.queries import Queries
from telegram_sandbox.settings import GROUP_ID, Settings
from telegram_sandbox.updates import UpdateQueue
from telegram_sandbox.views import keyboard_view, message_view, person_view, topic_view
from telegram_sandbox.webhook import Reply, Webhook

FULL_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_tags",
)
SPEAK = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_invite_users",
)

GENERAL_TOPIC = 1  # the thread of a forum that no topic made by a bot ever gets
FIRST_DAY = 1_767_225_600  # 2026-01-01
UPDATES_A_SECOND = 20  # more than that on average, over its life, no sandbox takes


def _first_update() -> int:
    """Higher than all that a sandbox started earlier has used: a bot that keeps what it has handled
    over its restarts must not take a new update for an old one. Fits in 31 bits for years."""
    return int(time.time() - FIRST_DAY) * UPDATES_A_SECOND


class World:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.events = EventHub()
        self.mailbox = Mailbox()
        self.reply: Reply | None = None
        self._begin(first_update=_first_update())

    def reset(self) -> None:
        """Forgets everything, as if the sandbox had just started; pages stay connected."""
        self.updates.close()
        self.webhook.stop()
        self.mailbox.clear()
        # A bot that outlives the reset keeps its offset, so the numbers go on.
        self._begin(self.updates.next_id)
        self.events.publish("reset")

    def _begin(self, first_update: int) -> None:
        settings = self.settings
        self.profile = Profile(settings)
        self.updates = UpdateQueue(self.active, first_update)
        self.webhook = Webhook(self.updates, settings.webhook_pause, self._webhook_reply)
        self.files = FileStore()
        self.calls = CallLog()
        self.random = random.Random(settings.seed)  # noqa: S311 - chance, not secrecy
        self.faults = Faults(self.random)
        self.limits = FloodLimits(enabled=settings.limits)
        self.queries = Queries()
        self.inline_queries = Queries()
        self.inline_messages: dict[str, Message] = {}
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.usernames: dict[str, int] = {}
        self.group: Chat | None = None
        self.tokens = {settings.token, *settings.more_tokens}
        self.running_calls = 0
        self.last_activity = time.monotonic()
        self.clock_offset = 0.0
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._due_ids = count()
        self._alarm: asyncio.TimerHandle | None = None
        self._person_ids = count(1001)
        self._albums = 14_000_000_000
        self._private_message_id = 0
        self._history: deque[Message] = deque()
        self._make_group()

    async def _webhook_reply(self, method: str, params: Json, uploads: dict[str, Upload]) -> None:
        if self.reply is not None:
            await self.reply(method, params, uploads)

    # -- who and where ----------------------------------------------------------------------

    @property
    def bot(self) -> Json:
        return self.profile.user()

    def now(self) -> float:
        return time.time() + self.clock_offset

    def later(self, when: float, action: Callable[[], None]) -> None:
        """Calls `action` at that hour of the sandbox's clock, which may be moved."""
        heapq.heappush(self._due, (when, next(self._due_ids), action))
        self._wait_for_due()

    def _wait_for_due(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        with contextlib.suppress(RuntimeError):  # without a loop only a moved clock tells the time
            loop = asyncio.get_running_loop()
            wait = max(0.0, self._due[0][0] - self.now())
            self._alarm = loop.call_later(wait, self._do_due)

    def _do_due(self) -> None:
        while self._due and self._due[0][0] <= self.now():
            heapq.heappop(self._due)[2]()
        if self._due:
            self._wait_for_due()

    def advance_clock(self, seconds: float) -> None:
        self.clock_offset += seconds
        self._do_due()

    def revoke(self, token: str) -> None:
        """As its owner does with BotFather: whoever polls with it is shown out."""
        self.tokens.discard(token)
        self.updates.interrupt(UNAUTHORIZED)

    def active(self) -> None:
        self.last_activity = time.monotonic()

    def user(self, user_id: int) -> Json | None:
        if user_id == self.settings.bot_id:
            return self.bot
        person = self.people.get(user_id)
        return person.user() if person else None

    def new_person_id(self) -> int:
        return next(number for number in self._person_ids if number not in self.chats)

    def new_album_id(self) -> str:
        self._albums += 1
        return str(self._albums)

    def add_person(self, person: Person) -> Person:
        known = self.people.get(person.id)
        if known and known.username:
            self.usernames.pop(known.username.lower(), None)
        self.people[person.id] = person
        chat = self.chats.get(person.id)
        if chat is None:
            self.chats[person.id] = Chat(person.id, "private", person=person)
        else:
            chat.person = person
        if person.username:
            self.usernames[person.username.lower()] = person.id
        if self.group is not None:
            if person.staff:
                self._join_group(self.group, person)
            else:
                self.group.members.pop(person.id, None)
        self.tell_person(person)
        return person

    def _join_group(self, group: Chat, person: Person) -> None:
        """As an administrator that somebody else than the bot has made."""
        known = group.members.get(person.id)
        if known is None or known.status in ("left", "kicked"):
            rights = dict.fromkeys(FULL_RIGHTS, True)
            group.members[person.id] = Member(person.id, "administrator", rights)

    def _make_group(self) -> None:
        if self.settings.group == "none":
            return
        forum = self.settings.group == "forum"
        group = Chat(
            GROUP_ID,
            "supergroup" if forum else "group",
            title=self.settings.group_title,
            is_forum=forum,
            permissions=dict.fromkeys(SPEAK, True),
            started=True,
            last_message_id=GENERAL_TOPIC if forum else 0,
        )
        rights = dict.fromkeys(FULL_RIGHTS, True)
        group.members[self.settings.bot_id] = Member(self.settings.bot_id, "administrator", rights)
        self.group = group
        self.chats[group.id] = group

    def bot_member(self, chat: Chat) -> Member:
        return chat.members.get(self.settings.bot_id) or Member(self.settings.bot_id, "left")

    # -- messages ---------------------------------------------------------------------------

    def post(self, chat: Chat, sender: Json, content: Json, **more: Any) -> Message:
        """Adds a message to its chat; `more` are further fields of `Message`."""
        message = Message(chat, self._message_id(chat), int(self.now()), sender, content, **more)
        chat.messages[message.id] = message
        chat.buttons.put(message.id, button_labels(message))
        if message.thread is not None and (topic := chat.topics.get(message.thread)):
            topic.messages[message.id] = None
        self._history.append(message)
        if len(self._history) > self.settings.history:
            self._drop(self._history.popleft())
        if message.keyboard is not None:
            self._show_keyboard(message)
        self.tell_message(message)
        return message

    def _message_id(self, chat: Chat) -> int:
        # Supergroups number their own messages; all private chats and groups share one sequence.
        if chat.type == "supergroup":
            chat.last_message_id += 1
            return chat.last_message_id
        self._private_message_id += 1
        chat.last_message_id = self._private_message_id
        return self._private_message_id

    def _show_keyboard(self, message: Message) -> None:
        markup = message.keyboard or {}
        chat = message.chat
        if "keyboard" in markup:
            chat.keyboard = Keyboard(message.id, markup, message.thread)
        elif "remove_keyboard" in markup:
            chat.keyboard = None
        else:
            return
        self.tell_keyboard(chat)

    def hide_keyboard(self, chat: Chat) -> None:
        chat.keyboard = None
        self.tell_keyboard(chat)

    def set_markup(self, message: Message, markup: Json | None) -> None:
        """Gives a message new buttons, after its content has changed if it does."""
        message.markup = markup
        message.chat.buttons.put(message.id, button_labels(message))

    def delete(self, messages: list[Message]) -> None:
        if not messages:
            return
        chat = messages[0].chat
        for message in messages:
            self._drop(message)
        self.events.publish("deleted", chat=chat.id, message_ids=[m.id for m in messages])
        if chat.keyboard and any(m.id == chat.keyboard.message_id for m in messages):
            self.hide_keyboard(chat)

    def _drop(self, message: Message) -> None:
        chat = message.chat
        if chat.messages.pop(message.id, None) is None:
            return
        # A chain of replies would keep all that was ever written.
        message.reply_to = None
        chat.buttons.put(message.id, frozenset())
        chat.pinned.pop(message.id, None)
        if message.thread is not None and (topic := chat.topics.get(message.thread)):
            topic.messages.pop(message.id, None)
            topic.pinned.pop(message.id, None)

    # -- what pages are told ----------------------------------------------------------------

    def tell_message(self, message: Message) -> None:
        if self.events.watched:
            view = message_view(message, self.files)
            self.events.publish("message", chat=message.chat.id, message=view)

    def tell_person(self, person: Person) -> None:
        if self.events.watched:
            self.events.publish("person", person=person_view(person, self.chats[person.id]))

    def tell_keyboard(self, chat: Chat) -> None:
        self.events.publish("keyboard", chat=chat.id, **keyboard_view(chat.keyboard))

    def topics(self) -> list[Json]:
        if self.group is None:
            return []
        return [topic_view(t) for t in self.group.topics.values() if not t.deleted]

    def tell_topics(self) -> None:
        if self.events.watched:
            self.events.publish("topics", topics=self.topics())

    def tell_bot(self, kind: str, chat: Chat, body: Json) -> None:
        """An update about what happened in the chat, if the bot is there to see it."""
        if chat.private or self.bot_member(chat).status not in ("left", "kicked"):
            self.updates.push(kind, chat.id, body)

    def topic(self, chat: Chat, thread: int) -> Topic | None:
        topic = chat.topics.get(thread)
        return None if topic is None or topic.deleted else topic

    # -- health -----------------------------------------------------------------------------

    def health(self) -> Json:
        bot = {"id": self.settings.bot_id, "username": self.settings.username}
        return {
            "ready": bool(self.updates.polls or self.updates.webhook_active),
            "bot": bot | self.profile.public(),
            "pending_updates": len(self.updates),
            "polling": self.updates.polling,
            "polls": self.updates.polls,
        }
