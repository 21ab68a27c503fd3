"""The words of an HTML mail as a text mail has them: quotes begin with >, signatures with --, and a
picture is its content id."""

from __future__ import annotations

from html.parser import HTMLParser

SILENT = frozenset({"style", "script", "head", "title", "template"})
BLOCKS = frozenset(
    ["p", "div", "br", "tr", "table", "ul", "ol", "li", "pre", "hr", "blockquote", "section",
     "article", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6"]
)  # fmt: skip
# With an empty line around them:
APART = frozenset(["p", "ul", "ol", "blockquote", "table", "h1", "h2", "h3", "h4", "h5", "h6"])
WITHOUT_END = frozenset(["br", "hr", "img", "meta", "link", "input", "wbr", "col", "base"])
# Elements with which mail programs begin the mail they quote, where it is no blockquote.
QUOTES = ("divRplyFwdMsg", "yahoo_quoted", "zmail_extra")
QUOTE_BEGINS = "----- Original Message -----"
SIGNATURES = ("gmail_signature", "moz-signature", "Signature", "protonmail_signature_block")


def text_of(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._open: list[tuple[str, str]] = []  # element, and what it is: "", silent, quote

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        marks = f"{names.get('class') or ''} {names.get('id') or ''}".split()
        if tag == "br":
            self._end_line(even_empty=True)
        elif tag in BLOCKS:
            self._end_line(apart=tag in APART)
        if tag == "li":
            self._line = "- "
        if tag == "hr":
            self._alone("_" * 32)
        source = names.get("src") or ""
        if tag == "img" and source.startswith("cid:"):
            self._line += f"[{source}]"
        if any(mark.endswith(SIGNATURES) for mark in marks):
            self._alone("--")
        if any(mark.endswith(QUOTES) for mark in marks):
            self._alone(QUOTE_BEGINS)
        if tag in WITHOUT_END:
            return
        kind = "silent" if tag in SILENT else "quote" if tag == "blockquote" else ""
        self._open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _kind in self._open):
            return
        if tag in BLOCKS:
            self._end_line(apart=tag in APART)
        if tag in ("td", "th"):
            self._line += " "
        while self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(kind == "silent" for _tag, kind in self._open):
            return
        if any(tag == "pre" for tag, _kind in self._open):
            first, *others = data.split("\n")
            self._line += first
            for line in others:
                self._end_line()
                self._line = line
            return
        words = " ".join(data.split())
        before = " " if data[:1].isspace() and self._line and not self._line.endswith(" ") else ""
        after = " " if words and data[-1:].isspace() else ""
        self._line += before + words + after

    def _alone(self, line: str) -> None:
        self._end_line()
        self._line = line
        self._end_line()

    def _end_line(self, *, apart: bool = False, even_empty: bool = False) -> None:
        mark = "> " * sum(kind == "quote" for _tag, kind in self._open)
        if self._line.strip() or even_empty:
            self._lines.append((mark + self._line).rstrip())
        self._line = ""
        if apart and self._lines and self._lines[-1].strip("> "):
            self._lines.append(mark.rstrip())
