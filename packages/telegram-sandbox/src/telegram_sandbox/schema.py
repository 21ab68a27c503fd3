"""The Bot API's own definitions (aiogram's models) as a gate: what Telegram refuses is refused."""

import json
import types
from collections.abc import Container
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import aiogram.methods
from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import (
    ChatAdministratorRights,
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from pydantic import BaseModel, ValidationError

from telegram_sandbox.errors import bad_request
from telegram_sandbox.loose import chat_id, loosened

AnyMethod = TelegramMethod[Any]
Kind = Literal["text", "number", "flag", "chat", "file", "upload", "json"]
T = TypeVar("T")

MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "from_chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "media": "media must be non-empty",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
}

# What Telegram reads where nothing is given.
DEFAULTS: dict[str, dict[str, Any]] = {"setWebhook": {"url": ""}}
TRUE = frozenset({"true", "yes", "1"})

MARKUPS: dict[str, type[BaseModel]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
    "force_reply": ForceReply,
}


@dataclass(frozen=True)
class Method:
    """One method of the Bot API: its name, its model and how its fields are read from text."""

    name: str
    model: type[AnyMethod]
    fields: dict[str, Kind]


def _kind(annotation: Any) -> Kind:
    origin = get_origin(annotation)
    members: set[Any] = (
        set(get_args(annotation)) if origin in (Union, types.UnionType) else {annotation}
    ) - {type(None), Default}
    if InputFile in members:
        return "file" if str in members else "upload"
    if members == {int, str}:
        return "chat"
    if members == {str}:
        return "text"
    if members == {bool}:
        return "flag"
    if members & {int, float, bool}:
        return "number"
    return "json"


def _methods() -> dict[str, Method]:
    known = {}
    for exported in aiogram.methods.__all__:
        model = getattr(aiogram.methods, exported)
        name = getattr(model, "__api_method__", None)
        if isinstance(name, str):
            fields = {key: _kind(field.annotation) for key, field in model.model_fields.items()}
            known[name.lower()] = Method(name, model, fields)
    return known


METHODS = _methods()
# The model of an answer names every right; in a request the ones not named are not given.
NO_RIGHTS = {
    name: False
    for name, field in ChatAdministratorRights.model_fields.items()
    if field.is_required()
}


def given(value: T | Default | None) -> T | None:
    """`value`, or None where the caller left aiogram's own default in its place."""
    return None if isinstance(value, Default) else value


def plain(value: Any) -> Any:
    """A validated aiogram object as the JSON that Telegram would send back."""
    return value.model_dump(mode="json", exclude_none=True, exclude_unset=True, warnings=False)


def _read(name: str, kind: Kind, value: Any) -> Any:
    if kind == "text" and not isinstance(value, str):
        return json.dumps(value)
    if kind == "chat":
        return chat_id(value) if isinstance(value, str) else value
    if kind == "number" and isinstance(value, str):
        return value.strip()
    if kind == "flag" and isinstance(value, str):
        return value.strip().lower() in TRUE
    if kind == "json" and isinstance(value, str):
        try:
            value = strict_json(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
    if name == "rights" and isinstance(value, dict):
        return NO_RIGHTS | value
    return _markup(value) if name == "reply_markup" else value


def _markup(value: Any) -> Any:
    """The markup by the key that tells its type: a union would try one type after the other."""
    if value is None or value == {}:
        return None
    for key, model in MARKUPS.items():
        if isinstance(value, dict) and key in value:
            try:
                return model.model_validate(loosened(model, _keys_for_words(value)))
            except ValidationError as problem:
                first = problem.errors(include_url=False, include_context=False)[0]
                raise bad_request(
                    f"can't parse reply keyboard markup JSON object: {_where(first)}"
                ) from None
    raise bad_request("object expected as reply markup")


def _keys_for_words(markup: Any) -> Any:
    """A key of a reply keyboard may be a plain string."""
    rows = markup.get("keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return markup
    keys = [[{"text": key} if isinstance(key, str) else key for key in row] for row in rows]
    return markup | {"keyboard": keys}


def _no_constant(name: str) -> None:
    raise ValueError(name)


def strict_json(text: str | bytes) -> Any:
    """`json.loads` that refuses NaN and whatever else is not JSON, always with ValueError."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def parse(method: Method, raw: dict[str, Any], uploads: Container[str] = ()) -> AnyMethod:
    """The validated call, or Telegram's 400 for what is missing or malformed."""
    try:
        json.dumps(raw, ensure_ascii=False, default=str).encode()
    except (UnicodeEncodeError, RecursionError):
        raise bad_request("strings must be encoded in UTF-8") from None
    values: dict[str, Any] = {}
    raw = DEFAULTS.get(method.name, {}) | raw
    for name, kind in method.fields.items():
        attached = kind in ("file", "upload") and name in uploads
        value = f"attach://{name}" if attached else raw.get(name)
        if value is None or (value == "" and kind != "text"):
            continue
        annotation = method.model.model_fields[name].annotation
        values[name] = loosened(annotation, _read(name, kind, value))
    try:
        return method.model.model_validate(values)
    except ValidationError as problem:
        raise _worded(problem) from None
    except RecursionError:
        raise bad_request("object is nested too deeply") from None


def _worded(problem: ValidationError) -> Exception:
    first = problem.errors(include_url=False, include_context=False, include_input=False)[0]
    path = first["loc"]
    name = str(path[0]) if path else "request"
    if first["type"] == "missing" and len(path) == 1:
        return bad_request(MISSING.get(name, f'parameter "{name}" is required'))
    if name == "reply_markup":
        return bad_request("inline keyboard expected")
    if name in ("entities", "caption_entities"):
        return bad_request(f"can't parse entities: {_where(first)}")
    return bad_request(f"can't parse {name}: {_where(first)}")


def _where(error: Any) -> str:
    fields = [str(step) for step in error["loc"] if not str(step)[:1].isupper()]
    return f'field "{".".join(fields)}": {error["msg"]}'[:300]
