"""Getting a file's path, and the pictures people have (none here)."""

from aiogram.methods import GetFile, GetUserProfilePhotos

from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import LARGEST_DOWNLOAD
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.model import Json
from telegram_sandbox.world import World


@handles(GetFile)
def get_file(world: World, call: GetFile, uploads: Uploads) -> Json:
    stored = world.files.get(call.file_id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.data),
        "file_path": stored.path,
    }


@handles(GetUserProfilePhotos)
def get_user_profile_photos(world: World, call: GetUserProfilePhotos, uploads: Uploads) -> Json:
    if world.user(call.user_id) is None:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
