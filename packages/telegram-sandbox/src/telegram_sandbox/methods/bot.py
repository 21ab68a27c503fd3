"""The bot about itself: who it is, its commands, descriptions, menu button."""

from typing import Any

from aiogram.methods import (
    DeleteMyCommands,
    GetChatMenuButton,
    GetMe,
    GetMyCommands,
    GetMyDefaultAdministratorRights,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDefaultAdministratorRights,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.targets import find_chat
from telegram_sandbox.model import Json
from telegram_sandbox.profile import Scope, scope_key
from telegram_sandbox.schema import plain
from telegram_sandbox.world import FULL_RIGHTS, World


@handles(GetMe)
def get_me(world: World, call: GetMe, uploads: Uploads) -> Json:
    return world.profile.me()


def _scope(world: World, scope: Any) -> Scope:
    described = plain(scope) if scope else None
    if described and "chat_id" in described:
        described["chat_id"] = find_chat(world, described["chat_id"]).id
    return scope_key(described)


def _language(code: str | None) -> str:
    code = code or ""
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise bad_request("invalid language code specified")
    return code


@handles(SetMyCommands)
def set_my_commands(world: World, call: SetMyCommands, uploads: Uploads) -> bool:
    if len(call.commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in call.commands:
        name = command.command.removeprefix("/")
        valid = 1 <= len(name) <= 32 and name.isascii() and name.replace("_", "").isalnum()
        if not valid or name != name.lower():
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile.commands[_scope(world, call.scope), _language(call.language_code)] = [
        {"command": c.command.removeprefix("/"), "description": c.description}
        for c in call.commands
    ]
    world.events.publish("commands")
    return True


@handles(GetMyCommands)
def get_my_commands(world: World, call: GetMyCommands, uploads: Uploads) -> list[Json]:
    key = _scope(world, call.scope), _language(call.language_code)
    return world.profile.commands.get(key, [])


@handles(DeleteMyCommands)
def delete_my_commands(world: World, call: DeleteMyCommands, uploads: Uploads) -> bool:
    key = _scope(world, call.scope), _language(call.language_code)
    world.profile.commands.pop(key, None)
    world.events.publish("commands")
    return True


def _set(
    world: World, texts: dict[str, str], code: str | None, value: str | None, most: int
) -> bool:
    if len(value or "") > most:
        raise bad_request("text is too long")
    if value:
        texts[_language(code)] = value
    else:
        texts.pop(_language(code), None)
    world.events.publish("health", **world.health())
    return True


def _get(texts: dict[str, str], code: str | None) -> str:
    return texts.get(_language(code)) or texts.get("", "")


@handles(SetMyName)
def set_my_name(world: World, call: SetMyName, uploads: Uploads) -> bool:
    return _set(world, world.profile.names, call.language_code, call.name, 64)


@handles(GetMyName)
def get_my_name(world: World, call: GetMyName, uploads: Uploads) -> Json:
    return {"name": _get(world.profile.names, call.language_code) or world.settings.name}


@handles(SetMyDescription)
def set_my_description(world: World, call: SetMyDescription, uploads: Uploads) -> bool:
    return _set(world, world.profile.descriptions, call.language_code, call.description, 512)


@handles(GetMyDescription)
def get_my_description(world: World, call: GetMyDescription, uploads: Uploads) -> Json:
    return {"description": _get(world.profile.descriptions, call.language_code)}


@handles(SetMyShortDescription)
def set_my_short_description(world: World, call: SetMyShortDescription, uploads: Uploads) -> bool:
    texts = world.profile.short_descriptions
    return _set(world, texts, call.language_code, call.short_description, 120)


@handles(GetMyShortDescription)
def get_my_short_description(world: World, call: GetMyShortDescription, uploads: Uploads) -> Json:
    return {"short_description": _get(world.profile.short_descriptions, call.language_code)}


@handles(SetChatMenuButton)
def set_chat_menu_button(world: World, call: SetChatMenuButton, uploads: Uploads) -> bool:
    if call.chat_id:
        find_chat(world, call.chat_id)
    button = plain(call.menu_button) if call.menu_button else {"type": "default"}
    world.profile.menu_buttons[call.chat_id or 0] = button
    return True


@handles(GetChatMenuButton)
def get_chat_menu_button(world: World, call: GetChatMenuButton, uploads: Uploads) -> Json:
    buttons = world.profile.menu_buttons
    return buttons.get(call.chat_id or 0) or buttons.get(0) or {"type": "commands"}


@handles(SetMyDefaultAdministratorRights)
def set_default_rights(
    world: World, call: SetMyDefaultAdministratorRights, uploads: Uploads
) -> bool:
    world.profile.default_rights[bool(call.for_channels)] = (
        plain(call.rights) if call.rights else {}
    )
    return True


@handles(GetMyDefaultAdministratorRights)
def get_default_rights(
    world: World, call: GetMyDefaultAdministratorRights, uploads: Uploads
) -> Json:
    known = world.profile.default_rights.get(bool(call.for_channels), {})
    return dict.fromkeys(("is_anonymous", *FULL_RIGHTS), False) | known
