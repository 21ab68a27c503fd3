"""What stands between the program and the world outside: a reverse proxy before several workers,
and a mail server's door that is closed, hangs or is open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import count

import aiohttp
from aiohttp import web

PATH = "/telegram"
HANDED_ON = ("Content-Type", "X-Telegram-Bot-Api-Secret-Token")


class RoundRobin:
    """To each worker in turn, as nginx does; one that is not there is passed over."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.ports = ports
        self.asked: list[int] = []  # ports, in order
        self.url = ""
        self._turns = count()

    async def forward(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: request.headers[name] for name in HANDED_ON if name in request.headers}
        turn = next(self._turns)
        for port in self._from(turn):
            self.asked.append(port)
            try:
                async with self._http.post(
                    f"http://127.0.0.1:{port}{PATH}", data=body, headers=headers
                ) as answer:
                    return web.Response(status=answer.status, body=await answer.read())
            except aiohttp.ClientConnectorError:
                continue
            except aiohttp.ClientError:
                return web.Response(status=502)
        return web.Response(status=502)

    def _from(self, turn: int) -> Sequence[int]:
        first = turn % len(self.ports)
        return (*self.ports[first:], *self.ports[:first])

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[RoundRobin]:
        app = web.Application()
        app.router.add_post(PATH, self.forward)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        async with aiohttp.ClientSession() as self._http:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self.url = f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
            try:
                yield self
            finally:
                await runner.cleanup()


@asynccontextmanager
async def mail_server_at(port: int, real: tuple[str, int]) -> AsyncIterator[None]:
    """The sandbox's mail server, reachable at another port as well."""
    pumps: set[asyncio.Task[None]] = set()

    async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                target.write(data)
                await target.drain()
        target.close()
        with suppress(ConnectionError):
            await target.wait_closed()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*real)
        for task in (pump(reader, back), pump(there, writer)):
            pumps.add(asyncio.create_task(task))

    server = await asyncio.start_server(connect, "127.0.0.1", port)
    async with server:
        yield
        server.close()
        await asyncio.gather(*pumps, return_exceptions=True)


@asynccontextmanager
async def hanging_mail_server_at(port: int) -> AsyncIterator[None]:
    """Takes connections and says nothing."""
    callers: list[asyncio.StreamWriter] = []

    async def connect(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        callers.append(writer)

    server = await asyncio.start_server(connect, "127.0.0.1", port)
    async with server:
        yield
        server.close()
        for caller in callers:
            caller.close()
            with suppress(ConnectionError):
                await caller.wait_closed()
