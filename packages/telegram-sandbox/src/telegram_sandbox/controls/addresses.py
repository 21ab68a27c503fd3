"""Where the group's controls stand: `/sandbox/group`, and the alias that older tests call."""

from collections.abc import Awaitable, Callable

from aiohttp import web

GROUP = ("/sandbox/group", "/sandbox/office")


def in_group(
    verb: str, path: str, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> list[web.RouteDef]:
    return [web.route(verb, head + path, handler) for head in GROUP]
