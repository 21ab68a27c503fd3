"""Open and finished entities while a parser walks over its source; offsets in UTF-16 units."""

import re
from typing import Any

from telegram_sandbox.errors import TelegramError, bad_request

Entity = dict[str, Any]
OTHER_SCHEME = re.compile(r"(?:tg|ton|tonsite)://\S+|(?:mailto|tel):\S+")
WEB = re.compile(
    r"(?:(https?)://)?"
    r"([^\s/?#@]*@)?"
    r"([\w.!$,~*'();&+=%-]+)"
    r"(?::(\d{1,9}))?"
    r"((?:[/?#]\S*)?)",
    re.I,
)


def utf16_length(text: str) -> int:
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def byte_offset(source: str, index: int) -> int:
    return len(source[:index].encode())


def parse_error(text: str) -> TelegramError:
    return bad_request(f"can't parse entities: {text}")


class Output:
    """Collects the plain text and knows the UTF-16 offset of its end."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.offset = 0
        self.entities: list[Entity] = []

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.offset += utf16_length(text)

    def text(self) -> str:
        return "".join(self.parts)

    def since(self, parts: int) -> str:
        return "".join(self.parts[parts:])

    def mark(self, kind: str, start: int, **extra: Any) -> None:
        if self.offset > start:
            entity = {"type": kind, "offset": start, "length": self.offset - start}
            self.entities.append(entity | {key: value for key, value in extra.items() if value})


def link(url: str) -> Entity | None:
    """The entity that a link makes; None for an address that Telegram would not link."""
    url = url.strip()
    if url.startswith("tg://user?id="):
        number = url.removeprefix("tg://user?id=")
        known = number.isascii() and number.isdigit() and len(number) < 20
        return {"type": "text_mention", "user_id": int(number)} if known else None
    address = checked_address(url)
    return {"type": "text_link", "url": address} if address else None


def checked_address(url: str) -> str | None:
    """The address as Telegram keeps it: with a scheme, its host small, and a path."""
    url = url.strip()
    if OTHER_SCHEME.match(url):
        return url
    parts = WEB.fullmatch(url)
    if parts is None:
        return None
    scheme, login, host, port, path = parts.groups()
    if "." not in host and host.lower() != "localhost":
        return None
    if port and int(port) > 65535:
        return None
    made = f"{(scheme or 'http').lower()}://{login or ''}{host.lower()}"
    if port and int(port):
        made += f":{int(port)}"
    return made + (path if path.startswith("/") else f"/{path}")
