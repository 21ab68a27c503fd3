"""Entities that Telegram finds by itself: commands, addresses, mentions, tags, phone numbers. The
rules are those of Telegram's own library (tdlib/td, MessageEntity.cpp); phone numbers, which only
its servers find, are a guess."""

import re
import unicodedata
from collections.abc import Iterator

from telegram_sandbox.formatting.links import find_dialog_links, find_links
from telegram_sandbox.formatting.marks import Entity, utf16_length

TRIGGERS = frozenset("/@#$+.:")
MENTION = re.compile(r"(?<!\w)@([a-zA-Z0-9_]{2,32})(?!\w)")
SHORT_NAMES = frozenset({"gif", "vid", "pic"})  # all others have at least four letters
COMMAND = re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32}|(?!@))(?![\w/<>])")
CASHTAG = re.compile(r"\$(?:1INCH|[A-Z]{1,8}(?![A-Z]))")
PHONE = re.compile(r"(?<![\w+])\+\d(?:[ -]?\d){8,13}(?!\d)")
LONGEST_HASHTAG = 256
# Joiner, middle dot and the whole block of Sinhala count as letters of a tag.
TAG_SIGNS = frozenset({"_", "\u200c", "\xb7", *map(chr, range(0xD80, 0xE00))})
KEEPS_OTHERS_OUT = frozenset(
    {"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time", "url", "mention"}
)
Found = tuple[str, int, int]


def detect(text: str, taken: list[Entity]) -> list[Entity]:
    """Found entities that neither overlap each other nor lie in code or links."""
    if not TRIGGERS.intersection(text):
        return []
    blocked = [
        (e["offset"], e["offset"] + e["length"]) for e in taken if e["type"] in KEEPS_OTHERS_OUT
    ]
    entities: list[Entity] = []
    for kind, first, last in _apart(find(text)):
        start = utf16_length(text[:first])
        end = start + utf16_length(text[first:last])
        if all(end <= left or start >= right for left, right in blocked):
            entities.append({"type": kind, "offset": start, "length": end - start})
    return entities


def find(text: str) -> Iterator[Found]:
    """Whatever is there, by kind; some of it may overlap."""
    for match in MENTION.finditer(text):
        if len(match[1]) >= 4 or match[1].lower() in SHORT_NAMES:
            yield "mention", *match.span()
    for match in COMMAND.finditer(text):
        yield "bot_command", *match.span()
    yield from _hashtags(text)
    for match in CASHTAG.finditer(text):
        start, end = match.span()
        if not _spoils(text[start - 1 : start]) and not _spoils(text[end : end + 1]):
            yield "cashtag", start, end
    for match in PHONE.finditer(text):
        yield "phone_number", *match.span()
    for span in find_dialog_links(text):
        yield "url", *span
    yield from find_links(text)


def _apart(found: Iterator[Found]) -> Iterator[Found]:
    """The earlier one stays where two meet; of two that begin together, the longer."""
    free = 0
    for kind, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        if start >= free:
            free = end
            yield kind, start, end


def _in_tag(char: str) -> bool:
    return char in TAG_SIGNS or unicodedata.category(char) == "Nd" or char.isalpha()


def _spoils(neighbour: str) -> bool:
    """Whether the character beside a cashtag, if there is one, makes it none."""
    return bool(neighbour) and (neighbour == "$" or _in_tag(neighbour))


def _hashtags(text: str) -> Iterator[Found]:
    start = text.find("#")
    while start >= 0:
        end = start + 1
        while end < len(text) and _in_tag(text[end]):
            end += 1
        last = min(end, start + 1 + LONGEST_HASHTAG)
        begins = start == 0 or not _in_tag(text[start - 1])
        has_letter = any(char.isalpha() for char in text[start + 1 : last])
        if begins and has_letter and not text.startswith("#", end):
            yield "hashtag", start, last
        start = text.find("#", end)
