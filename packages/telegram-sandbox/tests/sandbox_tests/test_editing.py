"""Editing, deleting, copying, forwarding, pinning, reacting."""

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox_tests.conftest import PNG, Api
from telegram_sandbox.client import Chat, Sandbox

BUTTONS = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
TWO_DAYS = 48 * 3600 + 60


async def sent(api: Api, chat: Chat, text: str = "raz", **more: Any) -> int:
    return int((await api.ok("sendMessage", chat_id=chat.id, text=text, **more))["message_id"])


async def test_an_edit_without_buttons_takes_the_buttons_away(api: Api, chat: Chat) -> None:
    number = await sent(api, chat, reply_markup=BUTTONS)

    await api.ok("editMessageText", chat_id=chat.id, message_id=number, text="dwa")

    shown = (await chat.messages())[-1]
    assert (shown["text"], shown["buttons"], shown["edited"]) == ("dwa", [], True)


async def test_the_same_again_is_not_modified(api: Api, chat: Chat) -> None:
    number = await sent(api, chat, reply_markup=BUTTONS)

    error = await api.error(
        "editMessageText", chat_id=chat.id, message_id=number, text="raz", reply_markup=BUTTONS
    )

    assert error == (
        "Bad Request: message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message"
    )


async def test_what_cannot_be_edited(api: Api, chat: Chat) -> None:
    own = await chat.send("moje")
    with_keyboard = await sent(api, chat, reply_markup={"keyboard": [[{"text": "Menu"}]]})
    plain = await sent(api, chat)

    async def refusal(method: str, number: int, **more: Any) -> str:
        return await api.error(method, chat_id=chat.id, message_id=number, **more)

    assert (await refusal("editMessageText", 999, text="x")).endswith("message to edit not found")
    assert (await refusal("editMessageText", own["message_id"], text="x")).endswith(
        "message can't be edited"
    )
    assert (await refusal("editMessageText", with_keyboard, text="x")).endswith(
        "message can't be edited"
    )
    assert (await refusal("editMessageCaption", plain, caption="x")).endswith(
        "there is no caption in the message to edit"
    )


async def test_deleting_twice_finds_nothing(api: Api, chat: Chat) -> None:
    number = await sent(api, chat)

    await api.ok("deleteMessage", chat_id=chat.id, message_id=number)

    error = await api.error("deleteMessage", chat_id=chat.id, message_id=number)
    assert error == "Bad Request: message to delete not found"
    assert await chat.texts() == ["/start"]


async def test_after_48_hours_a_message_stays(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    number = await sent(api, chat)
    await sandbox.advance_clock(TWO_DAYS)

    error = await api.error("deleteMessage", chat_id=chat.id, message_id=number)

    assert error.startswith("Bad Request: message can't be deleted")


async def test_many_are_deleted_at_once_and_unknown_ones_are_passed_over(
    api: Api, chat: Chat
) -> None:
    numbers = [await sent(api, chat) for _ in range(3)]

    await api.ok("deleteMessages", chat_id=chat.id, message_ids=[*numbers, 999])

    assert await chat.texts() == ["/start"]


async def test_a_copy_has_no_origin_and_a_forward_has(api: Api, chat: Chat, staff: Chat) -> None:
    letter = await chat.send("Dzień dobry")
    source = {"from_chat_id": chat.id, "message_id": letter["message_id"]}

    copy = await api.ok("copyMessage", chat_id=staff.id, **source)
    forward = await api.ok("forwardMessage", chat_id=staff.id, **source)

    assert (await staff.messages())[0]["message_id"] == copy["message_id"]
    assert forward["forward_origin"]["sender_user"]["id"] == chat.person
    assert await staff.texts() == ["Dzień dobry"] * 2


async def test_protected_content_cannot_be_forwarded(api: Api, chat: Chat, staff: Chat) -> None:
    number = await sent(api, chat, protect_content=True)

    source = {"from_chat_id": chat.id, "message_id": number}
    error = await api.error("forwardMessage", chat_id=staff.id, **source)

    assert error == "Bad Request: message can't be forwarded"


async def test_many_are_forwarded_in_order(api: Api, chat: Chat, staff: Chat) -> None:
    numbers = [(await chat.send(text))["message_id"] for text in ("a", "b")]

    await api.ok("forwardMessages", chat_id=staff.id, from_chat_id=chat.id, message_ids=numbers)

    assert await staff.texts() == ["a", "b"]


async def test_a_pin_is_shown_and_taken_off(api: Api, chat: Chat) -> None:
    number = await sent(api, chat)

    await api.ok("pinChatMessage", chat_id=chat.id, message_id=number)
    info = await api.ok("getChat", chat_id=chat.id)
    await api.ok("unpinChatMessage", chat_id=chat.id)

    assert info["pinned_message"]["message_id"] == number
    assert "pinned_message" not in await api.ok("getChat", chat_id=chat.id)
    assert (await chat.messages())[-1]["service"] == "pinned"


async def test_a_reaction_is_a_silent_receipt(api: Api, chat: Chat) -> None:
    letter = await chat.send("Dziękuję")
    reaction = [{"type": "emoji", "emoji": "👍"}]
    target = {"chat_id": chat.id, "message_id": letter["message_id"]}

    await api.ok("setMessageReaction", **target, reaction=reaction)

    assert (await chat.messages())[-1]["reactions"] == ["👍"]
    wrong = [{"type": "emoji", "emoji": "🏠"}]
    assert (await api.error("setMessageReaction", **target, reaction=wrong)).endswith(
        "REACTION_INVALID"
    )


async def test_a_reply_quotes_what_is_there(api: Api, chat: Chat) -> None:
    letter = await chat.send("Proszę o saldo lokalu")
    reply = {"message_id": letter["message_id"], "quote": "saldo"}

    answer = await api.ok("sendMessage", chat_id=chat.id, text="!", reply_parameters=reply)

    assert answer["quote"]["text"] == "saldo"
    assert answer["reply_to_message"]["message_id"] == letter["message_id"]
    error = await api.error(
        "sendMessage", chat_id=chat.id, text="!", reply_parameters=reply | {"quote": "czynsz"}
    )
    assert error == "Bad Request: QUOTE_TEXT_INVALID"


@pytest.mark.parametrize("query", ["", "12345"])
async def test_an_unknown_query_is_too_old(api: Api, query: str) -> None:
    error = await api.error("answerCallbackQuery", callback_query_id=query)

    assert "query is too old and response timeout expired or query ID is invalid" in error


async def test_a_second_answer_to_a_press_changes_nothing(api: Api, chat: Chat) -> None:
    await sent(api, chat, reply_markup=BUTTONS)
    pressed = asyncio.create_task(chat.press("A"))
    query = (await api.updates(offset=-1, timeout=10))[0]
    while "callback_query" not in query:
        query = (await api.updates(offset=query["update_id"] + 1, timeout=10))[0]
    number = query["callback_query"]["id"]

    await api.ok("answerCallbackQuery", callback_query_id=number, text="pierwsza")
    await api.ok("answerCallbackQuery", callback_query_id=number, text="druga")

    assert await pressed == {"text": "pierwsza", "show_alert": False}


async def test_captions_in_albums_are_edited_and_the_album_stays(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    for name in "ab":
        await chat.send_file(f"{name}.png", PNG, as_="photo")
    ids = [
        update["message"]["photo"][-1]["file_id"]
        for update in await api.updates()
        if "photo" in update["message"]
    ]
    media = [{"type": "photo", "media": file_id, "caption": "stary"} for file_id in ids]
    album = await api.ok("sendMediaGroup", chat_id=chat.id, media=media)
    target = {"chat_id": chat.id, "message_id": album[1]["message_id"]}

    edited = await api.ok("editMessageCaption", **target, caption="nowy")
    bare = await api.ok("editMessageCaption", **target)

    assert (edited["caption"], edited["media_group_id"]) == ("nowy", album[0]["media_group_id"])
    assert "caption" not in bare
    shown = (await chat.messages())[-2:]
    assert [message["text"] for message in shown] == ["stary", ""]
    assert len({message["album"] for message in shown}) == 1


async def test_a_person_edits_a_caption_in_their_album(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    form = aiohttp.FormData({"from": str(chat.person), "as": "photo", "text": "stary"})
    for name in "ab":
        form.add_field("file", PNG, filename=f"{name}.png", content_type="image/png")
    first = await sandbox.call("POST", f"/chats/{chat.id}/send", data=form)

    await chat.edit(first["message_id"], "nowy +48600700800")

    told = (await api.updates())[-1]["edited_message"]
    assert (told["caption"], told["media_group_id"]) == ("nowy +48600700800", first["album"])
    assert told["caption_entities"][0]["type"] == "phone_number"
