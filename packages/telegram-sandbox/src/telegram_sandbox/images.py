"""Pictures: width and height from the first bytes, and smaller copies."""

import io
import struct
from collections.abc import Callable


def image_size(data: bytes) -> tuple[int, int] | None:
    """None for what is not a PNG, JPEG, GIF, WebP or BMP picture."""
    readers: dict[bytes, Callable[[bytes], tuple[int, int] | None]] = {
        b"\x89PNG": lambda raw: _pair(">II", raw, 16),
        b"GIF8": lambda raw: _pair("<HH", raw, 6),
        b"BM": lambda raw: _pair("<ii", raw, 18),
        b"RIFF": _webp,
        b"\xff\xd8": _jpeg,
    }
    for magic, reader in readers.items():
        if data.startswith(magic):
            try:
                return reader(data)
            except (struct.error, IndexError):
                return None
    return None


def _pair(form: str, data: bytes, at: int) -> tuple[int, int]:
    width, height = struct.unpack_from(form, data, at)
    return abs(width), abs(height)


def _webp(data: bytes) -> tuple[int, int] | None:
    chunk = data[12:16]
    if chunk == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        return width, int.from_bytes(data[27:30], "little") + 1
    if chunk == b"VP8 ":
        width, height = _pair("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at < len(data):
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 4)
            return width, height
        (length,) = struct.unpack_from(">H", data, at + 1)
        at += 1 + length + 1
    return None


def shrunk(data: bytes, side: int) -> bytes | None:
    """A JPEG that fits into a square of `side`; None for what cannot be read as a picture."""
    from PIL import Image  # noqa: PLC0415 - only whoever sends pictures waits for it

    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.thumbnail((side, side))
            copy = io.BytesIO()
            picture.convert("RGB").save(copy, "JPEG", quality=87)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return copy.getvalue()
