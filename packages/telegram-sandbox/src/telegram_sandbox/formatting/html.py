"""parse_mode=HTML, tag by tag as the Bot API server does it, with its errors and byte offsets."""

import re
from dataclasses import dataclass, field

from telegram_sandbox.formatting.marks import Output, byte_offset, link, parse_error

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
OTHER = frozenset({"a", "span", "tg-emoji", "tg-time", "blockquote"})
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")


@dataclass
class OpenTag:
    name: str
    at: int
    start: int
    parts: int
    attributes: dict[str, str] = field(default_factory=dict)


def _reference(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return match.group(0)
    return chr(code)


def unescape(text: str) -> str:
    """Character references that Telegram knows; any other stays as it was written."""
    return REFERENCE.sub(_reference, text)


class HtmlParser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out = Output()
        self.open: list[OpenTag] = []

    def run(self) -> Output:
        position = 0
        while (at := self.source.find("<", position)) >= 0:
            self.out.write(unescape(self.source[position:at]))
            if self.source.startswith("</", at):
                position = self._end_tag(at)
            else:
                position = self._start_tag(at)
        self.out.write(unescape(self.source[position:]))
        if self.open:
            name = self.open[-1].name
            raise parse_error(f'Can\'t find end tag corresponding to start tag "{name}"')
        return self.out

    def _bytes(self, index: int) -> int:
        return byte_offset(self.source, index)

    def _start_tag(self, at: int) -> int:
        match = re.compile(r"[^\s>/]*").match(self.source, at + 1)
        end = match.end() if match else at + 1
        name = self.source[at + 1 : end].lower()
        if end >= len(self.source):
            raise parse_error(f"Unclosed start tag at byte offset {self._bytes(at)}")
        if name not in SIMPLE and name not in OTHER:
            raise parse_error(f'Unsupported start tag "{name}" at byte offset {self._bytes(at)}')
        attributes, end = self._attributes(name, at, end)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise parse_error(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(at)}'
            )
        self.open.append(OpenTag(name, at, self.out.offset, len(self.out.parts), attributes))
        return end

    def _attributes(self, name: str, at: int, position: int) -> tuple[dict[str, str], int]:
        source = self.source
        attributes: dict[str, str] = {}
        token = re.compile(
            r"\s*(?:(/?>)|([^\s=>/]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?)"
        )
        while True:
            match = token.match(source, position)
            if match is None or match.end() > len(source) or match.end() == position:
                raise parse_error(
                    f'Empty attribute name in the tag "{name}" at byte offset {self._bytes(at)}'
                )
            close, key, *values = match.groups()
            position = match.end()
            if close:
                return attributes, position
            if position >= len(source):
                raise parse_error(f'Unclosed start tag "{name}" at byte offset {self._bytes(at)}')
            value = next((value for value in values if value is not None), "")
            attributes[key.lower()] = unescape(value)

    def _end_tag(self, at: int) -> int:
        close = self.source.find(">", at)
        if close < 0:
            raise parse_error(f"Unclosed end tag at byte offset {self._bytes(at)}")
        name = self.source[at + 2 : close].strip().lower()
        if not self.open:
            raise parse_error(f"Unexpected end tag at byte offset {self._bytes(at)}")
        tag = self.open.pop()
        if name and name != tag.name:
            raise parse_error(
                f"Unmatched end tag at byte offset {self._bytes(at)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        self._finish(tag)
        return close + 1

    def _finish(self, tag: OpenTag) -> None:
        out = self.out
        if tag.name == "a":
            made = link(tag.attributes.get("href") or out.since(tag.parts))
            if made:
                out.mark(made.pop("type"), tag.start, **made)
        elif tag.name == "span":
            out.mark("spoiler", tag.start)
        elif tag.name == "tg-emoji":
            out.mark("custom_emoji", tag.start, custom_emoji_id=tag.attributes.get("emoji-id"))
        elif tag.name == "tg-time":
            self._time(tag)
        elif tag.name == "blockquote":
            expandable = "expandable" in tag.attributes
            out.mark("expandable_blockquote" if expandable else "blockquote", tag.start)
        elif tag.name == "code" and self._inside_pre(tag):
            self.open[-1].attributes["class"] = tag.attributes.get("class", "")
        elif tag.name == "pre":
            language = tag.attributes.get("class", "").removeprefix("language-")
            out.mark("pre", tag.start, language=language)
        else:
            out.mark(SIMPLE[tag.name], tag.start)

    def _time(self, tag: OpenTag) -> None:
        unix = tag.attributes.get("unix", "")
        if not (unix.isascii() and unix.isdigit() and len(unix) < 12):
            raise parse_error(
                f'Tag "tg-time" must have a valid "unix" at byte offset {self._bytes(tag.at)}'
            )
        form = tag.attributes.get("format")
        self.out.mark("date_time", tag.start, unix_time=int(unix), date_time_format=form)

    def _inside_pre(self, tag: OpenTag) -> bool:
        return bool(self.open) and self.open[-1].name == "pre" and self.open[-1].start == tag.start


def parse_html(source: str) -> Output:
    return HtmlParser(source).run()
