"""What a message says, without markup."""

from __future__ import annotations

import re
from html import unescape

from ebok.cases.case import Content

TAGS = re.compile(r"<[^>]+>")


def in_plain_text(content: Content) -> str:
    return without_markup(content.html)


def without_markup(html: str) -> str:
    return unescape(TAGS.sub("", html)).strip()
