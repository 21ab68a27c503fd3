"""Files in memory: what bots and people sent, under ids and paths that no name can influence."""

import mimetypes
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import PurePosixPath

from sandbox.errors import bad_request
from sandbox.images import image_size

MEGABYTE = 1024 * 1024
LARGEST_UPLOAD = 50 * MEGABYTE
LARGEST_PHOTO = 10 * MEGABYTE
LARGEST_DOWNLOAD = 20 * MEGABYTE
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


def safe_name(name: str | None, fallback: str) -> str:
    """The last part of a file name without anything a path or a header could trip over."""
    last = PurePosixPath((name or "").replace("\\", "/")).name
    cleaned = "".join(char for char in last if char.isprintable() and char not in '"<>:|?*/')
    return cleaned.strip(". ")[:100] or fallback


class FileStore:
    def __init__(self) -> None:
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._paths: dict[str, StoredFile] = {}
        self._bytes = 0
        self._count = 0

    def add(self, kind: str, upload: Upload) -> StoredFile:
        size = image_size(upload.data)
        if not upload.data:
            raise bad_request("file must be non-empty")
        if kind == "photo":
            _check_photo(upload, size)
        self._count += 1
        suffix = PurePosixPath(safe_name(upload.name, "")).suffix
        if not suffix.isascii():
            suffix = ""
        suffix = suffix or mimetypes.guess_extension(upload.mime) or ""
        if kind == "photo":
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
        )
        self._files[stored.id] = stored
        self._paths[stored.path] = stored
        self._bytes += len(stored.data)
        while self._bytes > KEPT_BYTES and len(self._files) > 1:
            _, gone = self._files.popitem(last=False)
            del self._paths[gone.path]
            self._bytes -= len(gone.data)
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._paths.get(path)


def _mime(upload: Upload) -> str:
    """The type as sent, or as the name says when the client did not care."""
    if upload.mime and upload.mime != UNKNOWN:
        return upload.mime
    return mimetypes.guess_type(upload.name)[0] or UNKNOWN


def _check_photo(upload: Upload, size: tuple[int, int] | None) -> None:
    if len(upload.data) > LARGEST_PHOTO:
        raise bad_request("file is too big")
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if not width or not height or width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
