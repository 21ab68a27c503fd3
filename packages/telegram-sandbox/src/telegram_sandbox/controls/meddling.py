"""Controls that make trouble: faults, redelivery, people's hands in the group, the clock."""

from typing import Any

from aiohttp import web

from telegram_sandbox import acts
from telegram_sandbox.controls.addresses import in_group
from telegram_sandbox.controls.forms import (
    BotStanding,
    By,
    Clock,
    Redeliver,
    Token,
    Upgrade,
    path_number,
    read,
    read_json,
)
from telegram_sandbox.errors import ControlError, TelegramError
from telegram_sandbox.faults import FaultRule
from telegram_sandbox.methods.forum import remove_topic, set_closed
from telegram_sandbox.methods.members import member_view, set_status
from telegram_sandbox.model import Chat, Json, Person, Topic
from telegram_sandbox.upgrading import upgrade
from telegram_sandbox.world import FULL_RIGHTS, World


class Meddling:
    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sandbox/faults", self.faults),
            web.post("/sandbox/faults", self.add_fault),
            web.delete("/sandbox/faults", self.clear_faults),
            web.post("/sandbox/redeliver", self.redeliver),
            web.post("/sandbox/updates", self.inject),
            web.get("/sandbox/tokens", self.tokens),
            web.post("/sandbox/tokens", self.add_token),
            web.delete("/sandbox/tokens", self.revoke_token),
            web.post("/sandbox/clock", self.clock),
            web.post("/sandbox/reset", self.reset),
            *in_group("POST", "/bot", self.bot_standing),
            *in_group("POST", "/upgrade", self.upgrade),
            *in_group("POST", "/topics/{thread}/close", self.close),
            *in_group("POST", "/topics/{thread}/reopen", self.reopen),
            *in_group("POST", "/topics/{thread}/delete", self.delete),
        ]

    def _faults(self) -> web.Response:
        faults = self.world.faults.view()
        self.world.events.publish("faults", faults=faults)
        return web.json_response(faults)

    async def faults(self, request: web.Request) -> web.Response:
        return web.json_response(self.world.faults.view())

    async def add_fault(self, request: web.Request) -> web.Response:
        rule = await read(FaultRule, request)
        if not (rule.status or rule.retry_after or rule.drop or rule.latency_ms):
            raise ControlError(400, "status, retry_after, drop or latency_ms is due")
        self.world.faults.add(rule)
        return self._faults()

    async def clear_faults(self, request: web.Request) -> web.Response:
        self.world.faults.clear()
        return self._faults()

    async def redeliver(self, request: web.Request) -> web.Response:
        form = await read(Redeliver, request)
        if not self.world.updates.redeliver(form.update_id):
            raise ControlError(404, f"no update {form.update_id} is remembered")
        return web.json_response({"redelivered": form.update_id})

    async def inject(self, request: web.Request) -> web.Response:
        update = await read_json(request)
        if not isinstance(update, dict):
            raise ControlError(400, "an update is an object")
        return web.json_response({"update_id": self.world.updates.inject(update)})

    async def tokens(self, request: web.Request) -> web.Response:
        return web.json_response({"tokens": sorted(self.world.tokens)})

    async def add_token(self, request: web.Request) -> web.Response:
        self.world.tokens.add((await read(Token, request)).token)
        return await self.tokens(request)

    async def revoke_token(self, request: web.Request) -> web.Response:
        form = await read(Token, request)
        if form.token not in self.world.tokens:
            raise ControlError(404, f"no token {form.token}")
        self.world.revoke(form.token)
        return await self.tokens(request)

    async def clock(self, request: web.Request) -> web.Response:
        form = await read(Clock, request)
        self.world.advance_clock(form.advance_s)
        return web.json_response({"now": self.world.now()})

    async def reset(self, request: web.Request) -> web.Response:
        self.world.reset()
        return web.json_response({"ok": True})

    def _group(self) -> Chat:
        if self.world.group is None:
            raise ControlError(404, "this sandbox has no group")
        return self.world.group

    async def _topic(self, request: web.Request) -> tuple[Chat, Topic, Person]:
        form = await read(By, request)
        group = self._group()
        person = acts.find_person(self.world, form.person)
        acts.chat_with(self.world, group.id, person)
        topic = self.world.topic(group, path_number(request, "thread"))
        if topic is None:
            raise ControlError(404, f"no topic {request.match_info['thread']}")
        return group, topic, person

    async def close(self, request: web.Request) -> web.Response:
        return await self._set_closed(request, closed=True)

    async def reopen(self, request: web.Request) -> web.Response:
        return await self._set_closed(request, closed=False)

    async def _set_closed(self, request: web.Request, *, closed: bool) -> web.Response:
        group, topic, person = await self._topic(request)
        try:
            message = set_closed(self.world, group, topic, person.user(), closed=closed)
        except TelegramError as refusal:
            raise ControlError(409, refusal.description) from None
        self.world.tell_bot("message", group, message.api())
        return self._topics()

    async def delete(self, request: web.Request) -> web.Response:
        group, topic, _ = await self._topic(request)
        remove_topic(self.world, group, topic)
        return self._topics()

    def _topics(self) -> web.Response:
        return web.json_response({"topics": self.world.topics()})

    async def bot_standing(self, request: web.Request) -> web.Response:
        form = await read(BotStanding, request)
        group, bot_id = self._group(), self.world.settings.bot_id
        rights: dict[str, Any] = form.rights or {}
        if form.status == "administrator":
            rights = dict.fromkeys(FULL_RIGHTS, True) | rights
        set_status(self.world, group, bot_id, form.status, by=self._owner(group), rights=rights)
        return web.json_response(member_view(self.world, group.members[bot_id]))

    async def upgrade(self, request: web.Request) -> web.Response:
        form = await read(Upgrade, request)
        group = self._group()
        new = upgrade(self.world, group, self._owner(group), forum=form.forum, told=form.told)
        return web.json_response({"id": new.id})

    def _owner(self, group: Chat) -> Json:
        staff = (self.world.people[n] for n in group.members if n in self.world.people)
        return next(staff, Person(1, "Owner")).user()
