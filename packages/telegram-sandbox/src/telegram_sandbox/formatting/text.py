"""From a text with its parse mode or entities to what Telegram stores and shows."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration

from telegram_sandbox.errors import bad_request
from telegram_sandbox.formatting.detect import detect
from telegram_sandbox.formatting.html import parse_html
from telegram_sandbox.formatting.markdown import parse_markdown, parse_markdown_v2
from telegram_sandbox.formatting.marks import Entity, link, utf16_length
from telegram_sandbox.formatting.nesting import CODE, nested

CONTROLS = re.compile(r"[\x00-\x09\x0b-\x0c\x0e-\x1f]")
MOST_ENTITIES = 100
ORDER = ("expandable_blockquote", "blockquote", "pre", "code", "text_link", "bold", "italic")
# What a bot may mark by itself, and the field that the mark needs.
SETTABLE: dict[str, set[str]] = {
    **{kind: set() for kind in ("bold", "italic", "underline", "strikethrough", "spoiler")},
    **{kind: set() for kind in ("code", "pre", "blockquote", "expandable_blockquote")},
    "text_mention": {"user"},
    "custom_emoji": {"custom_emoji_id"},
    "date_time": {"unix_time"},
}
UserLookup = Callable[[int], dict[str, Any] | None]


@dataclass(frozen=True)
class FormattedText:
    text: str
    entities: list[Entity] = field(default_factory=list)


def nobody(user_id: int) -> dict[str, Any] | None:
    return None


def formatted(
    source: str,
    parse_mode: str | None = None,
    entities: Iterable[Entity] | None = None,
    users: UserLookup = nobody,
) -> FormattedText:
    """Raises Telegram's 400 for a parse mode or entity that it would refuse."""
    source = CONTROLS.sub(" ", source.replace("\r", ""))
    if parse_mode:
        text, marks = _parsed(source, parse_mode)
    else:
        text, marks = source, _explicit(source, entities or ())
    text, marks = _trimmed(text, marks)
    marks = [mark for entity in marks if (mark := _with_user(entity, users))]
    marks = nested([*marks, *detect(text, marks)])
    marks.sort(key=_order)
    return FormattedText(text, marks[:MOST_ENTITIES])


def _order(entity: Entity) -> tuple[int, int, int]:
    kind = entity["type"]
    return entity["offset"], -entity["length"], ORDER.index(kind) if kind in ORDER else len(ORDER)


def _parsed(source: str, parse_mode: str) -> tuple[str, list[Entity]]:
    parsers = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}
    parser = parsers.get(parse_mode.lower())
    if parser is None:
        raise bad_request("unsupported parse_mode")
    out = parser(source)
    return out.text(), out.entities


def _explicit(text: str, entities: Iterable[Entity]) -> list[Entity]:
    length = utf16_length(text)
    kept = []
    for entity in entities:
        start, size = entity["offset"], entity["length"]
        if start < 0 or size < 0:
            raise bad_request("entity offset and length must be non-negative")
        if start + size > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text "
                f"at UTF-16 offset {start + size}"
            )
        for edge, verb in ((start, "begins"), (start + size, "ends")):
            if _splits_symbol(text, edge):
                raise bad_request(
                    f"entity {verb} in a middle of a UTF-16 symbol at UTF-16 offset {edge}"
                )
        if size and (known := _known(entity)):
            kept.append(known)
    return kept


def _known(entity: Entity) -> Entity | None:
    """The entity if a bot may set it; links only where Telegram would link."""
    if entity["type"] == "text_link":
        made = link(entity.get("url") or "")
        return {**entity, **made} if made else None
    needed = SETTABLE.get(entity["type"])
    return dict(entity) if needed is not None and needed <= entity.keys() else None


def _splits_symbol(text: str, offset: int) -> bool:
    if len(text) == utf16_length(text):
        return False
    encoded = text.encode("utf-16-le")
    return 0xDC <= (encoded[offset * 2 + 1] if offset * 2 + 1 < len(encoded) else 0) <= 0xDF


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without blanks before and after, but for those that indent code. Blanks are one unit each
    in UTF-16."""
    blank = len(text) - len(text.lstrip())
    code = (entity["offset"] for entity in entities if entity["type"] in CODE)
    lead = min(blank, *code, blank) if text.strip() else blank
    kept = text[lead:].rstrip()
    if kept == text:
        return text, entities
    size = utf16_length(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, size)
        if end > start:
            moved.append(entity | {"offset": start, "length": end - start})
    return kept, moved


def _with_user(entity: Entity, users: UserLookup) -> Entity | None:
    if entity["type"] != "text_mention" or "user" in entity:
        return entity
    user = users(entity["user_id"])
    rest = {key: value for key, value in entity.items() if key != "user_id"}
    return rest | {"user": user} if user else None


def to_html(text: str, entities: Iterable[Entity] | None) -> str:
    """The formatted text as HTML that a page can show."""
    return html_decoration.unparse(
        text, [MessageEntity.model_validate(entity) for entity in entities or ()]
    )
