"""Whatever is thrown at a control or an address over HTTP is answered in JSON: never a 500."""

import json
from typing import Any

import aiohttp
from hypothesis import given, settings
from hypothesis import strategies as st
from yarl import URL

from sandbox_tests.test_any_input import values
from telegram_sandbox.client import Sandbox
from telegram_sandbox.server import running
from telegram_sandbox.settings import GROUP_ID, Settings

CHATS = [f"/sandbox/chats/{chat}" for chat in (1001, GROUP_ID, 5, "x")]
ACTS = ("send", "press", "edit", "delete", "react", "block", "unblock")
PATHS = [
    *(f"{chat}/{act}" for chat in CHATS for act in ACTS),
    *("/sandbox/people", "/sandbox/faults", "/sandbox/redeliver", "/sandbox/clock"),
    *("/sandbox/group/bot", "/sandbox/group/topics/1/close", "/sandbox/idle"),
]
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "from": st.sampled_from([1001, 1002]),
    "text": st.text(max_size=20),
    "message_id": st.integers(1, 4),
    "message_ids": st.just([1]),
    "label": st.text(max_size=5),
    "id": st.sampled_from(["0.0", "9.9"]),
    "thread": st.none(),
    "reply_to": st.none(),
    "emoji": st.just("👍"),
    "first_name": st.just("Jan"),
    "username": st.text(max_size=5),
    "status": st.sampled_from(["administrator", "member", 500]),
    "method": st.just("nothing"),
    "chance": st.floats(),
    "advance_s": st.floats(),
    "update_id": st.integers(),
    "contact": st.booleans(),
    "anonymous": st.booleans(),
    "forward_of": st.none(),
}
# Else a control waits, as it was told to.
PATIENCE = {"quiet_ms": 0, "timeout_ms": 0}


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    body = {name: draw(likely) for name, likely in FIELDS.items() if draw(st.booleans())}
    for name in draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=3)):
        body[name] = draw(values)
    whole = json.dumps(body | PATIENCE).encode()
    return draw(st.sampled_from([whole, whole, whole, whole[:-1], b"\xff" + whole]))


requests = st.tuples(st.sampled_from(PATHS), bodies())
odd = st.text(st.characters(codec="utf-8"), max_size=12)
addresses = st.tuples(
    st.sampled_from(["/bot", "/bot42:SANDBOX/", "/file/bot42:SANDBOX/", "/sandbox/", "/page/"]), odd
)


@given(st.lists(requests, max_size=30), st.lists(addresses, max_size=5))
@settings(max_examples=25)
async def test_any_control_and_address_answers(
    posts: list[tuple[str, bytes]], places: list[tuple[str, str]]
) -> None:
    async with (
        running(Settings(), 0, 0) as server,
        Sandbox(f"http://127.0.0.1:{server.port}") as sandbox,
        aiohttp.ClientSession(sandbox.url) as http,
    ):
        await sandbox.person("Anna", id=1001, phone="+48", staff=True)
        await sandbox.chat(1001).send("/start")
        await sandbox.bot_api("sendMessage", chat_id=1001, text="x")
        for path, body in posts:
            async with http.post(path, data=body) as answer:
                assert answer.status < 500, (path, body)
                await answer.json()
        for start, rest in places:
            async with http.get(URL(sandbox.url).joinpath(start[1:] + rest)) as answer:
                assert answer.status < 500, start + rest
        assert await sandbox.chat(1001).messages() is not None
        assert (await sandbox.bot_api("getUpdates"))["ok"]
