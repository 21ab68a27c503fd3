"""Entities that Telegram finds by itself: commands, addresses, mentions, tags, phone numbers."""

import re

from sandbox.formatting.marks import Entity, utf16_length

TOP_LEVEL = r"(?:pl|com|org|net|eu|info|io|dev|app|me|de|uk|ua|gov|edu|biz|xyz|online|tv)"
PATTERNS = (
    ("url", re.compile(r"https?://[^\s<>\"«»]*[^\s<>\"«».,;:!?)'\]]", re.I)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[a-zA-Z]{2,24}(?![\w@])")),
    ("url", re.compile(rf"(?<![\w@./-])(?:[\w-]+\.)+{TOP_LEVEL}(?![\w.@-]*[\w@])(?:/[^\s]*)?")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/@])"),
    ),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{2,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{3,8}(?!\w)")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d(?:[ -]?\d){8,13}(?!\d)")),
)
TRIGGERS = frozenset("/@#$+.")


def detect(text: str, taken: list[Entity]) -> list[Entity]:
    """Found entities that neither overlap each other nor lie in code or links."""
    if not TRIGGERS.intersection(text):
        return []
    blocked = [
        (e["offset"], e["offset"] + e["length"])
        for e in taken
        if e["type"]
        in ("code", "pre", "text_link", "text_mention", "custom_emoji", "url", "mention")
    ]
    found: list[Entity] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            end = start + utf16_length(match.group())
            if all(end <= left or start >= right for left, right in blocked):
                blocked.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return found
