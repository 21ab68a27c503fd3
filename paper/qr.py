"""QR codes as pictures."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

Correction = Literal["L", "M"]


def qr_png(text: str, *, correction: Correction = "M", scale: int = 8) -> bytes:
    """Black on white, with the quiet zone around it; always a whole QR code, never a micro one,
    which banks' telephones do not read."""
    import segno

    code = segno.make(text, error=correction, micro=False, boost_error=False, encoding="utf-8")
    picture = BytesIO()
    code.save(picture, kind="png", scale=scale, border=4)
    return picture.getvalue()
