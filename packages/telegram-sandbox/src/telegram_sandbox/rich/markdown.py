"""Rich messages written as Markdown: headings, lists, tables, quotes, code and inline marks."""

import re
from typing import Any

Block = dict[str, Any]
HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
BULLET = re.compile(r"[-*+]\s+(?:\[([ xX])\]\s+)?(.*)")
NUMBERED = re.compile(r"(\d{1,9})[.)]\s+(.*)")
RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})$")
SEPARATOR = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")
MARKS = (
    ("code", re.compile(r"`([^`]+)`")),
    ("url", re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")),
    ("bold", re.compile(r"\*\*(.+?)\*\*|__(.+?)__")),
    ("strikethrough", re.compile(r"~~(.+?)~~")),
    ("spoiler", re.compile(r"\|\|(.+?)\|\|")),
    ("marked", re.compile(r"==(.+?)==")),
    ("italic", re.compile(r"\*(.+?)\*|(?<!\w)_(.+?)_(?!\w)")),
)


def blocks_from_markdown(source: str) -> list[Block]:
    return _Reader(source.splitlines()).blocks()


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0

    def blocks(self) -> list[Block]:
        blocks: list[Block] = []
        while self.at < len(self.lines):
            line = self.lines[self.at].strip()
            if not line:
                self.at += 1
            elif heading := HEADING.match(line):
                self.at += 1
                size, text = len(heading.group(1)), inline(heading.group(2))
                blocks.append({"type": "heading", "size": size, "text": text})
            elif RULE.match(line):
                self.at += 1
                blocks.append({"type": "divider"})
            else:
                blocks.append(self._longer(line))
        return blocks

    def _longer(self, line: str) -> Block:
        if line.startswith("```"):
            return self._code()
        if line.startswith(">"):
            taken = [text.lstrip()[1:].removeprefix(" ") for text in self._while(r"\s*>")]
            return {"type": "blockquote", "blocks": _Reader(taken).blocks()}
        if "|" in line and self.at + 1 < len(self.lines) and self._is_table():
            return self._table()
        if BULLET.match(line) or NUMBERED.match(line):
            return self._list()
        taken = self._while(r"\s*(?!#{1,6}\s|```|>|[-*+]\s|\d{1,9}[.)]\s)\S")
        if not taken:
            taken = [self.lines[self.at]]
            self.at += 1
        return {"type": "paragraph", "text": inline("\n".join(text.strip() for text in taken))}

    def _while(self, pattern: str) -> list[str]:
        begin, wanted = self.at, re.compile(pattern)
        while self.at < len(self.lines) and wanted.match(self.lines[self.at]):
            self.at += 1
        return self.lines[begin : self.at]

    def _code(self) -> Block:
        language = self.lines[self.at].strip()[3:].strip()
        self.at += 1
        taken = self._while(r"(?!\s*```)")
        self.at += 1
        block: Block = {"type": "pre", "text": "\n".join(taken)}
        return block | {"language": language} if language else block

    def _is_table(self) -> bool:
        return bool(SEPARATOR.match(self.lines[self.at + 1].strip()))

    def _table(self) -> Block:
        head, separator, *rows = self._while(r"\s*\S*.*\|")
        aligns = [_align(cell) for cell in _cells(separator)]

        def row(line: str, *, header: bool) -> list[Block]:
            made = []
            for index, text in enumerate(_cells(line)):
                align = aligns[index] if index < len(aligns) else "left"
                cell: Block = {"text": inline(text), "align": align, "valign": "middle"}
                made.append(cell | {"is_header": True} if header else cell)
            return made

        cells = [row(head, header=True), *(row(line, header=False) for line in rows)]
        return {"type": "table", "cells": cells, "is_bordered": True}

    def _list(self) -> Block:
        items = []
        for line in self._while(r"\s*(?:[-*+]|\d{1,9}[.)])\s"):
            text = line.strip()
            numbered, bullet = NUMBERED.match(text), BULLET.match(text)
            rest = numbered.group(2) if numbered else bullet.group(2) if bullet else text
            item: Block = {"blocks": [{"type": "paragraph", "text": inline(rest)}]}
            if numbered:
                item |= {"value": int(numbered.group(1)), "type": "1"}
            elif bullet and bullet.group(1):
                item |= {"has_checkbox": True, "is_checked": bullet.group(1) != " "}
            items.append(item)
        return {"type": "list", "items": items}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _align(cell: str) -> str:
    if cell.startswith(":") and cell.endswith(":"):
        return "center"
    return "right" if cell.endswith(":") else "left"


def inline(text: str) -> Any:
    """Marked text as a string, one mark, or a list of both."""
    found = min(
        ((match, kind) for kind, pattern in MARKS if (match := pattern.search(text))),
        key=lambda pair: pair[0].start(),
        default=None,
    )
    if found is None:
        return text
    match, kind = found
    inner = next(group for group in match.groups() if group is not None)
    marked: Block = {"type": kind, "text": inner if kind == "code" else inline(inner)}
    if kind == "url":
        marked["url"] = match.group(2)
    rest = inline(text[match.end() :])
    tail = rest if isinstance(rest, list) else [rest]
    parts = [part for part in (text[: match.start()], marked, *tail) if part != ""]
    return parts[0] if len(parts) == 1 else parts
