"""Inline queries and web apps: what the bot offers, and what a person sends of it."""

import asyncio
from typing import Any

import pytest

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat, Refused

SALDO = {
    "type": "article",
    "id": "saldo",
    "title": "Saldo",
    "input_message_content": {"message_text": "<b>312,40 zł</b>", "parse_mode": "HTML"},
    "reply_markup": {"inline_keyboard": [[{"text": "Zapłać", "callback_data": "p"}]]},
}


async def waiting(api: Api) -> dict[str, Any]:
    async with asyncio.timeout(10):
        while not (found := [u for u in await api.updates() if "inline_query" in u]):
            pass
    return dict(found[-1]["inline_query"])


async def answered(api: Api, chat: Chat, *results: dict[str, Any]) -> dict[str, Any]:
    """What the person is offered for what they type."""
    asked = asyncio.create_task(chat.inline("ile"))
    query = await waiting(api)
    assert (query["query"], query["from"]["id"]) == ("ile", chat.person)
    await api.ok("answerInlineQuery", inline_query_id=query["id"], results=results)
    return await asked


async def test_a_result_is_chosen_and_comes_from_the_person_by_way_of_the_bot(
    api: Api, chat: Chat
) -> None:
    offered = await answered(api, chat, SALDO)
    assert [result["title"] for result in offered["results"]] == ["Saldo"]

    sent = await chat.choose(offered["query_id"], "saldo")

    message, chosen = (await api.updates())[-2:]
    assert sent["html"] == "<b>312,40 zł</b>"
    assert message["message"]["from"]["id"] == chat.person
    assert message["message"]["via_bot"]["id"] == 42
    assert chosen["chosen_inline_result"]["result_id"] == "saldo"
    which = {"inline_message_id": chosen["chosen_inline_result"]["inline_message_id"]}
    assert await api.ok("editMessageText", **which, text="zapłacone") is True
    assert (await chat.texts())[-1] == "zapłacone"


@pytest.mark.parametrize(
    ("result", "text"),
    [
        ({"type": "contact", "phone_number": "+48600", "first_name": "Biuro"}, "Biuro +48600"),
        ({"type": "location", "latitude": 51.0, "longitude": 17.0, "title": "x"}, "51.0, 17.0"),
        (
            {
                "type": "venue",
                "latitude": 51.0,
                "longitude": 17.0,
                "title": "Biuro",
                "address": "Ikara 10b",
            },
            "Biuro, Ikara 10b",
        ),
    ],
)
async def test_other_kinds_of_results_are_sent_as_what_they_are(
    api: Api, chat: Chat, result: dict[str, Any], text: str
) -> None:
    offered = await answered(api, chat, result | {"id": "1"})

    assert (await chat.choose(offered["query_id"], "1"))["text"] == text


async def test_a_result_that_only_an_address_names_cannot_be_sent(api: Api, chat: Chat) -> None:
    address = "https://example.org/a.jpg"
    photo = {"type": "photo", "id": "1", "photo_url": address, "thumbnail_url": address}
    offered = await answered(api, chat, photo)

    with pytest.raises(Refused, match="nothing is fetched"):
        await chat.choose(offered["query_id"], "1")


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([SALDO, SALDO], "RESULT_ID_DUPLICATE"),
        ([SALDO | {"id": ""}], "RESULT_ID_INVALID"),
        ([SALDO | {"id": str(n)} for n in range(51)], "RESULTS_TOO_MUCH"),
        ([SALDO | {"input_message_content": {"message_text": " "}}], "message text is empty"),
    ],
)
async def test_wrong_results_are_refused(
    api: Api, chat: Chat, results: list[dict[str, Any]], reason: str
) -> None:
    asked = asyncio.create_task(chat.inline("ile"))
    number = (await waiting(api))["id"]

    assert reason in await api.error("answerInlineQuery", inline_query_id=number, results=results)
    await api.ok("answerInlineQuery", inline_query_id=number, results=[])
    assert (await asked)["results"] == []


async def test_an_unknown_query_is_too_old(api: Api) -> None:
    for method, params in (
        ("answerInlineQuery", {"inline_query_id": "1", "results": []}),
        ("answerWebAppQuery", {"web_app_query_id": "1", "result": SALDO}),
    ):
        assert "query is too old" in await api.error(method, **params)


async def test_a_web_app_sends_its_data(api: Api, chat: Chat) -> None:
    await chat.web_app('{"krok":1}', button="Formularz")

    message = (await api.updates())[-1]["message"]
    assert message["web_app_data"] == {"data": '{"krok":1}', "button_text": "Formularz"}


async def test_a_web_app_answers_for_the_person_once(api: Api, chat: Chat) -> None:
    number = (await chat.web_app())["web_app_query_id"]

    sent = await api.ok("answerWebAppQuery", web_app_query_id=number, result=SALDO)

    assert sent["inline_message_id"]
    assert (await chat.messages())[-1]["from"]["id"] == chat.person
    again = await api.error("answerWebAppQuery", web_app_query_id=number, result=SALDO)
    assert "query is too old" in again
