"""Stored rich blocks as plain text for tests and as safe HTML for the page."""

from html import escape
from typing import Any

Block = dict[str, Any]

WRAPS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "code": ("<code>", "</code>"),
    "marked": ("<mark>", "</mark>"),
    "subscript": ("<sub>", "</sub>"),
    "superscript": ("<sup>", "</sup>"),
}


def inline_text(text: Any) -> str:
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(inline_text(part) for part in text)
    for key in ("text", "expression", "alternative_text"):
        if key in text:
            return inline_text(text[key])
    return ""


def inline_html(text: Any) -> str:
    if text is None:
        return ""
    if isinstance(text, str):
        return escape(text).replace("\n", "<br>")
    if isinstance(text, list):
        return "".join(inline_html(part) for part in text)
    inner = inline_html(text["text"]) if "text" in text else escape(inline_text(text))
    kind = text.get("type")
    if kind in WRAPS:
        start, end = WRAPS[kind]
        return start + inner + end
    if kind == "url" and str(text["url"]).lower().startswith(("http://", "https://")):
        return f'<a href="{escape(text["url"])}">{inner}</a>'
    return inner


def rich_text(message: Block) -> str:
    """One line for each paragraph, list item and table row; cells parted by a tab."""
    return "\n".join(line for block in message["blocks"] for line in _lines(block))


def _lines(block: Block) -> list[str]:
    kind = block["type"]
    if kind == "table":
        rows = ["\t".join(inline_text(cell.get("text")) for cell in row) for row in block["cells"]]
        caption = inline_text(block.get("caption"))
        return [caption, *rows] if caption else rows
    lines = []
    if kind == "list":
        for item in block["items"]:
            inner = [line for child in item["blocks"] for line in _lines(child)]
            first = f"{item['label']} {inner[0] if inner else ''}".strip()
            lines.extend([first, *inner[1:]])
        return lines
    if kind == "buttons":
        return [" ".join(inline_text(button["text"]) for button in block["buttons"])]
    if "summary" in block:
        lines.append(inline_text(block["summary"]))
    if "text" in block or "expression" in block:
        lines.append(inline_text(block))
    for inside in block.get("blocks", []):
        lines.extend(_lines(inside))
    described = block.get("caption") or {}
    if isinstance(described, dict) and described.get("text"):
        lines.append(inline_text(described["text"]))
    return lines


def rich_html(message: Block) -> str:
    return "".join(_html(block) for block in message["blocks"])


def _children(block: Block) -> str:
    return "".join(_html(child) for child in block.get("blocks", []))


SHOWN = {
    "paragraph": ("<p>", "</p>"),
    "pre": ("<pre>", "</pre>"),
    "footer": ("<footer>", "</footer>"),
    "divider": ("<hr>", ""),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
    "pullquote": ("<blockquote>", "</blockquote>"),
}


def _list(block: Block) -> str:
    items = block["items"]
    numbered = any(item["label"].rstrip(".").isalnum() for item in items)
    tag = "ol" if numbered else "ul"
    inner = []
    for item in items:
        box = ""
        if item.get("has_checkbox"):
            box = "☑ " if item.get("is_checked") else "☐ "
        value = f' value="{int(item["value"])}"' if numbered and item.get("value") else ""
        inner.append(f"<li{value}>{box}{_children(item)}</li>")
    return f"<{tag}>{''.join(inner)}</{tag}>"


def _table(block: Block) -> str:
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in block["cells"])
    caption = inline_html(block.get("caption"))
    shown = f"<caption>{caption}</caption>" if caption else ""
    classes = [n for n in ("bordered", "striped", "compact") if block.get(f"is_{n}")]
    return f'<table class="{" ".join(classes)}">{shown}{rows}</table>'


def _cell(cell: Block) -> str:
    tag = "th" if cell.get("is_header") else "td"
    spans = "".join(
        f' {name}="{int(cell[name])}"' for name in ("colspan", "rowspan") if cell.get(name)
    )
    align = cell["align"] if cell["align"] in ("left", "center", "right") else "left"
    return f'<{tag}{spans} align="{align}">{inline_html(cell.get("text"))}</{tag}>'


def _button(button: Block) -> str:
    text = inline_html(button["text"])
    if str(button.get("url", "")).lower().startswith(("http://", "https://")):
        return f'<a href="{escape(button["url"])}">{text}</a>'
    return f"<span>[{text}]</span>"


def _heading(block: Block) -> str:
    level = min(max(int(block.get("size", 1)), 1), 6)
    return f"<h{level}>{inline_html(block.get('text'))}</h{level}>"


def _details(block: Block) -> str:
    opened = " open" if block.get("is_open") else ""
    summary = inline_html(block["summary"])
    return f"<details{opened}><summary>{summary}</summary>{_children(block)}</details>"


def _buttons(block: Block) -> str:
    return "<p>" + " ".join(map(_button, block["buttons"])) + "</p>"


MAKERS = {
    "heading": _heading,
    "details": _details,
    "list": _list,
    "table": _table,
    "buttons": _buttons,
}


def _html(block: Block) -> str:
    kind = block["type"]
    if kind in MAKERS:
        return MAKERS[kind](block)
    text = inline_html(block.get("text"))
    if kind in SHOWN:
        before, after = SHOWN[kind]
        return before + text + _children(block) + after
    caption = block.get("caption")
    shown = inline_html(caption.get("text")) if isinstance(caption, dict) else ""
    return f"<p>{text or escape(inline_text(block)) or shown}</p>{_children(block)}"
