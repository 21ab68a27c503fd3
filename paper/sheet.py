"""A page of A4 with the fonts that travel along: Polish and Ukrainian letters everywhere."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from locales.speech import current_language

FONTS = Path(__file__).parent / "fonts"
FONT = "DejaVu"
INK, FAINT = (26, 26, 26), (110, 110, 110)
LEFT, RIGHT = 25.0, 20.0  # margins in millimetres, as of DIN 5008
WIDTH = 210 - LEFT - RIGHT

# A one-letter word stays on the line of the word that follows.
_GLUED = re.compile(r"(?<!\w)(\w) (?=\w)")


class Sheet(FPDF):
    def __init__(self, title: str) -> None:
        super().__init__(format="A4")
        self.add_font(FONT, "", FONTS / "DejaVuSans.ttf")
        self.add_font(FONT, "B", FONTS / "DejaVuSans-Bold.ttf")
        self.set_margins(LEFT, 20, RIGHT)
        self.set_auto_page_break(True, margin=20)
        self.set_lang(current_language())
        self.set_title(title)
        self.add_page()

    def say(
        self,
        text: str,
        *,
        size: float = 11,
        bold: bool = False,
        faint: bool = False,
        width: float = 0,
        below: float = 2,
        marked: bool = False,
    ) -> None:
        """A paragraph from where the pen stands; ``marked``: ``**bold**`` is bold. What others
        wrote is never marked."""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(*(FAINT if faint else INK))
        self.multi_cell(
            width,
            size * 0.5,
            _GLUED.sub("\\1\u00a0", text),
            align="L",
            markdown=marked,
            new_x=XPos.LEFT,
            new_y=YPos.NEXT,
        )
        self.set_xy(self.get_x(), self.get_y() + below)

    def picture(self, png: bytes, x: float, y: float, width: float, words: str) -> None:
        """``words`` are for whoever does not see it."""
        self.image(BytesIO(png), x=x, y=y, w=width, alt_text=words)

    def finished(self) -> bytes:
        return bytes(self.output())
