"""What a bot sends as a rich message becomes the blocks that Telegram stores and returns."""

from collections.abc import Mapping
from typing import Any

from aiogram.types import InputRichMessage, RichMessage
from pydantic import ValidationError

from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import Upload
from telegram_sandbox.model import Json
from telegram_sandbox.rich.html import blocks_from_html
from telegram_sandbox.rich.markdown import blocks_from_markdown
from telegram_sandbox.rich.show import rich_text
from telegram_sandbox.schema import plain

LONGEST = 32_768
MOST_BLOCKS = 500
MEDIA = frozenset({"photo", "video", "animation", "audio", "document", "voice_note"})


def read_rich(world: Any, message: InputRichMessage, uploads: Mapping[str, Upload]) -> Json:
    """The `RichMessage` as JSON, or Telegram's 400."""
    ways = [way for way in ("html", "markdown", "blocks") if getattr(message, way)]
    if not ways:
        raise bad_request("rich message is empty")
    if len(ways) > 1:
        raise bad_request("exactly one of html, markdown and blocks must be used")
    if message.html:
        blocks = blocks_from_html(message.html)
    elif message.markdown:
        blocks = blocks_from_markdown(message.markdown)
    else:
        blocks = [plain(block) for block in message.blocks or ()]
    made: Json = {"blocks": [_stored(world, block, uploads) for block in blocks]}
    if message.is_rtl:
        made["is_rtl"] = True
    if not made["blocks"]:
        raise bad_request("rich message is empty")
    if _count(made["blocks"]) > MOST_BLOCKS:
        raise bad_request("rich message has too many blocks")
    try:
        RichMessage.model_validate(made)
    except ValidationError as problem:
        place = ".".join(str(step) for step in problem.errors()[0]["loc"])
        raise bad_request(f"can't parse rich message: {place}"[:300]) from None
    if len(rich_text(made)) > LONGEST:
        raise bad_request("message is too long")
    return made


def _count(blocks: list[Json]) -> int:
    return sum(
        1 + _count(block.get("blocks", [])) + _count(block.get("items", [])) for block in blocks
    )


def _stored(world: Any, block: Json, uploads: Mapping[str, Upload]) -> Json:
    made = dict(block)
    kind = block.get("type")
    if "blocks" in block:
        made["blocks"] = [_stored(world, child, uploads) for child in block["blocks"]]
    if kind == "list":
        made["items"] = [
            _item(world, item, number, uploads) for number, item in enumerate(block["items"], 1)
        ]
    elif kind == "map":
        made = {"zoom": 15, "width": 600, "height": 300} | made
    elif kind in MEDIA:
        made[kind] = _media(world, kind, block[kind], uploads)
    elif kind == "buttons":
        for button in block["buttons"]:
            data = button.get("callback_data")
            if data is not None and not 1 <= len(data.encode()) <= 64:
                raise bad_request("BUTTON_DATA_INVALID")
    return made


def _item(world: Any, item: Json, number: int, uploads: Mapping[str, Upload]) -> Json:
    label = _label(item.get("type"), item.get("value") or number) if item.get("type") else "•"
    return {
        "label": label,
        **item,
        "blocks": [_stored(world, child, uploads) for child in item["blocks"]],
    }


def _label(style: str | None, value: int) -> str:
    if style in ("a", "A") and 1 <= value <= 26:
        return f"{chr(ord(style) + value - 1)}."
    if style in ("i", "I") and 0 < value < 4000:
        roman = _roman(value)
        return f"{roman.lower() if style == 'i' else roman}."
    return f"{value}."


def _roman(value: int) -> str:
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    text = ""
    for size, sign in signs:
        text += sign * (value // size)
        value %= size
    return text


def _media(world: Any, kind: str, media: Json, uploads: Mapping[str, Upload]) -> Any:
    # Imported here because the methods package imports this module while it loads.
    from telegram_sandbox.methods.media import find_file, media_object  # noqa: PLC0415

    plain_kind = "voice" if kind == "voice_note" else kind
    stored = find_file(world, plain_kind, media.get("media"), uploads)
    return media_object(plain_kind, stored)
