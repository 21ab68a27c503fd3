"""The HTML part of a mail: the same words, large, with a button back to the chat. Styles stand in
the tags and nothing is loaded, because mail programs keep no more than that."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

BODY = "margin:0;padding:16px;background:#ffffff"
COLUMN = (
    "max-width:560px;margin:0 auto;font-family:Arial,Helvetica,sans-serif;"
    "font-size:18px;line-height:1.5;color:#1a1a1a"
)
ALONE_ON_A_LINE = (
    "display:block;margin:8px 0;padding:12px;border:2px solid #1a1a1a;border-radius:6px;"
    "font-family:Consolas,Menlo,monospace;font-size:24px;font-weight:bold;background:#f4f4f4"
)
BUTTON = (
    "display:inline-block;padding:14px 24px;border-radius:8px;background:#0b5394;"
    "color:#ffffff;font-size:20px;font-weight:bold;text-decoration:none"
)


def page(
    language: str,
    paragraphs: Sequence[str],
    *,
    password: str | None,
    button: tuple[str, str] | None,
) -> str:
    """``paragraphs`` are plain text; the last one is the signature, below the button, which is a
    label and an address."""
    parts = [_paragraph(paragraph, password) for paragraph in paragraphs]
    if button is not None:
        label, address = (escape(text) for text in button)
        parts.insert(
            -1, f'<p style="margin:24px 0"><a href="{address}" style="{BUTTON}">{label}</a></p>'
        )
    content = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n'
        f'<head><meta charset="utf-8"></head>\n<body style="{BODY}">\n<div style="{COLUMN}">\n'
        f"{content}\n</div>\n</body>\n</html>\n"
    )


def _paragraph(text: str, password: str | None) -> str:
    lines = [_line(line, alone=line == password) for line in text.split("\n")]
    return '<p style="margin:0 0 16px">' + "<br>\n".join(lines) + "</p>"


def _line(text: str, *, alone: bool) -> str:
    return f'<span style="{ALONE_ON_A_LINE}">{escape(text)}</span>' if alone else escape(text)
