"""The parts that a change can break without a number to show it: server, bare bot, their waves."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.bot_api import BotApi, Call, Chat, serving
from benchmarks.load import MENU, SALDO, Script, Side, begin_at_menu, for_bare
from benchmarks.processes import running_bare

TOKEN = "1:BARE"


async def test_a_bare_bot_answers_presses_as_it_was_told(tmp_path: Path) -> None:
    api = BotApi()
    script = {SALDO: screen("312,40 zł", MENU), MENU: screen("Menu", SALDO)}
    async with serving({TOKEN: api}) as address:
        with running_bare(address, TOKEN, for_bare(script), tmp_path) as process:
            await api.polled.wait()
            chats = [chat_at_menu(api, script) for _ in range(3)]
            side = Side("bare", api, process, chats, script, nothing)
            samples = [await side.wave(chats, said, Chat.press) for said in (SALDO, MENU, SALDO)]
    assert [sample.presses for sample in samples] == [3, 3, 3]
    assert all(sample.cpu > 0 and len(sample.latencies) == 3 for sample in samples)
    assert [chat.newest["text"] for chat in chats] == ["312,40 zł"] * 3


def screen(text: str, button: str) -> list[Call]:
    """What shows a text and a button that leads on."""
    markup = {"inline_keyboard": [[{"text": button, "callback_data": "of eBOK's own"}]]}
    shown = {"text": text, "parse_mode": "HTML", "reply_markup": json.dumps(markup)}
    return [
        Call("answerCallbackQuery", {"callback_query_id": "7"}),
        Call("editMessageText", {"chat_id": "7", "message_id": "7", **shown}),
    ]


def chat_at_menu(api: BotApi, script: Script) -> Chat:
    chat = api.new_chat()
    begin_at_menu(chat, script)
    return chat


async def nothing(_chat: Chat) -> None:
    """A bare bot needs no beginning."""
