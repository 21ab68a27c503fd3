"""What a window needs from around it: the office, the chat, and who is logged in."""

from __future__ import annotations

from enum import Enum, auto

from aiogram import Bot
from aiogram.types import Chat
from aiogram_dialog import DialogManager

from ebok.accounts.sessions import Resident
from ebok.services import Services


class NotLoggedIn(PermissionError):
    """The window is for residents; whoever asks is led to the login and then back."""

    def __init__(self, wanted: str | None = None) -> None:
        super().__init__(wanted)
        self.wanted = wanted


class MustChangePassword(PermissionError):
    """Logged in with a temporary password: it is changed before anything else."""


class Access(Enum):
    """Who may see a window; ``screen`` asks before anything of it is read."""

    ANYONE = auto()
    LOGGED_IN = auto()  # even with a temporary password
    RESIDENT = auto()

    def check(self, manager: DialogManager) -> None:
        """Raises NotLoggedIn, MustChangePassword."""
        if self is Access.LOGGED_IN:
            logged_in(manager)
        elif self is Access.RESIDENT:
            resident_of(manager)


def services_of(manager: DialogManager) -> Services:
    services: Services = manager.middleware_data["services"]
    return services


def bot_of(manager: DialogManager) -> Bot:
    bot: Bot = manager.middleware_data["bot"]
    return bot


def chat_of(manager: DialogManager) -> int:
    chat: Chat = manager.middleware_data["event_chat"]
    return chat.id


def anyone(manager: DialogManager) -> Resident | None:
    resident: Resident | None = manager.middleware_data.get("resident")
    return resident


def logged_in(manager: DialogManager) -> Resident:
    """Whoever has shown a password, even a temporary one. Raises NotLoggedIn."""
    resident = anyone(manager)
    if resident is None:
        context = manager.current_context() if manager.has_context() else None
        raise NotLoggedIn(None if context is None else context.state.state)
    return resident


def resident_of(manager: DialogManager) -> Resident:
    """Raises NotLoggedIn, MustChangePassword."""
    resident = logged_in(manager)
    if resident.must_change_password:
        raise MustChangePassword
    return resident
