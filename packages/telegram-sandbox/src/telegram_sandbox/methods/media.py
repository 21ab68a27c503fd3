"""Sending files: documents, photos, voice, video, albums; new ones and those known by file_id."""

from typing import Any

from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVideoNote,
    SendVoice,
)

from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import StoredFile
from telegram_sandbox.images import image_size
from telegram_sandbox.loose import Attached
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.sending import caption_content, send, send_all
from telegram_sandbox.methods.targets import writable_chat
from telegram_sandbox.model import Json
from telegram_sandbox.world import World

LARGEST_THUMBNAIL = 200 * 1024
STICKER = {"type": "regular", "is_animated": False, "is_video": False}
TITLES = ("title", "performer")
NAMES = {
    "photo": "Photo",
    "document": "Document",
    "video": "Video",
    "audio": "Audio",
    "voice": "VoiceNote",
    "animation": "Animation",
    "video_note": "VideoNote",
    "sticker": "Sticker",
}
FOUND = NAMES | {"thumbnail": "Thumbnail"}


def find_file(world: World, kind: str, value: Any, uploads: Uploads) -> StoredFile:
    """The upload that `attach://…` names, or the stored file with this id."""
    text = str(value or "").strip()
    if text.startswith("attach://"):
        upload = uploads.get(text.removeprefix("attach://"))
        if upload is None:
            raise bad_request("can't parse InputMedia: media not found")
        return world.files.add(kind, upload)
    if text.lower().startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.whole(text)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(
            f"can't use file of type {FOUND.get(stored.kind, 'Document')} as {NAMES[kind]}"
        )
    return stored


def photo_size(stored: StoredFile) -> Json:
    width, height = stored.size or (0, 0)
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.data),
        "width": width,
        "height": height,
    }


def _thumbnail(world: World, call: Any, uploads: Uploads) -> StoredFile | None:
    """The picture that the bot sent for the file; one that is none is passed over."""
    attached = getattr(call, "thumbnail", None)
    if not isinstance(attached, Attached):
        return None
    upload = uploads.get(attached.reference.removeprefix("attach://"))
    if upload is None or len(upload.data) > LARGEST_THUMBNAIL:
        return None
    size = image_size(upload.data)
    return world.files.add("thumbnail", upload) if size and max(size) <= 320 else None


def media_object(
    kind: str, stored: StoredFile, call: Any = None, thumbnail: StoredFile | None = None
) -> Any:
    """The Bot API's object for a stored file; a list of sizes for a photo."""
    base: Json = {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.data),
    }
    width, height = stored.size or (320, 240)
    frame = {
        "width": getattr(call, "width", None) or width,
        "height": getattr(call, "height", None) or height,
    }
    duration = {"duration": _seconds(getattr(call, "duration", None))}
    named = {"file_name": stored.name, "mime_type": stored.mime}
    if kind == "photo":
        return [photo_size(copy) for copy in (*stored.smaller, stored)]
    if thumbnail or stored.smaller:
        base["thumbnail"] = photo_size(thumbnail or stored.smaller[-1])
    own: dict[str, Json] = {
        "video": frame | duration | named,
        "animation": frame | duration | named,
        "audio": duration | named | {k: v for k in TITLES if (v := getattr(call, k, None))},
        "voice": duration | {"mime_type": stored.mime},
        "video_note": duration | {"length": getattr(call, "length", None) or min(width, height)},
        "sticker": frame | STICKER | {k: v for k in ("emoji",) if (v := getattr(call, k, None))},
    }
    return base | own.get(kind, named)


def _seconds(duration: Any) -> int:
    return int(duration.total_seconds() if hasattr(duration, "total_seconds") else duration or 0)


def media_content(world: World, call: Any, uploads: Uploads, kind: str | None = None) -> Json:
    """The content of a message with one file: from `send…` or from an InputMedia."""
    value = call.media if kind is None else getattr(call, kind)
    kind = kind or str(call.type)
    if kind not in NAMES:
        raise bad_request(f"can't parse InputMedia: type {kind} is unsupported here")
    stored = find_file(world, kind, value, uploads)
    made = media_object(kind, stored, call, _thumbnail(world, call, uploads))
    content: Json = {kind: made}
    if kind == "animation":
        content["document"] = {
            key: made[key] for key in made if not key.startswith(("w", "h", "d"))
        }
    if hasattr(call, "caption"):
        content |= caption_content(world, call)
    return content


def _send(world: World, call: Any, uploads: Uploads, kind: str) -> Json:
    writable_chat(world, call.chat_id)
    return send(world, call, media_content(world, call, uploads, kind)).api()


@handles(SendDocument)
def send_document(world: World, call: SendDocument, uploads: Uploads) -> Json:
    return _send(world, call, uploads, "document")


@handles(SendPhoto)
def send_photo(world: World, call: SendPhoto, uploads: Uploads) -> Json:
    return _send(world, call, uploads, "photo")


@handles(SendVideo)
def send_video(world: World, call: SendVideo, uploads: Uploads) -> Json:
    return _send(world, call, uploads, "video")


@handles(SendAudio)
def send_audio(world: World, call: SendAudio, uploads: Uploads) -> Json:
    return _send(world, call, uploads, "audio")


@handles(SendVoice)
def send_voice(world: World, call: SendVoice, uploads: Uploads) -> Json:
    return _send(world, call, uploads, "voice")


@handles(SendAnimation)
def send_animation(world: World, call: SendAnimation, uploads: Uploads) -> Json:
    return _send(world, call, uploads, "animation")


@handles(SendVideoNote)
def send_video_note(world: World, call: SendVideoNote, uploads: Uploads) -> Json:
    return _send(world, call, uploads, "video_note")


@handles(SendSticker)
def send_sticker(world: World, call: SendSticker, uploads: Uploads) -> Json:
    return _send(world, call, uploads, "sticker")


@handles(SendMediaGroup)
def send_media_group(world: World, call: SendMediaGroup, uploads: Uploads) -> list[Json]:
    writable_chat(world, call.chat_id)
    if not 2 <= len(call.media) <= 10:
        raise bad_request(
            "group of media must have from 2 to 10 items"
            if call.media
            else "media must be non-empty"
        )
    kinds = {str(item.type) for item in call.media}
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        kind = "document" if "document" in kinds else "audio"
        raise bad_request(f"{kind} can't be mixed with other media types")
    contents = [media_content(world, item, uploads) for item in call.media]
    album = world.new_album_id()
    sent = send_all(world, call, [(content, {"media_group": album}) for content in contents])
    return [message.api() for message in sent]
