"""The Bot API's methods, by what they are about; importing this package registers all of them."""

from telegram_sandbox.methods import (
    bot,
    chats,
    copies,
    delivery,
    editing,
    files,
    forum,
    inline,
    invites,
    media,
    members,
    messages,
    others,
    polls,
    removal,
)
from telegram_sandbox.methods.registry import HANDLERS

__all__ = [
    "HANDLERS",
    "bot",
    "chats",
    "copies",
    "delivery",
    "editing",
    "files",
    "forum",
    "inline",
    "invites",
    "media",
    "members",
    "messages",
    "others",
    "polls",
    "removal",
]
