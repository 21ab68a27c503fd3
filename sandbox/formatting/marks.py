"""Open and finished entities while a parser walks over its source; offsets in UTF-16 units."""

from typing import Any

from sandbox.errors import TelegramError, bad_request

Entity = dict[str, Any]


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
    if url.startswith(("tg://", "ton://", "mailto:", "tel:")):
        return {"type": "text_link", "url": url}
    scheme, separator, rest = url.partition("://")
    host = (rest if separator else url).split("/", 1)[0]
    wrong_scheme = separator and scheme.lower() not in ("http", "https")
    wrong_host = "." not in host and not host.startswith("localhost")
    if wrong_scheme or wrong_host or any(char.isspace() for char in url):
        return None
    address = url if separator else f"http://{url}"
    return {"type": "text_link", "url": address if "/" in address[8:] else address + "/"}
