"""Files: sent, named safely, found by id, downloaded whole or in part, in albums."""

import aiohttp
import pytest

from sandbox_tests.conftest import PNG, Api
from telegram_sandbox.client import Chat, Sandbox
from telegram_sandbox.files import safe_name

PDF = b"%PDF-1.7 terms"


async def upload(
    sandbox: Sandbox, method: str, field: str, name: str, data: bytes, **params: str
) -> dict[str, object]:
    form = aiohttp.FormData(params)
    form.add_field(field, data, filename=name, content_type="application/octet-stream")
    async with (
        aiohttp.ClientSession(sandbox.url) as http,
        http.post(f"/bot{sandbox.token}/{method}", data=form) as answer,
    ):
        return dict(await answer.json())


async def test_a_document_is_shown_and_comes_back_by_its_id(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    chat_id = str(chat.id)
    answer = await upload(
        sandbox, "sendDocument", "document", "Regulamin.pdf", PDF, chat_id=chat_id, caption="Proszę"
    )
    assert answer["ok"], answer

    shown = (await chat.messages())[-1]
    assert (shown["text"], shown["file"]["name"]) == ("Proszę", "Regulamin.pdf")
    assert shown["file"]["mime"] == "application/pdf"
    assert await sandbox.download(shown["file"]["url"]) == PDF


async def test_a_file_known_by_its_id_is_sent_again(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    letter = await chat.send_file("skan.pdf", PDF)
    document = (await api.updates())[-1]["message"]["document"]

    again = await api.ok("sendDocument", chat_id=chat.id, document=document["file_id"])

    assert again["document"]["file_name"] == letter["file"]["name"]
    error = await api.error("sendPhoto", chat_id=chat.id, photo=document["file_id"])
    assert error == "Bad Request: can't use file of type Document as Photo"


async def test_get_file_names_a_path_that_serves_ranges(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    await chat.send_file("skan.pdf", PDF)
    file_id = (await api.updates())[-1]["message"]["document"]["file_id"]

    path = (await api.ok("getFile", file_id=file_id))["file_path"]

    async with aiohttp.ClientSession(sandbox.url) as http:
        address = f"/file/bot{sandbox.token}/{path}"
        async with http.get(address, headers={"Range": "bytes=1-3"}) as part:
            assert (part.status, await part.read()) == (206, b"PDF")
            assert part.headers["Content-Range"] == f"bytes 1-3/{len(PDF)}"
        for wanted, given in (("bytes=9-", b"terms"), ("bytes=-5", b"terms"), ("bytes=0-999", PDF)):
            async with http.get(address, headers={"Range": wanted}) as rest:
                assert (rest.status, await rest.read()) == (206, given)
        async with http.get(address) as whole:
            assert (whole.status, await whole.read()) == (200, PDF)
        async with http.get(address, headers={"Range": "bytes=99-"}) as beyond:
            assert beyond.status == 416
        async with http.get(f"/file/botwrong/{path}") as stranger:
            assert stranger.status == 401
        async with http.get(f"/file/bot{sandbox.token}/../../pyproject.toml") as trick:
            assert trick.status == 404


PATHS = [
    *("/page/../world.py", "/page/%2e%2e/world.py", "/page/..%2fworld.py", "/page//etc/passwd"),
    *("/page/nothing", "/page/%00", "/page/" + "a" * 5000),
]


@pytest.mark.parametrize("address", PATHS)
async def test_the_page_serves_nothing_but_itself(sandbox: Sandbox, address: str) -> None:
    from yarl import URL

    async with (
        aiohttp.ClientSession() as http,
        http.get(URL(sandbox.url + address, encoded=True)) as answer,
    ):
        assert answer.status == 404


async def test_an_album_is_one_group_of_messages(sandbox: Sandbox, chat: Chat) -> None:
    form = aiohttp.FormData({"chat_id": str(chat.id)})
    form.add_field(
        "media",
        '[{"type":"photo","media":"attach://a","caption":"Licznik"},'
        '{"type":"photo","media":"attach://b"}]',
    )
    for name in ("a", "b"):
        form.add_field(name, PNG, filename=f"{name}.png", content_type="image/png")
    async with (
        aiohttp.ClientSession(sandbox.url) as http,
        http.post(f"/bot{sandbox.token}/sendMediaGroup", data=form) as answer,
    ):
        result = (await answer.json())["result"]

    assert len({message["media_group_id"] for message in result}) == 1
    assert result[0]["caption"] == "Licznik"


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("sendDocument", {}, "there is no document in the request"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendDocument", {"document": "x"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"photo": "https://x.pl/a.png"}, "failed to get HTTP URL content"),
        ("sendMediaGroup", {"media": []}, "media must be non-empty"),
        ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
    ],
)
async def test_a_missing_or_unknown_file_is_refused(
    api: Api, chat: Chat, method: str, params: dict[str, object], reason: str
) -> None:
    assert await api.error(method, chat_id=chat.id, **params) == f"Bad Request: {reason}"


async def test_a_photo_that_is_no_picture_and_an_empty_file_are_refused(
    sandbox: Sandbox, chat: Chat
) -> None:
    number = str(chat.id)

    text = await upload(sandbox, "sendPhoto", "photo", "a.png", b"text", chat_id=number)
    empty = await upload(sandbox, "sendDocument", "document", "a.pdf", b"", chat_id=number)

    assert text["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    assert empty["description"] == "Bad Request: file must be non-empty"


async def test_a_caption_longer_than_1024_is_refused(api: Api, chat: Chat) -> None:
    await chat.send_file("skan.pdf", PDF)
    file_id = (await api.updates())[-1]["message"]["document"]["file_id"]

    error = await api.error("sendDocument", chat_id=chat.id, document=file_id, caption="x" * 1025)

    assert error == "Bad Request: message caption is too long"


async def test_a_caption_is_edited_and_the_file_stays(api: Api, chat: Chat) -> None:
    await chat.send_file("skan.pdf", PDF)
    file_id = (await api.updates())[-1]["message"]["document"]["file_id"]
    sent = await api.ok("sendDocument", chat_id=chat.id, document=file_id, caption="a")

    target = {"chat_id": chat.id, "message_id": sent["message_id"]}
    edited = await api.ok("editMessageCaption", **target, caption="<b>b</b>", parse_mode="HTML")

    assert edited["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert edited["document"]["file_id"] == file_id


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\plik.pdf", "plik.pdf"),
        ("..", "file"),
        ('a"b\r\n.pdf', "ab.pdf"),
        (None, "file"),
    ],
)
def test_names_of_files_are_made_safe(name: str | None, safe: str) -> None:
    assert safe_name(name, "file") == safe
