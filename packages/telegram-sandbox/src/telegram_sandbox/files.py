"""Files in memory: what bots and people sent, under ids and paths that no name can influence."""

import mimetypes
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import PurePosixPath

from telegram_sandbox.errors import bad_request
from telegram_sandbox.images import image_size, shrunk

MEGABYTE = 1024 * 1024
LARGEST_UPLOAD = 50 * MEGABYTE
LARGEST_PHOTO = 10 * MEGABYTE
LARGEST_DOWNLOAD = 20 * MEGABYTE
LARGEST_SIDE = 1280
PHOTO_SIDES = (90, 320, 800)
THUMBNAIL_SIDE = 320
LONGEST_SIDES = 10_000  # width and height together
PICTURED = frozenset({"document", "animation"})  # Telegram draws the thumbnail of these itself
UNKNOWN = "application/octet-stream"
KEPT_BYTES = 512 * MEGABYTE
FOLDERS = {
    "photo": "photos",
    "voice": "voice",
    "video": "videos",
    "video_note": "video_notes",
    "audio": "music",
    "animation": "animations",
    "sticker": "stickers",
    "thumbnail": "thumbnails",
    "profile": "profile_photos",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a request."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    data: bytes
    path: str
    size: tuple[int, int] | None
    smaller: "tuple[StoredFile, ...]" = ()  # copies of a picture, the smallest first


def safe_name(name: str | None, fallback: str) -> str:
    """The last part of a file name without anything a path or a header could trip over."""
    last = PurePosixPath((name or "").replace("\\", "/")).name
    cleaned = "".join(char for char in last if char.isprintable() and char not in '"<>:|?*/')
    return cleaned.strip(". ")[:100] or fallback


class FileStore:
    def __init__(self) -> None:
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._paths: dict[str, StoredFile] = {}
        self._whole: dict[str, str] = {}
        self._bytes = 0
        self._count = 0

    def add(self, kind: str, upload: Upload) -> StoredFile:
        size = image_size(upload.data)
        if not upload.data:
            raise bad_request("file must be non-empty")
        smaller: tuple[StoredFile, ...] = ()
        if kind == "photo":
            _check_photo(upload, size)
            upload, size = _capped(upload, size)
            smaller = self._copies(upload, size, PHOTO_SIDES)
        elif kind in PICTURED and size is not None and sum(size) <= LONGEST_SIDES:
            smaller = self._copies(upload, size, (THUMBNAIL_SIDE,))
        self._count += 1
        suffix = PurePosixPath(safe_name(upload.name, "")).suffix
        if not suffix.isascii():
            suffix = ""
        suffix = suffix or mimetypes.guess_extension(upload.mime) or ""
        if kind in ("photo", "thumbnail"):
            suffix = ".jpg"
        number = self._count
        stored = StoredFile(
            id=f"SBX{kind}-{number:06d}",
            unique_id=f"U{number:06d}",
            kind=kind,
            name=safe_name(upload.name, f"file{suffix}"),
            mime=_mime(upload),
            data=upload.data,
            path=f"{FOLDERS.get(kind, 'documents')}/file_{number}{suffix}",
            size=size,
            smaller=smaller,
        )
        self._files[stored.id] = stored
        if kind == "photo":
            self._whole.update({copy.id: stored.id for copy in smaller})
        self._paths[stored.path] = stored
        self._bytes += len(stored.data)
        while self._bytes > KEPT_BYTES and len(self._files) > 1:
            _, gone = self._files.popitem(last=False)
            del self._paths[gone.path]
            self._whole.pop(gone.id, None)
            self._bytes -= len(gone.data)
        return stored

    def _copies(
        self, upload: Upload, size: tuple[int, int] | None, sides: tuple[int, ...]
    ) -> tuple[StoredFile, ...]:
        """Pictures for each of the sides that is shorter than the picture's own."""
        wanted = [side for side in sides if size and side < max(size)]
        made = [(side, shrunk(upload.data, side)) for side in wanted]
        return tuple(
            self.add("thumbnail", Upload(f"{side}.jpg", "image/jpeg", data))
            for side, data in made
            if data
        )

    def get(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def whole(self, file_id: str) -> StoredFile | None:
        """The file; of a photo its largest size, whichever size is named."""
        return self._files.get(self._whole.get(file_id, file_id))

    def at(self, path: str) -> StoredFile | None:
        return self._paths.get(path)


def _mime(upload: Upload) -> str:
    """The type as sent, or as the name says when the client did not care."""
    if upload.mime and upload.mime != UNKNOWN:
        return upload.mime
    return mimetypes.guess_type(upload.name)[0] or UNKNOWN


def _capped(upload: Upload, size: tuple[int, int] | None) -> tuple[Upload, tuple[int, int] | None]:
    """The photo as Telegram keeps it: no side is longer than 1280 pixels."""
    if size is None or max(size) <= LARGEST_SIDE:
        return upload, size
    data = shrunk(upload.data, LARGEST_SIDE)
    if data is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return Upload(upload.name, "image/jpeg", data), image_size(data)


def _check_photo(upload: Upload, size: tuple[int, int] | None) -> None:
    if len(upload.data) > LARGEST_PHOTO:
        raise bad_request("file is too big")
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if not width or not height or width + height > LONGEST_SIDES or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
