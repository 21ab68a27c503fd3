"""Texts, entities and keyboards: what Telegram makes of them and how it words a refusal."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat
from telegram_sandbox.errors import TelegramError
from telegram_sandbox.formatting import formatted, to_html
from telegram_sandbox.formatting.marks import utf16_length
from telegram_sandbox.keyboards import normalised

Entity = tuple[str, int, int]


def marks(source: str, mode: str | None) -> tuple[str, list[Entity]]:
    made = formatted(source, mode)
    return made.text, [(e["type"], e["offset"], e["length"]) for e in made.entities]


@pytest.mark.parametrize(
    ("source", "mode", "text", "entities"),
    [
        ("<b>gęś</b>", "HTML", "gęś", [("bold", 0, 3)]),
        ("😀 <i>x</i>", "HTML", "😀 x", [("italic", 3, 1)]),
        ("<b>a<i>b</i></b>", "html", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("a &lt; b &amp;&#33;", "HTML", "a < b &!", []),
        ("&nbsp;", "HTML", "&nbsp;", []),
        ('<a href="https://x.pl">l</a>', "HTML", "l", [("text_link", 0, 1)]),
        ('<a href="tel:1">l</a>', "HTML", "l", [("text_link", 0, 1)]),
        ('<a href="x y">l</a>', "HTML", "l", []),
        ('<pre><code class="language-py">x</code></pre>', "HTML", "x", [("pre", 0, 1)]),
        ('<span class="tg-spoiler">s</span>', "HTML", "s", [("spoiler", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "HTML", "q", [("expandable_blockquote", 0, 1)]),
        ('<tg-time unix="1">x</tg-time>', "HTML", "x", [("date_time", 0, 1)]),
        ("  <b> x </b>\n", "HTML", "x", [("bold", 0, 1)]),
        ("*b _i_*", "MarkdownV2", "b i", [("bold", 0, 3), ("italic", 2, 1)]),
        ("__u__ ~s~ ||x||", "MarkdownV2", "u s x", None),
        ("`a.b`", "MarkdownV2", "a.b", [("code", 0, 3)]),
        ("```py\nx\n```", "MarkdownV2", "x", [("pre", 0, 1)]),
        ("[a](https://x.pl/\\))", "MarkdownV2", "a", [("text_link", 0, 1)]),
        ("1\\.", "MarkdownV2", "1.", []),
        (">a\n>b\nc", "MarkdownV2", "a\nb\nc", [("blockquote", 0, 4)]),
        ("*b* _i_ [x](http://y.pl)", "Markdown", "b i x", None),
        ("pisz: biuro@sm.pl, www.sm.pl", None, "pisz: biuro@sm.pl, www.sm.pl", None),
    ],
)
def test_a_parse_mode_makes_text_and_entities(
    source: str, mode: str | None, text: str, entities: list[Entity] | None
) -> None:
    made = marks(source, mode)

    assert made[0] == text
    assert entities is None or made[1] == entities


@pytest.mark.parametrize(
    ("source", "mode", "reason"),
    [
        ("<b>x", "HTML", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ą<foo>", "HTML", 'Unsupported start tag "foo" at byte offset 2'),
        ("x</b>", "HTML", "Unexpected end tag at byte offset 1"),
        (
            "<b>x</i>",
            "HTML",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("<b", "HTML", "Unclosed start tag at byte offset 0"),
        (
            "1.",
            "MarkdownV2",
            "Character '.' is reserved and must be escaped with the preceding '\\'",
        ),
        ("ą*x", "MarkdownV2", "Can't find end of Bold entity at byte offset 2"),
        ("[x](y", "MarkdownV2", "Can't find end of a URL at byte offset 3"),
        ("_x", "Markdown", "Can't find end of the entity starting at byte offset 0"),
    ],
)
def test_a_broken_format_is_refused_with_its_byte_offset(
    source: str, mode: str, reason: str
) -> None:
    with pytest.raises(TelegramError) as refusal:
        formatted(source, mode)

    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


def test_own_entities_count_in_utf16_and_must_fit() -> None:
    bold = {"type": "bold", "offset": 3, "length": 1}
    assert to_html("😀 x", [bold]) == "😀 <b>x</b>"

    with pytest.raises(TelegramError, match="ends after the end of the text"):
        formatted("x", None, [bold])
    with pytest.raises(TelegramError, match="in a middle of a UTF-16 symbol"):
        formatted("😀 x", None, [bold | {"offset": 1}])


def test_own_links_lead_only_where_telegram_links() -> None:
    mark = {"type": "text_link", "offset": 0, "length": 1}
    entities = [mark | {"url": url} for url in ("javascript:alert(1)", "https://x.pl/a")]

    made = formatted("x", None, entities)

    assert [entity["url"] for entity in made.entities] == ["https://x.pl/a"]


@given(st.text(), st.sampled_from(["HTML", "MarkdownV2", "Markdown", None]))
def test_any_text_is_parsed_or_refused_and_entities_lie_inside(
    source: str, mode: str | None
) -> None:
    try:
        made = formatted(source, mode)
    except TelegramError:
        return
    for entity in made.entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"]
        assert entity["offset"] + entity["length"] <= utf16_length(made.text)
    to_html(made.text, made.entities)


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": 5}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody_here"}, "chat not found"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "message_thread_id": 7}, "message thread not found"),
        (
            {"text": "x", "reply_parameters": {"message_id": 999}},
            "message to be replied not found",
        ),
    ],
)
async def test_a_wrong_message_is_refused_in_telegrams_words(
    api: Api, chat: Chat, params: dict[str, Any], reason: str
) -> None:
    error = await api.error("sendMessage", **{"chat_id": chat.id, **params})

    assert error == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("text", "kind", "offset"),
    [
        (">_kursywa\nobok_", "Italic", 1),
        (">a *gruby\n>dalej\nobok*", "Bold", 3),
        (">~do końca", "Strikethrough", 1),
        ("przed\n>[adres\nobok](t.me)", "TextUrl", 7),
        (">||treść\nobok||", "Spoiler", 1),
        (">_a\n**>b_", "Italic", 1),
    ],
)
async def test_nothing_stays_open_over_the_end_of_a_quote(
    api: Api, chat: Chat, text: str, kind: str, offset: int
) -> None:
    params = {"chat_id": chat.id, "text": text, "parse_mode": "MarkdownV2"}

    error = await api.error("sendMessage", **params)

    reason = f"Can't find end of {kind} entity at byte offset {offset}"
    assert error == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize("method", ["sendMessage", "getChat", "sendChatAction", "copyMessage"])
async def test_a_persons_name_is_no_chat(api: Api, chat: Chat, method: str) -> None:
    params = {"text": "x", "action": "typing", "from_chat_id": chat.id, "message_id": 1}

    assert await api.error(method, chat_id="@anna_n", **params) == "Bad Request: chat not found"


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": "ą" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "url": "nowhere"}, "inline keyboard button URL 'nowhere' is invalid"),
        ({"text": "x", "callback_data": "y", "style": "pink"}, "invalid button style"),
        ({"callback_data": "y"}, "can't parse reply keyboard markup JSON object"),
    ],
)
async def test_a_wrong_button_is_refused(
    api: Api, chat: Chat, button: dict[str, Any], reason: str
) -> None:
    markup = {"inline_keyboard": [[button]]}

    error = await api.error("sendMessage", chat_id=chat.id, text="x", reply_markup=markup)

    assert reason in error


async def test_64_bytes_of_callback_data_and_4096_letters_pass(api: Api, chat: Chat) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "ą" * 32}]]}

    await api.ok("sendMessage", chat_id=chat.id, text="ż" * 4096, reply_markup=markup)


@pytest.mark.parametrize(
    ("label", "typed"),
    [("✅ Dalej", "dalej"), ("1️⃣ PESEL", "1 pesel"), ("⬅️ Wstecz", "WSTECZ"), ("❓", "❓")],
)
def test_labels_are_compared_without_emoji_and_case_at_their_ends(label: str, typed: str) -> None:
    assert normalised(label) == normalised(typed)


async def test_a_preview_option_is_kept(api: Api, chat: Chat) -> None:
    off = {"is_disabled": True}

    sent = await api.ok("sendMessage", chat_id=chat.id, text="x.pl", link_preview_options=off)

    assert sent["link_preview_options"] == off


async def test_telegrams_limits_count_code_points_not_utf16_units(api: Api, chat: Chat) -> None:
    """`message_length_max` and `caption_length_max` of MTProto's config are in code points."""
    await api.ok("sendMessage", chat_id=chat.id, text="😀" * 4096)

    error = await api.error("sendMessage", chat_id=chat.id, text="😀" * 4097)

    assert error == "Bad Request: message is too long"


async def test_a_limit_is_checked_after_the_entities_are_parsed(api: Api, chat: Chat) -> None:
    text = "<b>" + "x" * 4096 + "</b>"

    await api.ok("sendMessage", chat_id=chat.id, text=text, parse_mode="HTML")


async def test_a_key_may_be_a_plain_word(api: Api, chat: Chat) -> None:
    markup = {"keyboard": [["Tak", {"text": "Nie"}]]}
    await api.ok("sendMessage", chat_id=chat.id, text="?", reply_markup=markup)

    assert await chat.keyboard() == ["Tak", "Nie"]


async def test_rights_that_are_not_named_are_not_given(api: Api) -> None:
    await api.ok("setMyDefaultAdministratorRights", rights={"can_pin_messages": True})

    rights = await api.ok("getMyDefaultAdministratorRights")
    assert (rights["can_pin_messages"], rights["can_manage_chat"]) == (True, False)


async def test_a_flag_in_other_words_is_off(api: Api, chat: Chat) -> None:
    sent = await api.ok("sendMessage", chat_id=chat.id, text="?", protect_content="maybe")
    assert "has_protected_content" not in sent


async def test_a_webhook_without_an_address_is_none(api: Api) -> None:
    await api.ok("setWebhook")

    assert (await api.ok("getWebhookInfo"))["url"] == ""


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.com?x=1", "https://example.com/?x=1"),
        ("https://example.com#x", "https://example.com/#x"),
        ("HTTPS://Example.COM/Ścieżka", "https://example.com/Ścieżka"),
        ("example.com", "http://example.com/"),
        ("example.com:080/a?b", "http://example.com:80/a?b"),
        ("http://ala:kot@Example.com", "http://ala:kot@example.com/"),
        ("http://127.0.0.1:8081/x", "http://127.0.0.1:8081/x"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("ftp://example.com", None),
        ("nonsense", None),
        ("http://", None),
        ("http://exa mple.com", None),
        ("http://example.com:99999", None),
    ],
)
async def test_links_are_kept_as_telegram_keeps_them(
    api: Api, chat: Chat, url: str, kept: str | None
) -> None:
    entity = {"type": "text_link", "offset": 0, "length": 5, "url": url}
    sent = await api.ok("sendMessage", chat_id=chat.id, text="tutaj", entities=[entity])

    assert [e["url"] for e in sent.get("entities", [])] == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("text", "code", "language"),
    [
        ("```python\nx = 1```", "x = 1", "python"),
        ("```\nx = 1```", "x = 1", None),
        ("```x```", "x", None),
        ("```c++ x```", "x", "c++"),
    ],
)
@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2"])
async def test_a_fence_names_its_language(
    api: Api, chat: Chat, mode: str, text: str, code: str, language: str | None
) -> None:
    sent = await api.ok("sendMessage", chat_id=chat.id, text=text, parse_mode=mode)

    assert sent["text"].strip() == code
    assert sent["entities"][0]["type"] == "pre"
    assert sent["entities"][0].get("language") == language


async def test_a_switched_off_preview_is_told_in_the_newer_way(api: Api, chat: Chat) -> None:
    sent = await api.ok("sendMessage", chat_id=chat.id, text="a.pl", disable_web_page_preview=True)

    assert sent["link_preview_options"] == {"is_disabled": True}
