"""Rich messages: headings, lists, tables and details, from blocks, HTML and Markdown."""

import asyncio
from typing import Any

import pytest

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat

HTML = (
    "<h2>Saldo</h2><p>Do zapłaty: <b>120,00 zł</b></p>"
    "<ul><li>czynsz</li><li>woda</li></ul><ol><li>raz</li></ol>"
    "<table bordered><tr><th>Składnik</th><th>Kwota</th></tr>"
    '<tr><td>Woda</td><td align="right">20,00</td></tr></table>'
    "<details><summary>Więcej</summary><p>opis</p></details><hr><pre>a  b</pre>"
)
MARKDOWN = """## Saldo

Do zapłaty: **120,00 zł**

- czynsz
- woda

1. raz

| Składnik | Kwota |
|---|---:|
| Woda | 20,00 |

---
```
a  b
```
"""


async def send(api: Api, chat: Chat, **rich: Any) -> dict[str, Any]:
    sent = await api.ok("sendRichMessage", chat_id=chat.id, rich_message=rich)
    return dict(sent["rich_message"])


@pytest.mark.parametrize("source", [{"html": HTML}, {"markdown": MARKDOWN}])
async def test_a_source_becomes_blocks(api: Api, chat: Chat, source: dict[str, str]) -> None:
    blocks = (await send(api, chat, **source))["blocks"]

    kinds = [block["type"] for block in blocks if block["type"] != "details"]
    assert kinds == ["heading", "paragraph", "list", "list", "table", "divider", "pre"]
    assert blocks[1]["text"] == ["Do zapłaty: ", {"type": "bold", "text": "120,00 zł"}]
    assert [item["label"] for item in blocks[3]["items"]] == ["1."]
    assert blocks[4]["cells"][1][1]["align"] == "right"


async def test_a_person_sees_text_and_html(api: Api, chat: Chat) -> None:
    await send(api, chat, html=HTML)

    shown = (await chat.messages())[-1]

    assert shown["text"].splitlines()[:5] == [
        "Saldo",
        "Do zapłaty: 120,00 zł",
        "• czynsz",
        "• woda",
        "1. raz",
    ]
    assert "Woda\t20,00" in shown["text"]
    assert "<details><summary>Więcej</summary><p>opis</p></details>" in shown["html"]
    assert '<td align="right">20,00</td>' in shown["html"]


async def test_blocks_are_kept_as_sent(api: Api, chat: Chat) -> None:
    cell = {"text": "Woda", "align": "left", "valign": "middle"}
    blocks = [
        {"type": "heading", "text": "Saldo", "size": 2},
        {"type": "table", "cells": [[cell]]},
        {"type": "details", "summary": "Więcej", "blocks": [{"type": "divider"}]},
    ]

    assert (await send(api, chat, blocks=blocks))["blocks"] == blocks


async def test_html_of_a_person_is_never_html_of_the_page(api: Api, chat: Chat) -> None:
    text = "<script>alert(1)</script>"

    await send(api, chat, blocks=[{"type": "paragraph", "text": text}])

    assert (await chat.messages())[-1]["html"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


@pytest.mark.parametrize(
    ("rich", "reason"),
    [
        ({}, "rich message is empty"),
        ({"html": "x", "markdown": "y"}, "exactly one of html, markdown and blocks must be used"),
        ({"html": "<script>x"}, 'can\'t parse entities: Unsupported start tag "script"'),
        ({"html": "<p>x"}, "can't parse entities: Can't find end tag corresponding to start tag"),
        ({"html": "<p>x</b>"}, "can't parse entities: Unmatched end tag at byte offset 4"),
        ({"blocks": [{"type": "nonsense"}]}, "can't parse rich_message"),
        ({"html": "<p>" + "x" * 40_000 + "</p>"}, "message is too long"),
    ],
)
async def test_a_wrong_rich_message_is_refused(
    api: Api, chat: Chat, rich: dict[str, Any], reason: str
) -> None:
    error = await api.error("sendRichMessage", chat_id=chat.id, rich_message=rich)

    assert error.startswith(f"Bad Request: {reason}")


async def test_a_rich_message_is_edited_into_text_and_back(api: Api, chat: Chat) -> None:
    sent = await api.ok("sendRichMessage", chat_id=chat.id, rich_message={"html": "<p>a</p>"})
    target = {"chat_id": chat.id, "message_id": sent["message_id"]}

    await api.ok("editMessageText", **target, text="b")
    same = {"rich_message": {"markdown": "# c"}}
    await api.ok("editMessageText", **target, **same)

    assert (await chat.messages())[-1]["html"] == "<h1>c</h1>"
    assert "message is not modified" in await api.error("editMessageText", **target, **same)


async def test_a_button_inside_a_rich_message_is_pressed(api: Api, chat: Chat) -> None:
    blocks = [
        {"type": "paragraph", "text": "Zgoda?"},
        {"type": "buttons", "buttons": [{"text": "Tak", "callback_data": "yes"}]},
    ]
    await send(api, chat, blocks=blocks)

    pressing = asyncio.create_task(chat.press("tak"))
    offset = (await api.updates())[0]["update_id"] + 1
    query = (await api.updates(offset=offset, timeout=5))[0]["callback_query"]
    await api.ok("answerCallbackQuery", callback_query_id=query["id"])

    assert query["data"] == "yes"
    assert await pressing is not None
