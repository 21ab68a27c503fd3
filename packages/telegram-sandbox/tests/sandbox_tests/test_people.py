"""People write, press, edit, block; the bot gets updates, people see the client's view."""

import asyncio
from typing import Any

import pytest

from sandbox_tests.conftest import PNG, Api
from telegram_sandbox.client import Chat, Person, Refused, Sandbox


async def test_a_person_has_an_id_and_speaks_polish(sandbox: Sandbox) -> None:
    person = await sandbox.person("Jan")

    assert person["id"] > 0
    assert person["language_code"] == "pl"


async def test_a_card_is_kept_as_it_was_given(sandbox: Sandbox) -> None:
    card = {"title": "Anna", "rows": [["Symbol", "123456"]], "note": "demo"}

    await sandbox.post("/people", first_name="Anna", card=card)

    assert (await sandbox.get("/people"))[0]["card"] == card


async def test_a_deep_link_reaches_the_bot_as_a_command(api: Api, chat: Chat) -> None:
    await chat.send("/start payload")

    message = (await api.updates())[-1]["message"]
    assert message["text"] == "/start payload"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"]["language_code"] == "pl"


async def test_a_shared_contact_carries_the_persons_own_id(
    api: Api, chat: Chat, anna: Person
) -> None:
    await chat.share_contact()

    contact = (await api.updates())[-1]["message"]["contact"]
    assert contact["phone_number"] == "+48600700800"
    assert contact["user_id"] == anna["id"]


async def test_a_photo_from_a_person_has_its_true_size(api: Api, chat: Chat) -> None:
    await chat.send_file("../../x.png", PNG, as_="photo", text="Licznik")

    message = (await api.updates())[-1]["message"]
    assert (message["photo"][0]["width"], message["photo"][0]["height"]) == (1, 1)
    assert message["caption"] == "Licznik"


async def test_a_press_finds_the_newest_button_without_its_emoji(api: Api, chat: Chat) -> None:
    for data in ("old", "new"):
        keyboard = {"inline_keyboard": [[{"text": "✅ Dalej", "callback_data": data}]]}
        await api.ok("sendMessage", chat_id=chat.id, text="?", reply_markup=keyboard)

    pressing = asyncio.create_task(chat.press("DALEJ"))
    offset = (await api.updates())[-1]["update_id"]
    query = (await api.updates(offset=offset + 1, timeout=5))[0]["callback_query"]
    await api.ok("answerCallbackQuery", callback_query_id=query["id"], text="Już", show_alert=True)

    assert query["data"] == "new"
    assert await pressing == {"text": "Już", "show_alert": True}


async def test_a_label_that_is_not_there_answers_with_those_that_are(api: Api, chat: Chat) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Menu", "callback_data": "m"}]]}
    await api.ok("sendMessage", chat_id=chat.id, text="?", reply_markup=keyboard)

    with pytest.raises(Refused) as refusal:
        await chat.press("Saldo")

    assert refusal.value.status == 404
    assert refusal.value.body["labels"] == ["Menu"]


async def test_buttons_that_copy_link_or_do_nothing_reach_no_bot(api: Api, chat: Chat) -> None:
    row: list[dict[str, Any]] = [
        {"text": "Kopiuj", "copy_text": {"text": "PL61"}, "style": "primary"},
        {"text": "Strona", "url": "https://example.com"},
        {"text": "Niedostępne", "disabled": {}},
    ]
    await api.ok("sendMessage", chat_id=chat.id, text="?", reply_markup={"inline_keyboard": [row]})

    assert [await chat.press(button["text"]) for button in row] == [None, None, None]
    shown = (await chat.screen())["buttons"][0]
    assert (shown[0]["copy_text"], shown[0]["style"]) == ("PL61", "primary")
    assert shown[1]["url"] == "https://example.com/"
    assert shown[2]["disabled"] is True
    assert not any("callback_query" in update for update in await api.updates())


async def test_the_reply_keyboard_sends_its_text_and_goes_when_used_once(
    api: Api, chat: Chat
) -> None:
    markup = {"keyboard": [[{"text": "🏠 Menu"}]], "one_time_keyboard": True}
    await api.ok("sendMessage", chat_id=chat.id, text="?", reply_markup=markup)

    await chat.press("menu")

    assert (await api.updates())[-1]["message"]["text"] == "🏠 Menu"
    assert await chat.keyboard() == []


async def test_a_reply_keyboard_goes_with_the_message_that_brought_it(api: Api, chat: Chat) -> None:
    markup = {"keyboard": [[{"text": "Menu"}]]}
    sent = await api.ok("sendMessage", chat_id=chat.id, text="?", reply_markup=markup)
    assert await chat.keyboard() == ["Menu"]

    await api.ok("deleteMessage", chat_id=chat.id, message_id=sent["message_id"])

    assert await chat.keyboard() == []


async def test_remove_keyboard_removes_it(api: Api, chat: Chat) -> None:
    markup = {"keyboard": [[{"text": "Menu"}]]}
    await api.ok("sendMessage", chat_id=chat.id, text="?", reply_markup=markup)

    gone = {"remove_keyboard": True}
    await api.ok("sendMessage", chat_id=chat.id, text="!", reply_markup=gone)

    assert await chat.keyboard() == []


async def test_an_edit_is_an_update_and_shows_the_newest_form(api: Api, chat: Chat) -> None:
    sent = await chat.send("Dzien dobry")

    await chat.edit(sent["message_id"], "Dzień dobry")

    edited = (await api.updates())[-1]["edited_message"]
    assert edited["text"] == "Dzień dobry"
    assert edited["edit_date"]
    assert (await chat.messages())[-1]["edited"] is True


async def test_a_person_deletes_without_telling_the_bot(api: Api, chat: Chat) -> None:
    sent = await chat.send("sekret")

    await chat.delete(sent["message_id"])

    assert await chat.texts() == ["/start"]
    assert len(await api.updates()) == 2


async def test_a_blocked_bot_is_told_and_refused(api: Api, chat: Chat) -> None:
    await chat.block()

    change = (await api.updates())[-1]["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"
    error = await api.error("sendMessage", chat_id=chat.id, text="?")
    assert error == "Forbidden: bot was blocked by the user"

    await chat.unblock()
    await api.ok("sendMessage", chat_id=chat.id, text="!")


async def test_a_bot_cannot_write_first(sandbox: Sandbox, api: Api, anna: Person) -> None:
    error = await api.error("sendMessage", chat_id=anna["id"], text="?")

    assert error == "Bad Request: chat not found"


async def test_a_reaction_reaches_the_bot_that_asked_for_reactions(api: Api, chat: Chat) -> None:
    await api.updates(allowed_updates=["message_reaction"])
    sent = await api.ok("sendMessage", chat_id=chat.id, text="?")

    await chat.react(sent["message_id"], "👍")

    reaction = (await api.updates())[-1]["message_reaction"]
    assert reaction["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]


async def test_an_album_from_a_person_comes_as_separate_messages(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    from aiohttp import FormData

    form = FormData({"from": str(chat.person), "as": "photo"})
    for name in ("a.png", "b.png"):
        form.add_field("file", PNG, filename=name, content_type="image/png")
    await sandbox.call("POST", f"/chats/{chat.id}/send", data=form)

    albums = [u["message"]["media_group_id"] for u in (await api.updates())[1:]]
    assert len(albums) == 2
    assert len(set(albums)) == 1


async def test_the_screen_is_the_newest_message_with_buttons(api: Api, chat: Chat) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Menu", "callback_data": "m"}]]}
    await api.ok("sendMessage", chat_id=chat.id, text="okno", reply_markup=keyboard)
    await api.ok("sendMessage", chat_id=chat.id, text="dopisek")

    assert (await chat.screen())["text"] == "okno"


async def test_messages_come_after_an_id_and_by_topic(api: Api, staff: Chat) -> None:
    topic = await api.ok("createForumTopic", chat_id=staff.id, name="Sprawa 1")
    thread = topic["message_thread_id"]
    first = await staff.send("w temacie", thread=thread)
    await staff.send("ogólnie")

    assert await staff.texts(after=first["message_id"]) == ["ogólnie"]
    assert await staff.texts(thread=thread) == ["Sprawa 1", "w temacie"]


async def test_an_edit_gives_an_old_message_a_button_that_a_newer_one_has_too(
    api: Api, chat: Chat
) -> None:
    old = (await api.ok("sendMessage", chat_id=chat.id, text="1"))["message_id"]
    url = {"text": "Dalej", "url": "https://nowy.pl"}
    new = await api.ok(
        "sendMessage", chat_id=chat.id, text="2", reply_markup={"inline_keyboard": [[url]]}
    )
    target = {"chat_id": chat.id, "message_id": old}
    buttons = [url | {"url": "https://stary.pl"}, url | {"text": "Wstecz"}]
    await api.ok("editMessageReplyMarkup", **target, reply_markup={"inline_keyboard": [buttons]})

    async def address(label: str) -> str:
        body = {"from_": chat.person, "label": label}
        return str((await chat.sandbox.post(f"/chats/{chat.id}/press", **body))["url"])

    assert await address("dalej") == "https://nowy.pl/"
    assert (await chat.screen())["message_id"] == new["message_id"]
    await api.ok("deleteMessage", chat_id=chat.id, message_id=new["message_id"])
    assert await address("dalej") == "https://stary.pl/"
    await api.ok("editMessageReplyMarkup", **target)
    with pytest.raises(Refused) as refusal:
        await chat.press("wstecz")
    assert refusal.value.body["labels"] == []


async def test_who_has_blocked_the_bot_neither_edits_nor_reacts(api: Api, chat: Chat) -> None:
    letter = await chat.send("raz")
    await chat.block()
    offset = (await api.updates())[-1]["update_id"] + 1

    for act in (chat.edit(letter["message_id"], "dwa"), chat.react(letter["message_id"], "👍")):
        with pytest.raises(Refused) as refusal:
            await act
        assert refusal.value.status == 409

    assert await api.updates(offset=offset) == []


async def test_a_shared_contact_cannot_be_edited_but_a_caption_can(api: Api, chat: Chat) -> None:
    contact = await chat.share_contact()
    photo = await chat.send_file("x.png", PNG, as_="photo", text="Licznik")

    with pytest.raises(Refused) as refusal:
        await chat.edit(contact["message_id"], "ktoś inny")
    await chat.edit(photo["message_id"], "Wodomierz")

    assert refusal.value.status == 400
    assert (await api.updates())[-1]["edited_message"]["caption"] == "Wodomierz"


async def test_a_protected_message_is_not_forwarded(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    sent = await api.ok("sendMessage", chat_id=chat.id, text="tylko tu", protect_content=True)

    with pytest.raises(Refused) as refusal:
        await sandbox.post(
            f"/chats/{chat.id}/send", from_=chat.person, forward_of=sent["message_id"]
        )

    assert refusal.value.status == 403
