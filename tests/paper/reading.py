"""Reads what was drawn with programs that had no part in drawing it."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image


def text_of(pdf: bytes) -> str:
    """Of all pages, a line a line."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "\n".join(pages).replace("\r\n", "\n").replace("\u00a0", " ")


def pages_of(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def seen(pdf: bytes) -> Image.Image:
    """The first page, as printed."""
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    return picture


def qr_codes_in(picture: Image.Image | bytes) -> list[str]:
    image = Image.open(BytesIO(picture)) if isinstance(picture, bytes) else picture
    return [found.text for found in zxingcpp.read_barcodes(image.convert("RGB"))]


def place_of(pdf: bytes, words: str) -> tuple[float, float]:
    """Millimetres from the left and from the top of the first page."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    found = text.search(words).get_next()
    assert found is not None, words
    left, _bottom, _right, top = text.get_charbox(found[0])
    return left * MILLIMETRES, (page.get_height() - top) * MILLIMETRES


MILLIMETRES = 25.4 / 72
