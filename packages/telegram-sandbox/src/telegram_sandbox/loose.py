"""JSON as Telegram's reader takes it: a number where a string is due, digits for an id, however
deep it stands. The models would refuse both."""

import json
from collections.abc import AsyncGenerator, Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from aiogram.types import InputFile
from pydantic import BaseModel

DIGITS_OF_AN_ID = 20


class Attached(InputFile):
    """A file that can only be uploaded: the `attach://…` that names it in the request."""

    def __init__(self, reference: str) -> None:
        super().__init__()
        self.reference = reference

    async def read(self, bot: Any) -> AsyncGenerator[bytes, None]:
        raise NotImplementedError
        yield b""


def loosened(annotation: Any, value: Any) -> Any:
    """`value` with what the type `annotation` has a stricter idea of put right."""
    if isinstance(value, dict):
        known = _fields(annotation)
        return {
            key: loosened(known[key], item) if key in known else item for key, item in value.items()
        }
    if isinstance(value, list):
        items = _items(annotation)
        return value if items is None else [loosened(items, item) for item in value]
    kinds = _kinds(annotation)
    if isinstance(value, str):
        if InputFile in kinds and str not in kinds:
            return Attached(value)
        return chat_id(value) if {int, str} <= kinds else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return json.dumps(value) if str in kinds and not kinds & {int, float} else value
    return value


def chat_id(text: str) -> int | str:
    """The number that the text is, else the text: a name, or nobody's id."""
    text = text.strip()
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit():
        return int(text) if len(text) < DIGITS_OF_AN_ID else 0
    return text


def _members(annotation: Any) -> Iterator[Any]:
    """The types of a union, with neither unions nor notes in them."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin is None or origin is list:
        yield annotation
    else:
        for member in get_args(annotation):
            yield from _members(member)


@cache
def _kinds(annotation: Any) -> frozenset[Any]:
    return frozenset(member for member in _members(annotation) if isinstance(member, type))


@cache
def _items(annotation: Any) -> Any:
    return next((get_args(m)[0] for m in _members(annotation) if get_origin(m) is list), None)


@cache
def _fields(annotation: Any) -> dict[str, Any]:
    """Every field that one of the models has; where two have it, they agree on its type."""
    return {
        field.alias or name: field.annotation
        for model in _kinds(annotation)
        if issubclass(model, BaseModel)
        for name, field in model.model_fields.items()
    }
