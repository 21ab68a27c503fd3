"""Every method that the sandbox answers, called once with success: what it returns is kept."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from sandbox_tests.conftest import PNG
from telegram_sandbox.client import Chat, Person, Sandbox

KINDS = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
    "poll",
    "poll_answer",
    "chat_join_request",
    "inline_query",
    "chosen_inline_result",
]
BUTTONS = {
    "inline_keyboard": [
        [
            {"text": "✅ Tak", "callback_data": "yes", "style": "success"},
            {"text": "Kopiuj", "copy_text": {"text": "x"}},
            {"text": "WWW", "url": "https://example.pl"},
        ]
    ]
}
RICH = (
    "<h1>Saldo</h1><p>Do <b>zapłaty</b></p><ul><li>raz</li></ul>"
    "<table><tr><th>a</th><td>b</td></tr></table><details><summary>x</summary><p>y</p></details>"
)


@dataclass
class Tour:
    """`seen` holds (method, result) of each call that was made."""

    sandbox: Sandbox
    chat: Chat
    staff: Chat
    seen: list[tuple[str, Any]] = field(default_factory=list)

    async def call(self, method: str, *files: str, **params: Any) -> Any:
        form = aiohttp.FormData()
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name in files:
            form.add_field(name, PNG, filename=f"{name}.png", content_type="image/png")
        async with (
            aiohttp.ClientSession(self.sandbox.url) as http,
            http.post(f"/bot{self.sandbox.token}/{method}", data=form) as answer,
        ):
            body = await answer.json()
        assert body["ok"], (method, body)
        self.seen.append((method, body["result"]))
        return body["result"]

    async def go(self) -> None:
        await self.call("getUpdates", allowed_updates=KINDS)
        await self._about_itself()
        sent = await self._sends()
        await self._changes(sent)
        await self._topics()
        await self._private()
        await self._invites()
        await self._inline()
        await self._members()
        await self._people()
        await self._leave()

    async def _about_itself(self) -> None:
        commands = [{"command": "start", "description": "Początek"}]
        await self.call("setMyCommands", commands=commands)
        await self.call("setMyName", name="Biuro")
        await self.call("setMyDescription", description="Pomaga")
        await self.call("setMyShortDescription", short_description="Pomaga")
        await self.call("setMyDefaultAdministratorRights")
        await self.call("setChatMenuButton", menu_button={"type": "commands"})
        for method in (
            *("getMe", "getMyCommands", "getMyName", "getMyDescription", "getMyShortDescription"),
            *("getMyDefaultAdministratorRights", "getChatMenuButton", "deleteMyCommands"),
            *("getForumTopicIconStickers", "getWebhookInfo", "logOut", "close"),
        ):
            await self.call(method)

    async def _sends(self) -> int:
        to = self.chat.id
        first = await self.call("sendMessage", chat_id=to, text="*a* \\+48600700800", **MARKED)
        number = int(first["message_id"])
        reply = {"message_id": number, "quote": "a"}
        await self.call("sendMessage", chat_id=to, text="b", reply_parameters=reply)
        await self.call("sendRichMessage", chat_id=to, rich_message={"html": RICH})
        for kind in ("photo", "document", "video", "audio", "voice", "animation", "sticker"):
            await self.call(f"send{kind.capitalize()}", kind, chat_id=to)
        await self.call("sendVideoNote", "video_note", chat_id=to, protect_content=True)
        media = [{"type": "photo", "media": f"attach://{name}", "caption": "x"} for name in "ab"]
        await self.call("sendMediaGroup", "a", "b", chat_id=to, media=media)
        await self.call("sendContact", chat_id=to, phone_number="+48", first_name="Jan")
        await self.call("sendLocation", chat_id=to, latitude=51.1, longitude=17.0)
        place = {"latitude": 51.1, "longitude": 17.0}
        await self.call("sendVenue", chat_id=to, title="Biuro", address="Bulwar", **place)
        await self.call("sendDice", chat_id=to)
        poll = await self.call(
            "sendPoll", chat_id=to, question="?", options=["tak", "nie"], is_anonymous=False
        )
        await self.chat.vote(poll["message_id"], 0)
        await self.call("stopPoll", chat_id=to, message_id=poll["message_id"])
        await self.call("sendChatAction", chat_id=to, action="typing")
        return number

    async def _changes(self, number: int) -> None:
        here = {"chat_id": self.chat.id, "message_id": number}
        source = {"chat_id": self.staff.id, "from_chat_id": self.chat.id}
        await self.call("editMessageText", **here, text="c", reply_markup=BUTTONS)
        await self.call("editMessageText", **here, rich_message={"html": RICH})
        await self.call("editMessageReplyMarkup", **here, reply_markup=BUTTONS)
        photo = await self.call("sendPhoto", "photo", chat_id=self.chat.id)
        there = here | {"message_id": photo["message_id"]}
        await self.call("editMessageCaption", **there, caption="nowy")
        media = {"type": "document", "media": "attach://m"}
        document = await self.call("editMessageMedia", "m", **there, media=media)
        await self.call("getFile", file_id=document["document"]["file_id"])
        await self.call("setMessageReaction", **here, reaction=[{"type": "emoji", "emoji": "👍"}])
        await self.call("copyMessage", **source, message_id=number)
        await self.call("forwardMessage", **source, message_id=number)
        await self.call("copyMessages", **source, message_ids=[number])
        await self.call("forwardMessages", **source, message_ids=[number])
        await self.call("pinChatMessage", **here)
        await self.call("getChat", chat_id=self.chat.id)
        await self.call("unpinChatMessage", chat_id=self.chat.id)
        await self.call("unpinAllChatMessages", chat_id=self.chat.id)
        await self.call("deleteMessage", **here)
        await self.call("deleteMessages", chat_id=self.chat.id, message_ids=[there["message_id"]])

    async def _topics(self) -> None:
        group = {"chat_id": self.staff.id}
        thread = (await self.call("createForumTopic", **group, name="A"))["message_thread_id"]
        topic = group | {"message_thread_id": thread}
        await self.call("sendMessage", **topic, text="w temacie")
        await self.staff.send("odpowiedź", thread=thread)
        await self.call("editForumTopic", **topic, name="B")
        for verb in ("close", "reopen"):
            await self.call(f"{verb}ForumTopic", **topic)
            await self.call(f"{verb}GeneralForumTopic", **group)
        await self.call("hideGeneralForumTopic", **group)
        await self.call("unhideGeneralForumTopic", **group)
        await self.call("editGeneralForumTopic", **group, name="Ogólne")
        await self.call("unpinAllForumTopicMessages", **topic)
        await self.call("unpinAllGeneralForumTopicMessages", **group)
        by = {"from_": self.staff.person}
        await self.sandbox.post(f"/group/topics/{thread}/close", **by)
        await self.sandbox.post(f"/group/topics/{thread}/reopen", **by)
        await self.call("deleteForumTopic", **topic)

    async def _invites(self) -> None:
        group = {"chat_id": self.staff.id}
        await self.call("exportChatInviteLink", **group)
        asks = {"creates_join_request": True, "name": "lokatorzy"}
        link = (await self.call("createChatInviteLink", **group, **asks))["invite_link"]
        for method in ("declineChatJoinRequest", "approveChatJoinRequest"):
            guest = await self.sandbox.person("Gość")
            await self.sandbox.chat(guest, self.staff.id).join(link)
            await self.call(method, **group, user_id=guest["id"])
        await self.call("editChatInviteLink", **group, invite_link=link, name="nowi")
        await self.call("revokeChatInviteLink", **group, invite_link=link)
        await self.call("setChatPhoto", "photo", **group)
        await self.call("getChat", **group)
        await self.call("deleteChatPhoto", **group)

    async def _inline(self) -> None:
        asked = asyncio.create_task(self.chat.inline("saldo"))
        query = await self._waiting("inline_query")
        said = {"message_text": "0 zł"}
        result: dict[str, Any] = {"type": "article", "id": "1", "title": "Saldo"}
        result |= {"input_message_content": said}
        await self.call("answerInlineQuery", inline_query_id=query, results=[result])
        await self.chat.choose((await asked)["query_id"], "1")
        opened = (await self.chat.web_app())["web_app_query_id"]
        await self.chat.web_app("dane", button="Otwórz")
        await self.call("answerWebAppQuery", web_app_query_id=opened, result=result)

    async def _private(self) -> None:
        whom = {"chat_id": self.staff.id, "receiver_user_id": self.staff.person}
        sent = await self.call("sendMessage", **whom, text="tylko tu")
        which = whom | {"ephemeral_message_id": sent["ephemeral_message_id"]}
        await self.call("editEphemeralMessageText", **which, text="inaczej")
        await self.call("editEphemeralMessageReplyMarkup", **which, reply_markup=BUTTONS)
        await self.call("deleteEphemeralMessage", **which)
        photo = await self.call("sendPhoto", "photo", **whom)
        there = whom | {"ephemeral_message_id": photo["ephemeral_message_id"]}
        await self.call("editEphemeralMessageCaption", **there, caption="podpis")
        media = {"type": "document", "media": "attach://m"}
        await self.call("editEphemeralMessageMedia", "m", **there, media=media)

    async def _members(self) -> None:
        group = {"chat_id": self.staff.id}
        await self.call("setChatTitle", **group, title="Spółdzielnia")
        await self.call("setChatDescription", **group, description="x")
        await self.call("setChatPermissions", **group, permissions={"can_send_messages": True})
        await self.call("getChatMemberCount", **group)
        await self.call("getUserProfilePhotos", user_id=self.chat.person)
        clerk = group | {"user_id": (await self.sandbox.person("Ola", staff=True))["id"]}
        await self.call("promoteChatMember", **clerk, can_manage_topics=True)
        await self.call("setChatAdministratorCustomTitle", **clerk, custom_title="kasa")
        await self.call("getChatAdministrators", **group)
        for method, more in (
            ("promoteChatMember", {}),  # an administrator no more: those cannot be banned
            ("restrictChatMember", {"permissions": {"can_send_messages": True}}),
            ("banChatMember", {}),
            ("unbanChatMember", {}),
        ):
            await self.call(method, **clerk, **more)
            await self.call("getChatMember", **clerk)
        await self.call("getChat", **group)

    async def _people(self) -> None:
        chat = self.chat
        letter = await chat.send("Zobacz /start i x.pl")
        await chat.edit(letter["message_id"], "Zobacz @nic")
        await chat.react(letter["message_id"], "👍")
        await chat.share_contact()
        for kind in ("photo", "document", "video", "audio", "voice", "animation", "sticker"):
            await chat.send_file("a.png", PNG, as_=kind, text="podpis")
        await chat.send("odpowiedź", reply_to=letter["message_id"])
        forward = {"from_": chat.person, "forward_of": letter["message_id"]}
        await self.sandbox.post(f"/chats/{chat.id}/send", **forward)
        anonymous = {"from_": self.staff.person, "text": "x", "anonymous": True}
        await self.sandbox.post(f"/chats/{self.staff.id}/send", **anonymous)
        await self.call("sendMessage", chat_id=chat.id, text="?", reply_markup=BUTTONS)
        pressed = asyncio.create_task(chat.press("tak"))
        query = await self._waiting("callback_query")
        await self.call("answerCallbackQuery", callback_query_id=query, text="Dobrze")
        await pressed
        await chat.block()
        await chat.unblock()

    async def _waiting(self, kind: str) -> str:
        """The id of the query of this kind that waits for an answer."""
        async with asyncio.timeout(10):
            while True:
                updates = (await self.sandbox.bot_api("getUpdates"))["result"]
                if found := [update[kind]["id"] for update in updates if kind in update]:
                    return str(found[-1])

    async def _leave(self) -> None:
        await self.call("leaveChat", chat_id=self.staff.id)
        await self.call("getUpdates")
        await self.call("setWebhook", url="http://127.0.0.1:1/hook", allowed_updates=["message"])
        await self.call("getWebhookInfo")
        await self.call("deleteWebhook")


MARKED = {"parse_mode": "MarkdownV2", "reply_markup": BUTTONS, "message_effect_id": "5"}


async def toured(sandbox: Sandbox, anna: Person, staff: Chat) -> Tour:
    chat = sandbox.chat(anna)
    tour = Tour(sandbox, chat, staff)
    await chat.send("/start")
    await tour.go()
    return tour
