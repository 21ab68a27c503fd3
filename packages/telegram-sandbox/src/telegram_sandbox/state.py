"""What a sandbox remembers between two runs when asked to: all that Telegram would, in a file.

Faults, the log of calls and the clock begin anew, as the program does."""

import io
import os
import pickle
from pathlib import Path
from typing import Any

from telegram_sandbox.methods.polls import close_later
from telegram_sandbox.world import World

FORM = 1
KEPT = ("people", "chats", "usernames", "group", "profile", "files", "tokens")
COUNTERS = ("_albums", "_private_message_id", "_history")
# A file may hold these and nothing else: a pickle could name any function.
ALLOWED = {
    "builtins": {"set", "frozenset"},
    "collections": {"OrderedDict", "deque"},
    "telegram_sandbox.buttons": {"ButtonIndex"},
    "telegram_sandbox.files": {"FileStore", "StoredFile", "Upload"},
    "telegram_sandbox.mailbox": {"Mail"},
    "telegram_sandbox.model": {
        *("Chat", "Invite", "Keyboard", "Member", "Message", "Person", "Topic"),
    },
    "telegram_sandbox.profile": {"Profile"},
    "telegram_sandbox.settings": {"Settings"},
    "telegram_sandbox.updates": {"Update"},
}


class Unreadable(Exception):
    """The file holds no state of a sandbox, or that of another version."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name not in ALLOWED.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def save(world: World, path: Path) -> None:
    """Writes the whole file anew, beside the old one until it is complete."""
    hook = world.webhook
    kept = {
        "form": FORM,
        "world": {name: getattr(world, name) for name in (*KEPT, *COUNTERS)},
        "updates": world.updates.kept(),
        "mails": world.mailbox.kept(),
        "webhook": (hook.url, hook.secret, hook.max_connections),
    }
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        pickle.dump(kept, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def load(world: World, path: Path) -> None:
    """Raises Unreadable; a file that is not there yet is an empty state."""
    if not path.exists():
        return
    try:
        kept = _Reader(io.BytesIO(path.read_bytes())).load()
        if kept["form"] != FORM:
            raise Unreadable(path)
        for name, value in kept["world"].items():
            setattr(world, name, value)
        world.updates.restore(kept["updates"])
        world.mailbox.restore(kept["mails"])
    except Unreadable:
        raise
    except Exception as problem:
        raise Unreadable(path) from problem
    if kept["webhook"][0]:
        world.webhook.set(*kept["webhook"])
    for chat in world.chats.values():
        for message in chat.messages.values():
            close_later(world, message)
