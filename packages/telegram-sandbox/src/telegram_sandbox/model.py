"""What the sandbox remembers: people, chats, topics and messages, as plain records."""

from dataclasses import dataclass, field
from typing import Any, Literal

from telegram_sandbox.buttons import ButtonIndex

Json = dict[str, Any]
ChatType = Literal["private", "group", "supergroup"]


@dataclass(slots=True)
class Person:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "pl"
    phone: str | None = None
    staff: bool = False
    card: Json | None = None

    def user(self) -> Json:
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for key in ("last_name", "username", "language_code"):
            if value := getattr(self, key):
                user[key] = value
        return user

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name or ''}".strip()


@dataclass(slots=True)
class Topic:
    thread: int
    name: str
    icon_color: int = 7322096
    icon_custom_emoji_id: str | None = None
    closed: bool = False
    deleted: bool = False
    messages: dict[int, None] = field(default_factory=dict)
    pinned: dict[int, None] = field(default_factory=dict)

    def created(self) -> Json:
        payload: Json = {"name": self.name, "icon_color": self.icon_color}
        if self.icon_custom_emoji_id:
            payload["icon_custom_emoji_id"] = self.icon_custom_emoji_id
        return payload


@dataclass(slots=True)
class Member:
    """Someone's standing in a group; `rights` only matter for administrators and restricted."""

    user_id: int
    status: str = "member"
    rights: Json = field(default_factory=dict)
    title: str | None = None
    until: int = 0


@dataclass(slots=True)
class Invite:
    """A link into a group; `asks` when somebody must approve whoever follows it."""

    link: str
    creator: Json
    name: str | None = None
    expires: int = 0
    limit: int = 0
    asks: bool = False
    primary: bool = False
    revoked: bool = False
    used: int = 0
    waiting: int = 0

    def api(self) -> Json:
        out: Json = {
            "invite_link": self.link,
            "creator": self.creator,
            "creates_join_request": self.asks,
            "is_primary": self.primary,
            "is_revoked": self.revoked,
        }
        more = {"name": self.name, "expire_date": self.expires, "member_limit": self.limit}
        if self.asks:
            more["pending_join_request_count"] = self.waiting
        return out | {key: value for key, value in more.items() if value}


@dataclass(slots=True, eq=False)
class Chat:
    id: int
    type: ChatType
    title: str | None = None
    person: Person | None = None
    username: str | None = None
    is_forum: bool = False
    description: str | None = None
    permissions: Json = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    messages: "dict[int, Message]" = field(default_factory=dict)
    buttons: ButtonIndex = field(default_factory=ButtonIndex)
    keyboard: "Keyboard | None" = None
    topics: dict[int, Topic] = field(default_factory=dict)
    general_closed: bool = False
    general_hidden: bool = False
    upgraded_to: int | None = None
    members: dict[int, Member] = field(default_factory=dict)
    invites: dict[str, Invite] = field(default_factory=dict)
    requests: dict[int, str] = field(default_factory=dict)  # who asks to join, by which link
    photo: Json | None = None
    pinned: dict[int, None] = field(default_factory=dict)
    last_message_id: int = 0

    @property
    def private(self) -> bool:
        return self.type == "private"

    def open_message(self, message_id: int | None) -> "Message | None":
        """The message with this number; none that one person alone has received."""
        message = self.messages.get(message_id or 0)
        return None if message is None or message.receiver else message

    def brief(self) -> Json:
        """The `Chat` object as it stands inside messages and updates."""
        chat: Json = {"id": self.id, "type": self.type}
        if self.person is not None:
            for key in ("first_name", "last_name", "username"):
                if value := getattr(self.person, key):
                    chat[key] = value
            return chat
        chat["title"] = self.title
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat


@dataclass(slots=True)
class Keyboard:
    """The reply keyboard that people see under the input line."""

    message_id: int
    markup: Json
    thread: int | None = None


@dataclass(slots=True, eq=False)
class Message:
    chat: Chat
    id: int
    date: int
    sender: Json
    content: Json
    thread: int | None = None
    markup: Json | None = None
    keyboard: Json | None = None
    edited: int | None = None
    reply_to: "Message | None" = None
    quote: Json | None = None
    via: Json | None = None  # the bot whose inline result it is
    origin: Json | None = None
    protect: bool = False
    media_group: str | None = None
    effect: str | None = None
    service: str | None = None
    receiver: Json | None = None  # the only member of the group who sees it
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    votes: dict[int, list[int]] = field(default_factory=dict)

    @property
    def by_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    def seen_by(self, person_id: int | None) -> bool:
        return self.receiver is None or self.receiver["id"] == person_id

    def api(self, *, with_reply: bool = True) -> Json:
        """The `Message` object of the Bot API; replies nest one level, as Telegram's do."""
        out: Json = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.chat.brief(),
            "date": self.date,
            **self.content,
        }
        if self.receiver:
            out |= {
                "message_id": 0,
                "ephemeral_message_id": self.id,
                "receiver_user": self.receiver,
            }
        if self.edited:
            out["edit_date"] = self.edited
        if self.thread is not None:
            out["message_thread_id"] = self.thread
            out["is_topic_message"] = True
        if with_reply:
            self._add_reply(out)
        if self.origin:
            out |= {"forward_origin": self.origin, **_older_forward(self.origin)}
        if self.via:
            out["via_bot"] = self.via
        if self.protect:
            out["has_protected_content"] = True
        if self.media_group:
            out["media_group_id"] = self.media_group
        if self.effect:
            out["effect_id"] = self.effect
        if self.markup:
            out["reply_markup"] = self.markup
        return out

    def _add_reply(self, out: Json) -> None:
        if self.reply_to is not None:
            out["reply_to_message"] = self.reply_to.api(with_reply=False)
            if self.quote:
                out["quote"] = self.quote
        elif self.thread is not None and self.id != self.thread:
            # In a forum every message that answers nothing answers the topic's first message.
            opening = self.chat.messages.get(self.thread)
            if opening is not None:
                out["reply_to_message"] = opening.api(with_reply=False)


def _older_forward(origin: Json) -> Json:
    """What bots read before there was `forward_origin`, and Telegram sends still."""
    names = {
        "sender_user": "forward_from",
        "sender_user_name": "forward_sender_name",
        "sender_chat": "forward_from_chat",
        "chat": "forward_from_chat",
        "message_id": "forward_from_message_id",
        "author_signature": "forward_signature",
    }
    older = {names[key]: value for key, value in origin.items() if key in names}
    return older | {"forward_date": origin["date"]}
