"""Whatever is thrown at a method comes back in Telegram's shape: never a 500, never a hang."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.api import BotApi
from sandbox.errors import TelegramError
from sandbox.files import Upload
from sandbox.methods import HANDLERS
from sandbox.model import Person
from sandbox.schema import METHODS
from sandbox.settings import OFFICE_ID, Settings
from sandbox.world import World
from tests.sandbox.conftest import PNG

# setWebhook would start a real delivery; long polls are cut to none.
METHOD_NAMES = sorted(set(HANDLERS) - {"setwebhook", "deletewebhook"})
FIELDS = sorted({name for method in METHODS.values() for name in method.fields})
KEYS = ["type", "media", "text", "url", "callback_data", "inline_keyboard", "keyboard", "blocks"]

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([1001, OFFICE_ID, 1, 2, 42, 0, -1, 10**30]),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(["HTML", "MarkdownV2", "<b>x", "attach://a", "photo", "paragraph", "@anna_n"]),
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), inner, max_size=5)
    ),
    max_leaves=12,
)
TARGETS = {
    "chat_id": st.sampled_from([1001, "1001", OFFICE_ID]),
    "from_chat_id": st.sampled_from([1001, OFFICE_ID]),
    "message_id": st.integers(0, 6),
    "message_thread_id": st.none() | st.integers(0, 3),
    "timeout": st.just(0),
    "user_id": st.sampled_from([1001, 42, 7]),
    "document": st.just("attach://a"),
    "photo": st.just("attach://a"),
}


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A method with arbitrary values for some of its fields, and a plausible target."""
    name = draw(st.sampled_from(METHOD_NAMES))
    fields = sorted(METHODS[name].fields)
    params: dict[str, Any] = {}
    for field in fields:
        if field in TARGETS and draw(st.integers(0, 9)):
            params[field] = draw(TARGETS[field])
        elif draw(st.booleans()):
            value = draw(values)
            as_text = draw(st.booleans())
            params[field] = json.dumps(value) if as_text else value
    params["timeout"] = 0
    return name, params


@pytest.fixture(scope="module")
def api() -> BotApi:
    world = World(Settings())
    anna = world.add_person(Person(1001, "Anna", username="anna_n", staff=True))
    world.chats[1001].started = True
    for chat in world.chats.values():
        for _ in range(3):
            world.post(chat, world.bot, {"text": "x"})
            world.post(chat, anna.user(), {"text": "y"})
    return BotApi(world)


@given(calls())
@settings(
    max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_any_call_answers_or_is_refused(
    api: BotApi, call: tuple[str, dict[str, Any]]
) -> None:
    name, params = call
    try:
        result = await api.call(name, params, {"a": Upload("a.png", "image/png", PNG)})
    except TelegramError as refusal:
        assert 400 <= refusal.code < 500, (name, params)  # noqa: PT017 - both ways are right
        json.dumps(refusal.body()).encode()
    else:
        json.dumps(result, allow_nan=False).encode()


@given(st.dictionaries(st.sampled_from(FIELDS), values, max_size=6))
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_any_rich_message_answers_or_is_refused(api: BotApi, junk: dict[str, Any]) -> None:
    source = junk.get("text", junk.get("caption", "<p>x</p>"))
    for way in ("html", "markdown", "blocks"):
        try:
            await api.call("sendrichmessage", {"chat_id": 1001, "rich_message": {way: source}}, {})
        except TelegramError as refusal:
            assert refusal.code == 400  # noqa: PT017 - both ways are right
