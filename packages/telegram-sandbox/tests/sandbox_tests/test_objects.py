"""Every object that the sandbox returns is one that two independent libraries know in full."""

from typing import Any, get_args

import telegram
from pydantic import BaseModel, TypeAdapter
from telegram import Bot, TelegramObject

from sandbox_tests.tour import KINDS, toured
from telegram_sandbox.client import Chat, Person, Sandbox
from telegram_sandbox.methods import HANDLERS
from telegram_sandbox.schema import METHODS

# Newer than python-telegram-bot's Bot API 10.0.
NEWER = {
    *("rich_message", "can_send_welcome_messages", "supports_join_request_queries"),
    *("ephemeral_message_id", "receiver_user"),
    *("forward_date", "forward_from"),  # older, and not read any more
}
FAMILIES = ("ChatMember", "MenuButton")


async def test_both_libraries_know_all_that_every_method_returns(
    sandbox: Sandbox, anna: Person, staff: Chat
) -> None:
    seen = (await toured(sandbox, anna, staff)).seen
    bot = Bot("42:SANDBOX")
    updates = [u for method, result in seen if method == "getUpdates" for u in result]

    assert {METHODS[name].name for name in HANDLERS} - {method for method, _ in seen} == set()
    assert {kind for update in updates for kind in update} - {"update_id"} == set(KINDS)
    assert [found for method, result in seen for found in extra(method, result)] == []
    assert {found for method, result in seen for found in kwargs(method, result, bot)} <= NEWER


def extra(method: str, result: Any) -> list[str]:
    """Fields that aiogram does not know; a missing one that it requires raises."""
    returned: Any = METHODS[method.lower()].model.__returning__
    return [f"{method}: {name}" for name in unknown(TypeAdapter(returned).validate_python(result))]


def unknown(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for item in value for name in unknown(item)]
    if not isinstance(value, BaseModel):
        return []
    here = [f"{type(value).__name__}.{name}" for name in value.model_extra or ()]
    inside = [unknown(getattr(value, name)) for name in value.model_fields_set]
    return here + [name for names in inside for name in names]


def kwargs(method: str, result: Any, bot: Bot) -> set[str]:
    """Fields that python-telegram-bot does not know; a missing one that it requires raises."""
    if isinstance(result, list):
        return {name for item in result for name in kwargs(method, item, bot)}
    if not isinstance(result, dict):
        return set()
    returned: Any = METHODS[method.lower()].model.__returning__
    while get_args(returned):
        returned = get_args(returned)[0]
    name = next((kind for kind in FAMILIES if returned.__name__.startswith(kind)), None)
    return passed_over(getattr(telegram, name or returned.__name__).de_json(result, bot))


def passed_over(value: Any) -> set[str]:
    if isinstance(value, (list, tuple)):
        return {name for item in value for name in passed_over(item)}
    if not isinstance(value, TelegramObject):
        return set()
    found = set(value.api_kwargs)
    for kind in type(value).__mro__:
        for slot in getattr(kind, "__slots__", ()):
            if not slot.startswith("_"):
                found |= passed_over(getattr(value, slot, None))
    return found
