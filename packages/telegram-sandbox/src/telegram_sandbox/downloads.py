"""`/file/bot<token>/<path>`: the files that getFile names, whole or in ranges."""

from aiohttp import web

from telegram_sandbox.errors import TelegramError
from telegram_sandbox.files import StoredFile
from telegram_sandbox.world import World


def _refuse(code: int, text: str) -> web.Response:
    return web.json_response(TelegramError(code, text).body(), status=code)


class Downloads:
    def __init__(self, world: World) -> None:
        self.world = world

    async def handle(self, request: web.Request) -> web.Response:
        if request.match_info["token"] not in self.world.tokens:
            return _refuse(401, "Unauthorized")
        self.world.active()
        stored = self.world.files.at(request.match_info["path"])
        if stored is None:
            return _refuse(404, "Not Found")
        return _ranged(request, stored)


def _ranged(request: web.Request, stored: StoredFile) -> web.Response:
    size = len(stored.data)
    headers = {"Accept-Ranges": "bytes", "Content-Type": "application/octet-stream"}
    try:
        wanted = request.http_range
    except ValueError:
        return _refuse(416, "Range Not Satisfiable")
    if wanted.start is None and wanted.stop is None:
        return web.Response(body=stored.data, headers=headers)
    start, stop, _ = slice(wanted.start, wanted.stop).indices(size)
    if start >= stop:
        return _refuse(416, "Range Not Satisfiable")
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return web.Response(status=206, body=stored.data[start:stop], headers=headers)
