"""Sets terms of use, written in a little Markdown, as a PDF with a text layer.

    python examples/make_terms.py [SOURCE.md TARGET.pdf] [--fonts FOLDER]

Known are ``#`` and ``##`` headings, ``1.`` and ``-`` items, paragraphs and ``**bold**``.
The folder of fonts holds DejaVuSans.ttf and DejaVuSans-Bold.ttf (Debian: fonts-dejavu-core).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

PROFILE = Path(__file__).parent.parent / "ebok" / "profiles" / "smpiast"
FONT_FOLDERS = (
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/dejavu-sans-fonts"),
    Path("/usr/share/fonts/TTF"),
)
REGULAR, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"

# The same text makes the same file: a consent is stored with the file's SHA-256.
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)

FONT = "DejaVu"
INK = (33, 37, 41)
ACCENT = (20, 83, 116)
MARGIN, INDENT = 18, 6  # millimetres
SIZE, LINE = 9.8, 4.75  # points, millimetres

# A one-letter word and a number stay on the line of the word that follows.
GLUED = re.compile(r"(?<!^)(?<![\w.])(\w|\d+) ", re.MULTILINE)

ITEM = re.compile(r"(\d+\.|-) (.*)")


def main() -> None:
    parser = argparse.ArgumentParser(description="Set terms of use as a PDF.")
    parser.add_argument("source", type=Path, nargs="?", default=PROFILE / "regulamin.md")
    parser.add_argument("target", type=Path, nargs="?", default=PROFILE / "regulamin.pdf")
    parser.add_argument("--fonts", type=Path, help="folder with DejaVuSans.ttf")
    arguments = parser.parse_args()
    terms = Terms(fonts_in(arguments.fonts))
    terms.set(arguments.source.read_text("utf-8"))
    terms.output(str(arguments.target))


def fonts_in(folder: Path | None) -> Path:
    """The folder that was named, else one that is usual."""
    found = folder or next((usual for usual in FONT_FOLDERS if (usual / REGULAR).is_file()), None)
    if found is None:
        sys.exit("DejaVuSans.ttf was not found: name its folder with --fonts.")
    return found


class Terms(FPDF):
    def __init__(self, fonts: Path) -> None:
        super().__init__(format="A4")
        self.add_font(FONT, "", fonts / REGULAR)
        self.add_font(FONT, "B", fonts / BOLD)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=MARGIN)
        self.set_creation_date(MADE_AT)
        self.set_lang("pl-PL")
        self.add_page()

    def set(self, markdown: str) -> None:
        for block in blocks(markdown):
            if block.startswith("# "):
                self.set_title(block[2:])
                self.heading(block[2:], size=17, above=0)
            elif block.startswith("## "):
                self.heading(block[3:], size=11.5, above=2.2)
            elif match := ITEM.fullmatch(block):
                self.item("–" if match[1] == "-" else match[1], match[2])
            else:
                self.body(block)

    def heading(self, text: str, *, size: float, above: float) -> None:
        if self.will_page_break(above + size + 2 * LINE):
            self.add_page()
        self.ln(above)
        self.set_font(FONT, "B", size)
        self.set_text_color(*ACCENT)
        self.multi_cell(0, size * 0.53, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(0.6)

    def item(self, mark: str, text: str) -> None:
        if self.will_page_break(LINE):
            self.add_page()
        self.set_font(FONT, "", SIZE)
        self.set_text_color(*INK)
        self.cell(INDENT, LINE, mark)
        self.body(text)

    def body(self, text: str) -> None:
        self.set_font(FONT, "", SIZE)
        self.set_text_color(*INK)
        self.multi_cell(
            0, LINE, text, align=Align.L, markdown=True, new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )
        self.ln(0.5)

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font(FONT, "", 7.5)
        self.set_text_color(*INK)
        self.cell(0, 5, f"{self.title} · strona {self.page_no()} z {{nb}}", align=Align.C)


def blocks(markdown: str) -> Iterator[str]:
    for line in markdown.splitlines():
        if line.strip():
            yield GLUED.sub("\\1\u00a0", line.strip())


if __name__ == "__main__":
    main()
