"""Inline and reply keyboards: Telegram's checks, and the labels as a person reads them."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from telegram_sandbox.errors import bad_request
from telegram_sandbox.formatting.marks import checked_address
from telegram_sandbox.model import Json, Message
from telegram_sandbox.rich.show import inline_text
from telegram_sandbox.schema import plain

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply
STYLES = frozenset({"primary", "success", "danger"})
# In the order that Telegram looks for them; an empty query is a query.
ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
    "disabled",
)
MAY_BE_EMPTY = frozenset({"switch_inline_query", "switch_inline_query_current_chat"})
LOOK = ("text", "style", "icon_custom_emoji_id")
MOST_BUTTONS = 100
KEYCAP = re.compile("([0-9#*])\ufe0f?\u20e3")
LOOSE = frozenset({"So", "Sk", "Sm", "Cf", "Mn", "Me", "Zs", "Cc", "Cn", "Co"})


def inline_markup(markup: InlineKeyboardMarkup | None) -> Json | None:
    """The checked inline keyboard as JSON; None when there is no button in it."""
    if markup is None:
        return None
    rows = [[_inline_button(b) for b in row if b.text] for row in markup.inline_keyboard]
    rows = [row for row in rows if row]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _inline_button(button: InlineKeyboardButton) -> Json:
    action = next((name for name in ACTIONS if _acts(button, name)), None)
    if action is None:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if button.style is not None and button.style not in STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    made: Json = {key: value for key, value in plain(button).items() if key in (*LOOK, action)}
    if action == "callback_data" and len(made[action].encode()) > 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "copy_text" and not 1 <= len(made[action]["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if action == "url":
        address = checked_address(made[action])
        if address is None:
            raise bad_request(
                f"inline keyboard button URL '{made[action][:256]}' is invalid: Wrong HTTP URL"
            )
        made["url"] = address
    return made


def _acts(button: InlineKeyboardButton, name: str) -> bool:
    value = getattr(button, name)
    return value is not None if name in MAY_BE_EMPTY else bool(value)


def reply_markup(markup: Markup | None) -> tuple[Json | None, Json | None]:
    """(inline keyboard, reply keyboard order) of a send; at most one is set."""
    if markup is None:
        return None, None
    if isinstance(markup, InlineKeyboardMarkup):
        return inline_markup(markup), None
    if isinstance(markup, ReplyKeyboardMarkup):
        rows = [[plain(b) for b in row if b.text] for row in markup.keyboard]
        if sum(map(len, rows)) > 300:
            raise bad_request("reply markup is too long")
        if not any(rows):
            return None, None
        return None, plain(markup) | {"keyboard": [row for row in rows if row]}
    return None, plain(markup)


def normalised(label: str) -> str:
    """A label without emoji, symbols and case at its ends, for comparing."""
    text = KEYCAP.sub(r"\1", unicodedata.normalize("NFC", label))
    start, end = 0, len(text)
    while start < end and unicodedata.category(text[start]) in LOOSE:
        start += 1
    while end > start and unicodedata.category(text[end - 1]) in LOOSE:
        end -= 1
    return " ".join((text[start:end] or label).casefold().split())


def button_rows(message: Message) -> list[list[Json]]:
    """The rows one can press: those below the message, then those inside a rich message."""
    rows: list[list[Json]] = list((message.markup or {}).get("inline_keyboard", []))
    if rich := message.content.get("rich_message"):
        rows.extend(_rich_rows(rich["blocks"]))
    return rows


def button_labels(message: Message) -> frozenset[str]:
    """The labels of `button_rows`, as they are compared."""
    return frozenset(normalised(b["text"]) for row in button_rows(message) for b in row)


def _rich_rows(blocks: list[Json]) -> Iterator[list[Json]]:
    for block in blocks:
        if block["type"] == "buttons":
            yield [button | {"text": inline_text(button["text"])} for button in block["buttons"]]
        yield from _rich_rows(block.get("blocks", []))


def inline_view(message: Message) -> list[list[Json]]:
    """The buttons as the controls show them; `id` is "row.column"."""
    return [
        [_view(button, f"{r}.{c}") for c, button in enumerate(row)]
        for r, row in enumerate(button_rows(message))
    ]


def _view(button: Json, place: str) -> Json:
    view: Json = {"id": place, "text": button["text"], "style": button.get("style")}
    if "url" in button:
        view["url"] = button["url"]
    if "copy_text" in button:
        view["copy_text"] = button["copy_text"]["text"]
    if "disabled" in button:
        view["disabled"] = True
    return view


def reply_view(markup: Json | None) -> list[list[Json]] | None:
    """The reply keyboard's rows, or None for anything that is not one."""
    if not markup or "keyboard" not in markup:
        return None
    rows: list[list[dict[str, Any]]] = []
    for row in markup["keyboard"]:
        views = []
        for button in row:
            view: Json = {"text": button["text"], "style": button.get("style")}
            if button.get("request_contact"):
                view["contact"] = True
            views.append(view)
        rows.append(views)
    return rows
