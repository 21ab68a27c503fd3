"""Puts what only the demo needs into the wheel, where no import finds it by accident
(bot/cli/parts.py does); an editable install finds it in the checkout."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PARTS = {
    "examples/cooperative": "bot/demo-parts/cooperative",
    "packages/telegram-sandbox/src/telegram_sandbox": "bot/demo-parts/telegram_sandbox",
}


class DemoParts(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            build_data["force_include"].update(PARTS)
