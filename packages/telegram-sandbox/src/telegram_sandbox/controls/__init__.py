"""The controls under `/sandbox`: JSON in and out, for tests and for the page."""

from aiohttp import web

from telegram_sandbox.controls.joining import Joining
from telegram_sandbox.controls.meddling import Meddling
from telegram_sandbox.controls.playing import Playing
from telegram_sandbox.controls.watching import Watching
from telegram_sandbox.world import World


def add_controls(app: web.Application, world: World) -> None:
    for group in (Playing(world), Joining(world), Watching(world), Meddling(world)):
        app.add_routes(group.routes())
