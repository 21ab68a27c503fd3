"""Controls that make trouble: faults, redelivery, staff's hand in the office, the clock."""

from typing import Any

from aiohttp import web

from sandbox import acts
from sandbox.controls.forms import BotStanding, By, Clock, Redeliver, path_number, read
from sandbox.errors import ControlError, TelegramError
from sandbox.faults import FaultRule
from sandbox.methods.forum import remove_topic, set_closed
from sandbox.methods.members import member_view, set_status
from sandbox.model import Chat, Person, Topic
from sandbox.world import FULL_RIGHTS, World


class Meddling:
    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        topic = "/sandbox/office/topics/{thread}"
        return [
            web.get("/sandbox/faults", self.faults),
            web.post("/sandbox/faults", self.add_fault),
            web.delete("/sandbox/faults", self.clear_faults),
            web.post("/sandbox/redeliver", self.redeliver),
            web.post("/sandbox/clock", self.clock),
            web.post("/sandbox/reset", self.reset),
            web.post("/sandbox/office/bot", self.bot_standing),
            web.post(f"{topic}/close", self.close),
            web.post(f"{topic}/reopen", self.reopen),
            web.post(f"{topic}/delete", self.delete),
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

    async def clock(self, request: web.Request) -> web.Response:
        form = await read(Clock, request)
        self.world.clock_offset += form.advance_s
        return web.json_response({"now": self.world.now()})

    async def reset(self, request: web.Request) -> web.Response:
        self.world.reset()
        return web.json_response({"ok": True})

    def _office(self) -> Chat:
        if self.world.office is None:
            raise ControlError(404, "this sandbox has no office")
        return self.world.office

    async def _topic(self, request: web.Request) -> tuple[Chat, Topic, Person]:
        form = await read(By, request)
        office = self._office()
        person = acts.find_person(self.world, form.person)
        acts.chat_with(self.world, office.id, person)
        topic = self.world.topic(office, path_number(request, "thread"))
        if topic is None:
            raise ControlError(404, f"no topic {request.match_info['thread']}")
        return office, topic, person

    async def close(self, request: web.Request) -> web.Response:
        return await self._set_closed(request, closed=True)

    async def reopen(self, request: web.Request) -> web.Response:
        return await self._set_closed(request, closed=False)

    async def _set_closed(self, request: web.Request, *, closed: bool) -> web.Response:
        office, topic, person = await self._topic(request)
        try:
            message = set_closed(self.world, office, topic, person.user(), closed=closed)
        except TelegramError as refusal:
            raise ControlError(409, refusal.description) from None
        self.world.tell_bot("message", office, message.api())
        return self._topics()

    async def delete(self, request: web.Request) -> web.Response:
        office, topic, _ = await self._topic(request)
        remove_topic(self.world, office, topic)
        return self._topics()

    def _topics(self) -> web.Response:
        return web.json_response({"topics": self.world.topics()})

    async def bot_standing(self, request: web.Request) -> web.Response:
        form = await read(BotStanding, request)
        office, bot_id = self._office(), self.world.settings.bot_id
        rights: dict[str, Any] = form.rights or {}
        if form.status == "administrator":
            rights = dict.fromkeys(FULL_RIGHTS, True) | rights
        staff = (self.world.people[n] for n in office.members if n in self.world.people)
        by = next(staff, Person(1, "Owner")).user()
        set_status(self.world, office, bot_id, form.status, by=by, rights=rights)
        return web.json_response(member_view(self.world, office.members[bot_id]))
