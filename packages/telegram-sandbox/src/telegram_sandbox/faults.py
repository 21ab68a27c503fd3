"""Failures on demand: what a real network and a real Telegram do on a bad day, seeded."""

import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from telegram_sandbox.errors import TelegramError
from telegram_sandbox.schema import METHODS

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
    413: "Request Entity Too Large",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


NOTHING: Mapping[str, Any] = {}


def _fits(wanted: str | float, given: Any) -> bool:
    """A number or a flag as a whole, a text as a part; objects as the JSON they are."""
    sought, found = _text(wanted), _text(given)
    is_whole = not isinstance(wanted, str) or NUMBER.fullmatch(found) is not None
    return sought == found if is_whole else sought in found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class FaultRule(BaseModel):
    """The body of `POST /sandbox/faults`. `times: null` means until cleared; a status together
    with `drop: "after"` is answered after the effect."""

    model_config = ConfigDict(extra="forbid")

    method: str = "*"
    status: int | None = Field(None, ge=400, le=599)
    description: str | None = None
    retry_after: int | None = Field(None, ge=1)
    drop: Literal["before", "after"] | None = None
    latency_ms: int = Field(0, ge=0, le=600_000)
    times: int | None = Field(1, ge=1)
    chance: float = Field(1.0, ge=0.0, le=1.0)
    where: dict[str, str | int | float | bool] = {}

    @field_validator("method")
    @classmethod
    def _known(cls, value: str) -> str:
        if value != "*" and value.lower() not in METHODS:
            raise ValueError("no method of the Bot API")
        return value

    @field_validator("drop", mode="before")
    @classmethod
    def _plain_drop(cls, value: object) -> object:
        return {True: "before", False: None}.get(value, value) if isinstance(value, bool) else value


@dataclass
class Fault:
    id: int
    rule: FaultRule
    left: int | None

    def matches(self, method: str, params: Mapping[str, Any]) -> bool:
        # A fault for every method spares getUpdates: else each poll would eat it unseen.
        if self.rule.method == "*":
            right_method = method != "getupdates"
        else:
            right_method = self.rule.method.lower() == method
        return right_method and all(
            name in params and _fits(wanted, params[name])
            for name, wanted in self.rule.where.items()
        )

    def error(self) -> TelegramError | None:
        rule = self.rule
        status = rule.status or (429 if rule.retry_after else None)
        if status is None:
            return None
        parameters: dict[str, Any] | None = None
        description = DESCRIPTIONS.get(status, "Error")
        if status == 429:
            seconds = rule.retry_after or 1
            parameters = {"retry_after": seconds}
            description = f"Too Many Requests: retry after {seconds}"
        return TelegramError(status, rule.description or description, parameters)

    def view(self) -> dict[str, Any]:
        return {"id": self.id, **self.rule.model_dump(exclude_none=True), "left": self.left}


class Faults:
    def __init__(self, chance: random.Random) -> None:
        self._random = chance
        self._faults: list[Fault] = []
        self._ids = count(1)

    def add(self, rule: FaultRule) -> Fault:
        fault = Fault(next(self._ids), rule, rule.times)
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        self._faults.clear()

    def strike(self, method: str, params: Mapping[str, Any] = NOTHING) -> Fault | None:
        """The fault that hits this call (`method` in lower case), used up by one."""
        for fault in self._faults:
            if not fault.matches(method, params) or self._random.random() >= fault.rule.chance:
                continue
            if fault.left is not None:
                fault.left -= 1
                if fault.left == 0:
                    self._faults.remove(fault)
            return fault
        return None

    def view(self) -> list[dict[str, Any]]:
        return [fault.view() for fault in self._faults]
