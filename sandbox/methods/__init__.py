"""The Bot API's methods, by what they are about; importing this package registers all of them."""

from sandbox.methods import (
    bot,
    chats,
    copies,
    delivery,
    editing,
    files,
    forum,
    media,
    members,
    messages,
    others,
    removal,
)
from sandbox.methods.registry import HANDLERS

__all__ = [
    "HANDLERS",
    "bot",
    "chats",
    "copies",
    "delivery",
    "editing",
    "files",
    "forum",
    "media",
    "members",
    "messages",
    "others",
    "removal",
]
