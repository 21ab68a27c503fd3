"""The bot's own card: names, descriptions, commands per scope and language, menu buttons."""

from typing import Any

from telegram_sandbox.settings import Settings

Scope = tuple[str, int, int]


def scope_key(scope: dict[str, Any] | None) -> Scope:
    scope = scope or {"type": "default"}
    return scope["type"], int(scope.get("chat_id", 0) or 0), int(scope.get("user_id", 0) or 0)


class Profile:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.names: dict[str, str] = {"": settings.name}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.commands: dict[tuple[Scope, str], list[dict[str, Any]]] = {}
        self.menu_buttons: dict[int, dict[str, Any]] = {}
        self.default_rights: dict[bool, dict[str, Any]] = {}

    def user(self) -> dict[str, Any]:
        return {
            "id": self.settings.bot_id,
            "is_bot": True,
            "first_name": self.names.get("", self.settings.name),
            "username": self.settings.username,
        }

    def me(self) -> dict[str, Any]:
        return self.user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
            "supports_guest_queries": False,
            "supports_join_request_queries": False,
        }

    def public(self) -> dict[str, Any]:
        return {
            "first_name": self.names.get("", self.settings.name),
            "description": self.descriptions.get("", ""),
            "short_description": self.short_descriptions.get("", ""),
        }

    def shown_commands(
        self, chat_id: int, person_id: int, language: str, *, private: bool, admin: bool
    ) -> list[dict[str, Any]]:
        """The list that a client shows: the narrowest scope first, its language before none."""
        wide = ["all_private_chats"] if private else ["all_group_chats"]
        if admin and not private:
            wide.insert(0, "all_chat_administrators")
        scopes: list[Scope] = [("chat_member", chat_id, person_id)]
        if admin and not private:
            scopes.append(("chat_administrators", chat_id, 0))
        scopes.append(("chat", chat_id, 0))
        scopes.extend((kind, 0, 0) for kind in (*wide, "default"))
        for scope in scopes:
            for code in (language, ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []
