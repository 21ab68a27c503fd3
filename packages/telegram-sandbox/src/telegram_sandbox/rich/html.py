"""Rich messages written as HTML: the tags of Telegram's rich formatting become blocks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from telegram_sandbox.formatting.html import SIMPLE
from telegram_sandbox.formatting.marks import parse_error

Block = dict[str, Any]
INLINE = {tag: kind for tag, kind in SIMPLE.items() if tag != "pre"} | {
    "mark": "marked",
    "sub": "subscript",
    "sup": "superscript",
}
VOID = frozenset({"br", "hr", "img"})
HEADINGS = {f"h{size}": size for size in range(1, 7)}
BOXES = frozenset(
    [
        "p",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "details",
        "summary",
        "blockquote",
        "aside",
        "footer",
        "pre",
        "div",
        "section",
        "article",
    ]
)
KNOWN = BOXES | set(INLINE) | VOID | set(HEADINGS) | {"a", "span"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KNOWN:
            raise parse_error(f'Unsupported start tag "{tag}" at byte offset {self._offset()}')
        node = Node(tag, {key: value or "" for key, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in VOID:
            self.stack.append(node)
        if len(self.stack) > 64:
            raise parse_error("too many nested tags")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if len(self.stack) == 1:
            raise parse_error(f"Unexpected end tag at byte offset {self._offset()}")
        open_tag = self.stack.pop().tag
        if open_tag != tag:
            raise parse_error(
                f"Unmatched end tag at byte offset {self._offset()}, "
                f'expected "</{open_tag}>", found "</{tag}>"'
            )

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)

    def _offset(self) -> int:
        line, column = self.getpos()
        lines = self.rawdata.split("\n")
        return len("\n".join([*lines[: line - 1], lines[line - 1][:column]]).encode())


def blocks_from_html(source: str) -> list[Block]:
    tree = _Tree()
    tree.feed(source)
    tree.close()
    if len(tree.stack) > 1:
        name = tree.stack[-1].tag
        raise parse_error(f'Can\'t find end tag corresponding to start tag "{name}"')
    return _blocks(tree.root)


def _blocks(node: Node) -> list[Block]:
    """The children of `node` as blocks; loose text becomes paragraphs."""
    blocks: list[Block] = []
    loose: list[Node | str] = []

    def flush() -> None:
        text = _inline(loose)
        if text != "":
            blocks.append({"type": "paragraph", "text": text})
        loose.clear()

    for child in node.children:
        if isinstance(child, Node) and (child.tag in BOXES or child.tag in HEADINGS | {"hr": 0}):
            flush()
            blocks.extend(_block(child))
        else:
            loose.append(child)
    flush()
    return blocks


def _block(node: Node) -> list[Block]:
    if node.tag in HEADINGS:
        return [{"type": "heading", "size": HEADINGS[node.tag], "text": _inline(node.children)}]
    maker = MAKERS.get(node.tag)
    return [maker(node)] if maker else _blocks(node)


def _list(node: Node) -> Block:
    items = []
    for number, child in enumerate(_elements(node, "li"), _number(node.attributes.get("start"), 1)):
        item: Block = {"blocks": _blocks(child) or [{"type": "paragraph", "text": ""}]}
        if node.tag == "ol":
            item["value"] = _number(child.attributes.get("value"), number)
            item["type"] = node.attributes.get("type", "1")
        items.append(item)
    return {"type": "list", "items": items}


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _table(node: Node) -> Block:
    rows: list[list[Block]] = []
    for row in _rows(node):
        rows.append([_cell(cell) for cell in row.children if isinstance(cell, Node)])
    block: Block = {"type": "table", "cells": rows}
    for flag in ("bordered", "striped", "compact"):
        if flag in node.attributes:
            block[f"is_{flag}"] = True
    for caption in _elements(node, "caption"):
        block["caption"] = _inline(caption.children)
    return block


def _rows(node: Node) -> list[Node]:
    rows = []
    for child in node.children:
        if isinstance(child, Node) and child.tag in ("thead", "tbody", "tfoot"):
            rows.extend(_elements(child, "tr"))
        elif isinstance(child, Node) and child.tag == "tr":
            rows.append(child)
    return rows


def _cell(node: Node) -> Block:
    cell: Block = {
        "text": _inline(node.children),
        "align": node.attributes.get("align", "left"),
        "valign": node.attributes.get("valign", "middle"),
    }
    if node.tag == "th":
        cell["is_header"] = True
    for span in ("colspan", "rowspan"):
        if span in node.attributes:
            cell[span] = _number(node.attributes[span], 1)
    return cell


def _details(node: Node) -> Block:
    summary = next(iter(_elements(node, "summary")), Node("summary", {}))
    rest = Node("", {}, [child for child in node.children if child is not summary])
    block: Block = {
        "type": "details",
        "summary": _inline(summary.children),
        "blocks": _blocks(rest),
    }
    if "open" in node.attributes:
        block["is_open"] = True
    return block


def _quote(node: Node) -> Block:
    kind = "expandable_blockquote" if "expandable" in node.attributes else "blockquote"
    return {"type": kind, "blocks": _blocks(node)}


def _text(kind: str) -> Callable[[Node], Block]:
    return lambda node: {"type": kind, "text": _inline(node.children)}


MAKERS: dict[str, Callable[[Node], Block]] = {
    "p": _text("paragraph"),
    "footer": _text("footer"),
    "pre": lambda node: {"type": "pre", "text": _raw(node.children)},
    "aside": _text("pullquote"),
    "hr": lambda node: {"type": "divider"},
    "ul": _list,
    "ol": _list,
    "table": _table,
    "details": _details,
    "blockquote": _quote,
}


def _elements(node: Node, tag: str) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node) and child.tag == tag]


def _raw(children: list[Node | str]) -> str:
    return "".join(c if isinstance(c, str) else _raw(c.children) for c in children).strip("\n")


def _inline(children: list[Node | str]) -> Any:
    """Rich text: a string, or a list when something in it is marked; spaces collapse."""
    parts: list[Any] = []
    for child in children:
        if isinstance(child, str):
            parts.append(" ".join(f"|{child}|".split())[1:-1])
        elif child.tag == "br":
            parts.append("\n")
        else:
            parts.append(_marked(child))
    parts = [part for part in parts if part != ""]
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    parts = [part for part in parts if part != ""]
    if all(isinstance(part, str) for part in parts):
        return "".join(parts)
    return parts[0] if len(parts) == 1 else parts


def _marked(node: Node) -> Any:
    inner = _inline(node.children)
    if node.tag == "a":
        return {"type": "url", "text": inner, "url": node.attributes.get("href", "")}
    kind = INLINE.get(node.tag)
    if node.tag == "span" and node.attributes.get("class") == "tg-spoiler":
        kind = "spoiler"
    return {"type": kind, "text": inner} if kind else inner
