"""Controls that act for people: making them, writing, pressing, editing, blocking."""

from aiohttp import web

from telegram_sandbox import acts
from telegram_sandbox.controls.forms import (
    By,
    Delete,
    Edit,
    NewPerson,
    Press,
    React,
    Send,
    check,
    path_number,
    read,
)
from telegram_sandbox.errors import ControlError, TelegramError
from telegram_sandbox.files import LARGEST_UPLOAD, Upload
from telegram_sandbox.model import Chat, Json, Message, Person
from telegram_sandbox.views import message_view, person_view
from telegram_sandbox.world import World

KINDS = ("document", "photo", "voice", "video", "audio", "animation", "video_note", "sticker")


class Playing:
    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        chat = "/sandbox/chats/{chat}"
        return [
            web.post("/sandbox/people", self.create),
            web.get("/sandbox/people", self.people),
            web.post(f"{chat}/send", self.send),
            web.post(f"{chat}/press", self.press),
            web.post(f"{chat}/edit", self.edit),
            web.post(f"{chat}/delete", self.delete),
            web.post(f"{chat}/react", self.react),
            web.post(f"{chat}/block", self.block),
            web.post(f"{chat}/unblock", self.unblock),
        ]

    async def create(self, request: web.Request) -> web.Response:
        form = await read(NewPerson, request)
        world = self.world
        number = form.id or world.new_person_id()
        if number == world.settings.bot_id:
            raise ControlError(400, "id: this is the bot's own")
        values = form.model_dump(exclude={"id"})
        if form.username and world.usernames.get(form.username.lower(), number) != number:
            raise ControlError(409, f"username {form.username} is taken")
        person = world.add_person(Person(number, **values))
        return web.json_response(self._person(person))

    def _person(self, person: Person) -> dict[str, object]:
        return person_view(person, self.world.chats[person.id])

    async def people(self, request: web.Request) -> web.Response:
        return web.json_response([self._person(p) for p in self.world.people.values()])

    def _where(self, request: web.Request, form: By) -> tuple[Chat, Person]:
        person = acts.find_person(self.world, form.person)
        return acts.chat_with(self.world, path_number(request, "chat"), person), person

    def _answer(self, message: Message) -> web.Response:
        return web.json_response(message_view(message, self.world.files))

    async def send(self, request: web.Request) -> web.Response:
        uploads: list[Upload] = []
        if request.content_type == "multipart/form-data":
            form = await self._multipart(request, uploads)
        else:
            form = await read(Send, request)
        chat, person = self._where(request, form)
        where: Json = {
            "thread": form.thread,
            "reply_to": form.reply_to,
            "anonymous": form.anonymous,
        }
        if uploads:
            return self._answer(self._send_files(chat, person, form, uploads, where))
        origin = None
        if form.contact:
            content = acts.contact_content(person)
        elif form.contact_of is not None:
            friend = self.world.people.get(form.contact_of)
            if friend is None:
                raise ControlError(404, f"no person {form.contact_of}")
            content = acts.contact_content(friend)
        elif form.forward_of is not None:
            source = acts.find_message(chat, form.forward_of)
            if source.protect:
                raise ControlError(403, "a protected message cannot be forwarded")
            content = dict(source.content)
            origin = source.origin or {
                "type": "user",
                "date": source.date,
                "sender_user": source.sender,
            }
        elif form.text is not None:
            content = acts.text_content(form.text)
        else:
            raise ControlError(400, "text, contact, contact_of, forward_of or a file is due")
        return self._answer(acts.write(self.world, chat, person, content, origin=origin, **where))

    def _send_files(
        self,
        chat: Chat,
        person: Person,
        form: Send,
        uploads: list[Upload],
        where: Json,
    ) -> Message:
        if form.kind not in KINDS:
            raise ControlError(400, f"as: one of {', '.join(KINDS)}")
        try:
            files = [self.world.files.add(form.kind, upload) for upload in uploads]
        except TelegramError as refusal:
            raise ControlError(400, refusal.description) from None
        album = self.world.new_album_id() if len(files) > 1 else None
        captions = [form.text, *[None] * (len(files) - 1)]
        messages = [
            acts.write(
                self.world,
                chat,
                person,
                acts.file_content(stored, caption),
                media_group=album,
                **where,
            )
            for stored, caption in zip(files, captions, strict=True)
        ]
        return messages[0]

    async def _multipart(self, request: web.Request, uploads: list[Upload]) -> Send:
        try:
            form = await request.post()
        except web.HTTPException:
            raise
        except Exception:
            raise ControlError(400, "the multipart body is broken") from None
        values = {key: value for key, value in form.items() if isinstance(value, str)}
        for field in form.getall("file", []):
            if isinstance(field, web.FileField):
                data = field.file.read()
                field.file.close()
                if len(data) > LARGEST_UPLOAD:
                    raise ControlError(413, "the file is too large")
                uploads.append(Upload(field.filename, field.content_type, data))
        return check(Send, {key: value for key, value in values.items() if value != ""})

    async def press(self, request: web.Request) -> web.Response:
        form = await read(Press, request)
        chat, person = self._where(request, form)
        place = form.place()
        if form.label is None and place is None:
            raise ControlError(400, "label or id is due")
        found = acts.find_button(chat, person.id, form.label, form.message_id, place)
        if found is not None:
            return web.json_response(await acts.press(self.world, chat, person, *found))
        if form.label is not None and form.message_id is None:
            message = acts.press_reply(self.world, chat, person, form.label)
            if message is not None:
                view = message_view(message, self.world.files)
                return web.json_response({"answer": None, "message": view})
        wanted = form.label if form.label is not None else f"at {place}"
        labels = acts.labels(chat, person.id)
        raise ControlError(404, f"no button {wanted!r} on screen", labels=labels)

    async def edit(self, request: web.Request) -> web.Response:
        form = await read(Edit, request)
        chat, person = self._where(request, form)
        return self._answer(acts.edit(self.world, chat, person, form.message_id, form.text))

    async def delete(self, request: web.Request) -> web.Response:
        form = await read(Delete, request)
        chat, _ = self._where(request, form)
        messages = [acts.find_message(chat, number) for number in dict.fromkeys(form.message_ids)]
        self.world.delete(messages)
        return web.json_response({"deleted": [message.id for message in messages]})

    async def react(self, request: web.Request) -> web.Response:
        form = await read(React, request)
        chat, person = self._where(request, form)
        acts.react(self.world, chat, person, form.message_id, form.emoji)
        return web.json_response({"ok": True})

    async def block(self, request: web.Request) -> web.Response:
        return await self._block(request, blocked=True)

    async def unblock(self, request: web.Request) -> web.Response:
        return await self._block(request, blocked=False)

    async def _block(self, request: web.Request, *, blocked: bool) -> web.Response:
        form = await read(By, request)
        chat, person = self._where(request, form)
        acts.set_blocked(self.world, chat, person, blocked=blocked)
        return web.json_response(self._person(person))
