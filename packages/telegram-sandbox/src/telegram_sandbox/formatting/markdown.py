"""parse_mode=MarkdownV2 and the legacy Markdown, with the Bot API server's errors."""

import re
from dataclasses import dataclass

from telegram_sandbox.formatting.marks import Output, byte_offset, link, parse_error

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
VERBATIM = frozenset({"Code", "Pre", "PreCode"})
KINDS = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
}
CLOSERS = {
    "Bold": "*",
    "Italic": "_",
    "Underline": "__",
    "Strikethrough": "~",
    "Spoiler": "||",
    "Code": "`",
    "Pre": "```",
    "PreCode": "```",
    "TextUrl": "]",
    "CustomEmoji": "]",
}
FENCE = re.compile(r"([^\s`]+)")
OPENERS = {"*": "Bold", "_": "Italic", "~": "Strikethrough", "[": "TextUrl", "`": "Code"}


@dataclass
class Open:
    kind: str
    at: int
    start: int
    parts: int
    language: str = ""
    depth: int = 0  # of a quote: how many stood open before it


class MarkdownV2Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out = Output()
        self.open: list[Open] = []
        self.quote: Open | None = None
        self.at = 0

    def run(self) -> Output:
        source = self.source
        line_start = True
        while self.at < len(source):
            if line_start and not self._verbatim():
                self._quote_line()
                if self.at >= len(source):
                    break
            char = source[self.at]
            line_start = char == "\n"
            if char == "\\" and self.at + 1 < len(source) and ord(source[self.at + 1]) <= 126:
                self.out.write(source[self.at + 1])
                self.at += 2
            elif self._closes(char):
                self._close()
            elif self._verbatim() or char not in RESERVED:
                self.out.write(char)
                self.at += 1
            else:
                self._begin(char)
        self._end()
        return self.out

    def _verbatim(self) -> bool:
        return bool(self.open) and self.open[-1].kind in VERBATIM

    def _quote_line(self) -> None:
        marker = next((m for m in ("**>", ">") if self.source.startswith(m, self.at)), None)
        if self.quote is not None and marker != ">":
            self._end_quote()
        if marker is not None:
            if self.quote is None:
                self.quote = Open(
                    "BlockQuote",
                    self.at,
                    self.out.offset,
                    len(self.out.parts),
                    depth=len(self.open),
                )
            self.at += len(marker)

    def _end_quote(self) -> None:
        if self.quote is None:
            return
        last = self.open[-1] if len(self.open) > self.quote.depth else None
        expandable = bool(
            last and last.kind == "Spoiler" and not self.out.since(last.parts).strip("\n")
        )
        if expandable:
            self.open.pop()
        if len(self.open) > self.quote.depth:
            raise self._unclosed(self.open[-1])
        self.out.mark("expandable_blockquote" if expandable else "blockquote", self.quote.start)
        self.quote = None

    def _closes(self, char: str) -> bool:
        if not self.open:
            return False
        kind = self.open[-1].kind
        if kind == "Italic":
            return char == "_" and not self.source.startswith("__", self.at)
        return self.source.startswith(CLOSERS[kind], self.at)

    def _begin(self, char: str) -> None:
        source, at = self.source, self.at
        language = ""
        if source.startswith("```", at):
            kind, width = "Pre", 3
            end = at + 3
            while end < len(source) and not source[end].isspace() and source[end] != "`":
                end += 1
            if end > at + 3 and end < len(source) and source[end] != "`":
                kind, language, width = "PreCode", source[at + 3 : end], end - at
            if source.startswith("\n", at + width):
                width += 1
        elif source.startswith("__", at):
            kind, width = "Underline", 2
        elif source.startswith("||", at):
            kind, width = "Spoiler", 2
        elif source.startswith("![", at):
            kind, width = "CustomEmoji", 2
        elif char in OPENERS:
            kind, width = OPENERS[char], 1
        else:
            raise parse_error(
                f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
            )
        self.open.append(Open(kind, at, self.out.offset, len(self.out.parts), language))
        self.at += width

    def _close(self) -> None:
        entity = self.open.pop()
        self.at += len(CLOSERS[entity.kind])
        if entity.kind in KINDS:
            self.out.mark(KINDS[entity.kind], entity.start, language=entity.language)
            return
        url = self._url(entity)
        if entity.kind == "CustomEmoji":
            if not url.startswith("tg://emoji?id="):
                raise parse_error("Custom emoji entity must contain a tg://emoji URL")
            self.out.mark(
                "custom_emoji", entity.start, custom_emoji_id=url.removeprefix("tg://emoji?id=")
            )
        elif made := link(url):
            self.out.mark(made.pop("type"), entity.start, **made)

    def _url(self, entity: Open) -> str:
        source = self.source
        if not source.startswith("(", self.at):
            return self.out.since(entity.parts)
        begin = self.at
        self.at += 1
        url = ""
        while self.at < len(source) and source[self.at] != ")":
            if source[self.at] == "\\" and self.at + 1 < len(source):
                self.at += 1
            url += source[self.at]
            self.at += 1
        if self.at >= len(source):
            raise parse_error(
                f"Can't find end of a URL at byte offset {byte_offset(source, begin)}"
            )
        self.at += 1
        return url

    def _end(self) -> None:
        self._end_quote()
        if self.open:
            raise self._unclosed(self.open[-1])

    def _unclosed(self, entity: Open) -> Exception:
        offset = byte_offset(self.source, entity.at)
        return parse_error(f"Can't find end of {entity.kind} entity at byte offset {offset}")


def fenced(inside: str) -> tuple[str, str]:
    """(language, code) of what stands between the fences; one line break before the code goes."""
    match = FENCE.match(inside)
    language = match[1] if match and match.end() < len(inside) else ""
    return language, inside[len(language) :].removeprefix("\n")


def parse_markdown_v2(source: str) -> Output:
    return MarkdownV2Parser(source).run()


def parse_markdown(source: str) -> Output:
    """The legacy mode: no nesting, a backslash escapes only what opens an entity."""
    out = Output()
    at = 0
    while at < len(source):
        char = source[at]
        if char == "\\" and source[at + 1 : at + 2] in ("_", "*", "`", "["):
            out.write(source[at + 1])
            at += 2
            continue
        if char not in "_*`[":
            out.write(char)
            at += 1
            continue
        begin, start = at, out.offset
        opener = "```" if source.startswith("```", at) else char
        closer = "]" if opener == "[" else opener
        at += len(opener)
        end = source.find(closer, at)
        if end < 0:
            offset = byte_offset(source, begin)
            raise parse_error(f"Can't find end of the entity starting at byte offset {offset}")
        inner = source[at:end]
        at = end + len(closer)
        language, inner = fenced(inner) if opener == "```" else ("", inner)
        out.write(inner)
        if opener != "[":
            kinds = {"*": "bold", "_": "italic", "`": "code", "```": "pre"}
            out.mark(kinds[opener], start, language=language)
        elif source.startswith("(", at) and (close := source.find(")", at)) > 0:
            if made := link(source[at + 1 : close]):
                out.mark(made.pop("type"), start, **made)
            at = close + 1
    return out
