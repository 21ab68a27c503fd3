"""Controls for what people do beside writing: join by a link, ask inline, use a web app, vote."""

from aiohttp import web

from telegram_sandbox import acts
from telegram_sandbox.controls.forms import Ask, By, Choose, Join, Vote, WebApp, path_number, read
from telegram_sandbox.errors import ControlError
from telegram_sandbox.methods import inline, invites, polls
from telegram_sandbox.model import Chat, Message, Person
from telegram_sandbox.views import message_view
from telegram_sandbox.world import World


class Joining:
    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        chat = "/sandbox/chats/{chat}"
        return [
            web.post(f"{chat}/join", self.join),
            web.post(f"{chat}/inline", self.inline),
            web.post(f"{chat}/choose", self.choose),
            web.post(f"{chat}/web_app", self.web_app),
            web.post(f"{chat}/vote", self.vote),
        ]

    def _where(self, request: web.Request, form: By) -> tuple[Chat, Person]:
        person = acts.find_person(self.world, form.person)
        return acts.chat_with(self.world, path_number(request, "chat"), person), person

    def _answer(self, message: Message) -> web.Response:
        return web.json_response(message_view(message, self.world.files))

    async def join(self, request: web.Request) -> web.Response:
        form = await read(Join, request)
        person = acts.find_person(self.world, form.person)
        chat = self.world.chats.get(path_number(request, "chat"))
        if chat is None or chat.private:
            raise ControlError(404, f"no group {request.match_info['chat']}")
        joined = invites.follow(self.world, chat, person, form.link)
        return web.json_response({"joined": joined})

    async def inline(self, request: web.Request) -> web.Response:
        form = await read(Ask, request)
        chat, person = self._where(request, form)
        answer = await inline.ask(self.world, chat, person, form.query, form.offset)
        return web.json_response(answer)

    async def choose(self, request: web.Request) -> web.Response:
        form = await read(Choose, request)
        chat, person = self._where(request, form)
        acts.may_speak(chat, person)
        return self._answer(inline.choose(self.world, chat, person, form.query_id, form.result))

    async def web_app(self, request: web.Request) -> web.Response:
        form = await read(WebApp, request)
        chat, person = self._where(request, form)
        if form.data is None:
            query = inline.open_web_app(self.world, chat, person)
            return web.json_response({"web_app_query_id": query})
        content = {"web_app_data": {"data": form.data, "button_text": form.button}}
        return self._answer(acts.write(self.world, chat, person, content, service="web_app_data"))

    async def vote(self, request: web.Request) -> web.Response:
        form = await read(Vote, request)
        chat, person = self._where(request, form)
        acts.may_speak(chat, person)
        message = acts.find_message(chat, form.message_id)
        polls.vote(self.world, message, person, form.options)
        return self._answer(message)
