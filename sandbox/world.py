"""Everything the sandbox knows, in memory; the one place where chats and messages change."""

import random
import time
from collections import deque
from itertools import count
from typing import Any

from sandbox.calls import CallLog
from sandbox.events import EventHub
from sandbox.faults import Faults
from sandbox.files import FileStore, Upload
from sandbox.keyboards import button_labels
from sandbox.limits import FloodLimits
from sandbox.mailbox import Mailbox
from sandbox.model import Chat, Json, Keyboard, Member, Message, Person, Topic
from sandbox.profile import Profile
from sandbox.queries import Queries
from sandbox.settings import OFFICE_ID, Settings
from sandbox.updates import UpdateQueue
from sandbox.views import keyboard_view, message_view, person_view, topic_view
from sandbox.webhook import Reply, Webhook

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
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.usernames: dict[str, int] = {}
        self.office: Chat | None = None
        self.running_calls = 0
        self.last_activity = time.monotonic()
        self.clock_offset = 0.0
        self._person_ids = count(1001)
        self._album_ids = count(14_000_000_001)
        self._private_message_id = 0
        self._history: deque[Message] = deque()
        self._make_office()

    async def _webhook_reply(self, method: str, params: Json, uploads: dict[str, Upload]) -> None:
        if self.reply is not None:
            await self.reply(method, params, uploads)

    # -- who and where ----------------------------------------------------------------------

    @property
    def bot(self) -> Json:
        return self.profile.user()

    def now(self) -> float:
        return time.time() + self.clock_offset

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
        return str(next(self._album_ids))

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
        if self.office is not None:
            if person.staff:
                self._join_office(self.office, person)
            else:
                self.office.members.pop(person.id, None)
        self.tell_person(person)
        return person

    def _join_office(self, office: Chat, person: Person) -> None:
        """As an administrator that somebody else than the bot has made."""
        known = office.members.get(person.id)
        if known is None or known.status in ("left", "kicked"):
            rights = dict.fromkeys(FULL_RIGHTS, True)
            office.members[person.id] = Member(person.id, "administrator", rights)

    def _make_office(self) -> None:
        if self.settings.office == "none":
            return
        forum = self.settings.office == "forum"
        office = Chat(
            OFFICE_ID,
            "supergroup" if forum else "group",
            title=self.settings.office_title,
            is_forum=forum,
            permissions=dict.fromkeys(SPEAK, True),
            started=True,
            last_message_id=GENERAL_TOPIC if forum else 0,
        )
        rights = dict.fromkeys(FULL_RIGHTS, True)
        office.members[self.settings.bot_id] = Member(self.settings.bot_id, "administrator", rights)
        self.office = office
        self.chats[office.id] = office

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
        if self.office is None:
            return []
        return [topic_view(t) for t in self.office.topics.values() if not t.deleted]

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
