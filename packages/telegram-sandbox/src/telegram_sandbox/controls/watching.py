"""Controls that look: messages, screen, group, mail, calls, idleness, live events, files."""

import asyncio
import json
import time
from itertools import chain, takewhile
from urllib.parse import quote

from aiohttp import web

from telegram_sandbox.controls.addresses import in_group
from telegram_sandbox.controls.forms import Idle, number, path_number, read
from telegram_sandbox.errors import ControlError
from telegram_sandbox.files import Upload
from telegram_sandbox.model import Chat, Message
from telegram_sandbox.views import keyboard_view, message_view
from telegram_sandbox.world import World

PING_S = 15.0
# Chromium shows no PDF in a sandboxed document.
HARMLESS = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})


class Watching:
    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        chat = "/sandbox/chats/{chat}"
        return [
            web.get("/sandbox/health", self.health),
            web.get(f"{chat}/messages", self.messages),
            web.get(f"{chat}/screen", self.screen),
            web.get(f"{chat}/keyboard", self.keyboard),
            *in_group("GET", "", self.group),
            web.get("/sandbox/commands", self.commands),
            web.post("/sandbox/idle", self.idle),
            web.get("/sandbox/mail", self.mail),
            web.get("/sandbox/mail/{mail}/attachments/{index}", self.attachment),
            web.get("/sandbox/calls", self.calls),
            web.get("/sandbox/events", self.events),
            web.get("/sandbox/files/{file}/{name}", self.file),
        ]

    def _chat(self, request: web.Request) -> Chat:
        chat = self.world.chats.get(path_number(request, "chat"))
        if chat is None:
            raise ControlError(404, f"no chat {request.match_info['chat']}")
        return chat

    def _view(self, message: Message) -> dict[str, object]:
        return message_view(message, self.world.files)

    async def health(self, request: web.Request) -> web.Response:
        health = self.world.health()
        return web.json_response(health, status=200 if health["ready"] else 503)

    async def messages(self, request: web.Request) -> web.Response:
        chat = self._chat(request)
        after, thread = number(request, "after") or 0, number(request, "thread")
        topic = chat.topics.get(thread or 0)
        ids = chat.messages if thread is None else topic.messages if topic else {}
        newest = list(takewhile(lambda number: number > after, reversed(ids)))
        person = number(request, "person")
        found = [chat.messages[n] for n in reversed(newest)]
        return web.json_response([self._view(m) for m in found if m.seen_by(person)])

    async def screen(self, request: web.Request) -> web.Response:
        chat = self._chat(request)
        person = number(request, "person")
        # Only bots' messages have buttons.
        with_buttons = (chat.messages[n] for n in reversed(chat.buttons))
        for message in chain(with_buttons, reversed(chat.messages.values())):
            if message.sender["id"] == self.world.settings.bot_id and message.seen_by(person):
                return web.json_response(self._view(message))
        raise ControlError(404, "the bot has written nothing yet")

    async def keyboard(self, request: web.Request) -> web.Response:
        return web.json_response(keyboard_view(self._chat(request).keyboard))

    async def group(self, request: web.Request) -> web.Response:
        group = self.world.group
        if group is None:
            raise ControlError(404, "this sandbox has no group")
        answer = {
            "id": group.id,
            "title": group.title,
            "is_forum": group.is_forum,
            "topics": self.world.topics(),
        }
        return web.json_response(answer)

    async def commands(self, request: web.Request) -> web.Response:
        person = self.world.people.get(number(request, "person") or 0)
        chat = self.world.chats.get(number(request, "chat") or 0)
        if chat is None:
            raise ControlError(404, "no such chat")
        found = self.world.profile.shown_commands(
            chat.id,
            person.id if person else 0,
            (person.language_code or "")[:2] if person else "",
            private=chat.private,
            admin=bool(person and person.staff),
        )
        return web.json_response(found)

    async def idle(self, request: web.Request) -> web.Response:
        form = await read(Idle, request)
        world, begin = self.world, time.monotonic()
        while True:
            now = time.monotonic()
            busy = len(world.updates) or world.running_calls
            quiet_in = world.last_activity + form.quiet_ms / 1000 - now
            waited = round((now - begin) * 1000)
            if not busy and quiet_in <= 0:
                return web.json_response({"idle": True, "waited_ms": waited})
            left = begin + form.timeout_ms / 1000 - now
            if left <= 0:
                answer = {
                    "idle": False,
                    "waited_ms": waited,
                    "pending_updates": len(world.updates),
                    "running_calls": world.running_calls,
                }
                return web.json_response(answer, status=408)
            await asyncio.sleep(min(left, max(0.01, 0 if busy else quiet_in)))

    async def mail(self, request: web.Request) -> web.Response:
        return web.json_response(self.world.mailbox.to(request.query.get("to")))

    async def attachment(self, request: web.Request) -> web.Response:
        mail = self.world.mailbox.get(path_number(request, "mail"))
        index = path_number(request, "index")
        if mail is None or not 0 <= index < len(mail.attachments):
            raise ControlError(404, "no such attachment")
        return served(mail.attachments[index])

    async def calls(self, request: web.Request) -> web.Response:
        return web.json_response(self.world.calls.after(number(request, "after") or 0))

    async def file(self, request: web.Request) -> web.Response:
        stored = self.world.files.get(request.match_info["file"])
        if stored is None:
            raise ControlError(404, "no such file")
        return served(Upload(stored.name, stored.mime, stored.data))

    async def events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        queue = self.world.events.subscribe()
        try:
            await response.prepare(request)
            await response.write(_event({"type": "health", **self.world.health()}))
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), PING_S)
                except TimeoutError:
                    await response.write(b": ping\n\n")
                    continue
                if event is None:
                    return response
                await response.write(_event(event))
        except ConnectionError:
            return response
        finally:
            self.world.events.unsubscribe(queue)


def _event(event: dict[str, object]) -> bytes:
    return f"data: {json.dumps(event)}\n\n".encode()


def served(upload: Upload) -> web.Response:
    """A file for the page; the scripts of an HTML or SVG file may do nothing there."""
    headers = {
        "Content-Type": upload.mime,
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(upload.name)}",
        "X-Content-Type-Options": "nosniff",
    }
    if upload.mime not in HARMLESS:
        headers["Content-Security-Policy"] = "sandbox"
    return web.Response(body=upload.data, headers=headers)
