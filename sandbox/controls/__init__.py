"""The controls under `/sandbox`: JSON in and out, for tests and for the page."""

from aiohttp import web

from sandbox.controls.meddling import Meddling
from sandbox.controls.playing import Playing
from sandbox.controls.watching import Watching
from sandbox.world import World


def add_controls(app: web.Application, world: World) -> None:
    for group in (Playing(world), Watching(world), Meddling(world)):
        app.add_routes(group.routes())
