"""Photos in several sizes, and the thumbnails of files: what an intake of documents looks at."""

import io
from typing import Any

import aiohttp
import pytest
from PIL import Image

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat, Sandbox
from telegram_sandbox.images import image_size


def picture(width: int, height: int, form: str = "JPEG") -> bytes:
    data = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(data, form)
    return data.getvalue()


async def uploaded(sandbox: Sandbox, method: str, chat: Chat, **files: bytes) -> dict[str, Any]:
    form = aiohttp.FormData({"chat_id": str(chat.id)})
    for name, data in files.items():
        form.add_field(name, data, filename=f"{name}.jpg", content_type="image/jpeg")
    async with (
        aiohttp.ClientSession(sandbox.url) as http,
        http.post(f"/bot{sandbox.token}/{method}", data=form) as answer,
    ):
        return dict((await answer.json())["result"])


async def downloaded(sandbox: Sandbox, api: Api, file_id: str) -> bytes:
    path = (await api.ok("getFile", file_id=file_id))["file_path"]
    return await sandbox.download(f"/file/bot{sandbox.token}/{path}")


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((2560, 1920), [(90, 68), (320, 240), (800, 600), (1280, 960)]),
        ((600, 1000), [(54, 90), (192, 320), (480, 800), (600, 1000)]),
        ((300, 200), [(90, 60), (300, 200)]),
        ((40, 30), [(40, 30)]),
    ],
)
async def test_a_photo_comes_in_sizes_and_none_is_over_1280_pixels(
    sandbox: Sandbox, api: Api, chat: Chat, size: tuple[int, int], sizes: list[tuple[int, int]]
) -> None:
    photo = (await uploaded(sandbox, "sendPhoto", chat, photo=picture(*size)))["photo"]

    assert [(one["width"], one["height"]) for one in photo] == sizes
    for one in photo:
        data = await downloaded(sandbox, api, one["file_id"])
        assert image_size(data) == (one["width"], one["height"])
        assert len(data) == one["file_size"]


async def test_a_persons_photo_comes_in_sizes_as_well(api: Api, chat: Chat) -> None:
    await chat.send_file("dowód.png", picture(900, 900, "PNG"), as_="photo", mime="image/png")

    message = (await api.updates())[-1]["message"]
    assert [one["width"] for one in message["photo"]] == [90, 320, 800, 900]


async def test_a_photo_is_sent_again_whole_by_any_of_its_sizes(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    photo = (await uploaded(sandbox, "sendPhoto", chat, photo=picture(400, 400)))["photo"]

    for size in photo:
        again = await api.ok("sendPhoto", chat_id=chat.id, photo=size["file_id"])
        assert again["photo"] == photo


async def test_the_thumbnail_of_a_file_is_kept(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    small = picture(200, 100)

    for kind in ("document", "video", "audio"):
        sent = await uploaded(
            sandbox, f"send{kind.capitalize()}", chat, **{kind: b"x", "thumbnail": small}
        )
        thumbnail = sent[kind]["thumbnail"]
        assert (thumbnail["width"], thumbnail["height"]) == (200, 100)
        assert await downloaded(sandbox, api, thumbnail["file_id"]) == small


async def test_an_album_keeps_the_thumbnails_of_its_files(sandbox: Sandbox, chat: Chat) -> None:
    media = (
        '[{"type":"document","media":"attach://a","thumbnail":"attach://t"},'
        '{"type":"document","media":"attach://b"}]'
    )
    form = aiohttp.FormData({"chat_id": str(chat.id), "media": media})
    for name, data in (("a", b"1"), ("b", b"2"), ("t", picture(60, 60))):
        form.add_field(name, data, filename=f"{name}.bin")

    path = f"/bot{sandbox.token}/sendMediaGroup"
    async with aiohttp.ClientSession(sandbox.url) as http, http.post(path, data=form) as answer:
        first, second = (await answer.json())["result"]

    assert first["document"]["thumbnail"]["width"] == 60
    assert "thumbnail" not in second["document"]


async def test_a_picture_sent_as_a_file_stays_whole_and_gets_a_thumbnail(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    scan = picture(2000, 1000, "PNG")
    await chat.send_file("skan.png", scan, mime="image/png")

    document = (await api.updates())[-1]["message"]["document"]

    assert document["thumbnail"]["width"] == 320
    assert await downloaded(sandbox, api, document["file_id"]) == scan
