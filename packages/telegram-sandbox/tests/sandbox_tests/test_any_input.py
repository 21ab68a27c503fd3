"""Whatever is thrown at a method comes back in Telegram's shape: never a 500, never a hang."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox_tests.conftest import PNG
from telegram_sandbox.api import BotApi
from telegram_sandbox.errors import TelegramError
from telegram_sandbox.files import Upload
from telegram_sandbox.methods import HANDLERS
from telegram_sandbox.methods.media import NAMES
from telegram_sandbox.model import Person, Topic
from telegram_sandbox.schema import METHODS
from telegram_sandbox.settings import GROUP_ID, Settings
from telegram_sandbox.views import keyboard_view, message_view
from telegram_sandbox.world import World

# setWebhook would start a real delivery; long polls are cut to none.
METHOD_NAMES = sorted(set(HANDLERS) - {"setwebhook", "deletewebhook"})
FIELDS = sorted({name for method in METHODS.values() for name in method.fields})
KEYS = ["type", "media", "text", "url", "callback_data", "inline_keyboard", "keyboard", "blocks"]

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([1001, GROUP_ID, 1, 2, 42, 0, -1, 10**30]),
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
BUTTONS = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
MEDIA = {"type": "photo", "media": "attach://a"}
PLAUSIBLE: dict[str, st.SearchStrategy[Any]] = {
    "chat_id": st.sampled_from([1001, "1001", GROUP_ID, "@anna_n"]),
    "from_chat_id": st.sampled_from([1001, GROUP_ID]),
    "message_id": st.integers(1, 7),
    "message_ids": st.sampled_from([[1], [1, 2], "[2,3]"]),
    "message_thread_id": st.sampled_from([None, 4]),
    "user_id": st.sampled_from([1001, 42]),
    "reply_markup": st.sampled_from(
        [None, BUTTONS, json.dumps(BUTTONS), {"keyboard": [["x", {"text": "y"}]]}]
    ),
    "media": st.sampled_from([MEDIA, [MEDIA, MEDIA], json.dumps([MEDIA, MEDIA])]),
    "rich_message": st.sampled_from([None, {"html": "<p>x</p>"}, {"markdown": "# x"}]),
    "link_preview_options": st.sampled_from([None, {"is_disabled": True}]),
    "reply_parameters": st.sampled_from([None, {"message_id": 1, "quote": "x"}]),
    "entities": st.sampled_from([None, [{"type": "bold", "offset": 0, "length": 1}]]),
    "scope": st.sampled_from([None, {"type": "chat", "chat_id": 1001}]),
    "menu_button": st.sampled_from([None, {"type": "commands"}]),
    "action": st.just("typing"),
    "parse_mode": st.sampled_from([None, "HTML", "MarkdownV2"]),
    "language_code": st.sampled_from(["", "pl"]),
    "emoji": st.just("🎲"),
    "reaction": st.just([{"type": "emoji", "emoji": "👍"}]),
    "options": st.just(["a", "b"]),
    "commands": st.just([{"command": "start", "description": "x"}]),
    "permissions": st.just({"can_send_messages": True}),
    "latitude": st.just("51.1"),
    "longitude": st.just(17),
    "inline_message_id": st.none(),
    "timeout": st.just(0),
}
UPLOADS = frozenset({*NAMES, "thumbnail"})


def plausible(field: str, kind: str) -> st.SearchStrategy[Any]:
    if field in PLAUSIBLE:
        return PLAUSIBLE[field]
    if field in UPLOADS:
        return st.just("attach://a")
    likely = {"text": st.sampled_from(["x", "<b>x</b>"]), "number": st.sampled_from([1, "1"])}
    return likely.get(kind, st.none())


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A call that could be right, with up to three fields that hold anything at all."""
    name = draw(st.sampled_from(METHOD_NAMES))
    method = METHODS[name]
    needed = {key for key, field in method.model.model_fields.items() if field.is_required()}
    params: dict[str, Any] = {}
    for field, kind in method.fields.items():
        if field in needed or field in PLAUSIBLE or draw(st.integers(0, 4)) == 0:
            params[field] = draw(plausible(field, kind))
    for field in draw(st.lists(st.sampled_from([*method.fields, "unknown"]), max_size=3)):
        value = draw(values)
        params[field] = json.dumps(value) if draw(st.booleans()) else value
    params["timeout"] = 0
    return name, params


def make_api() -> BotApi:
    world = World(Settings())
    anna = world.add_person(Person(1001, "Anna", username="anna_n", staff=True))
    assert world.group is not None
    for chat in (world.chats[1001], world.group):
        chat.started = True
        for _ in range(2):
            world.post(chat, world.bot, {"text": "x"})
            world.post(chat, anna.user(), {"text": "y"})
    topic = Topic(4, "Sprawa")
    world.group.topics[4] = topic
    return BotApi(world)


@given(calls())
@settings(max_examples=600)
async def test_any_call_answers_or_is_refused(call: tuple[str, dict[str, Any]]) -> None:
    name, params = call
    api = make_api()
    try:
        result = await api.call(name, params, {"a": Upload("a.png", "image/png", PNG)})
    except TelegramError as refusal:
        assert 400 <= refusal.code < 500, (name, params)  # noqa: PT017 - both ways are right
        json.dumps(refusal.body()).encode()
    else:
        json.dumps(result, allow_nan=False).encode()
    for chat in api.world.chats.values():
        seen = [message_view(message, api.world.files) for message in chat.messages.values()]
        json.dumps([seen, keyboard_view(chat.keyboard)], allow_nan=False).encode()


@given(st.dictionaries(st.sampled_from(FIELDS), values, max_size=6))
@settings(max_examples=200)
async def test_any_rich_message_answers_or_is_refused(junk: dict[str, Any]) -> None:
    api = make_api()
    source = junk.get("text", junk.get("caption", "<p>x</p>"))
    for way in ("html", "markdown", "blocks"):
        try:
            await api.call("sendrichmessage", {"chat_id": 1001, "rich_message": {way: source}}, {})
        except TelegramError as refusal:
            assert refusal.code == 400  # noqa: PT017 - both ways are right
