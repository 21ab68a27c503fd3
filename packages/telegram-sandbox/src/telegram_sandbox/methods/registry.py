"""Which method of the Bot API is answered by which function; the doc's table is made from it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from aiogram.methods import TelegramMethod

from telegram_sandbox.files import Upload
from telegram_sandbox.world import World

Uploads = Mapping[str, Upload]
Handler = Callable[[World, Any, Uploads], Any | Awaitable[Any]]
M = TypeVar("M", bound=TelegramMethod[Any])
R = TypeVar("R")
HANDLERS: dict[str, Handler] = {}


def handles(
    model: type[M],
) -> Callable[[Callable[[World, M, Uploads], R]], Callable[[World, M, Uploads], R]]:
    """Registers the function as the answer to `model`'s method."""

    def register(function: Callable[[World, M, Uploads], R]) -> Callable[[World, M, Uploads], R]:
        HANDLERS[str(model.__api_method__).lower()] = function
        return function

    return register
