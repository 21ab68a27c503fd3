"""What a person most likely wants, from what they wrote. It only guesses: nothing is done before
a button is pressed.

The model is the product of ``ebok.intents.training``, which is not installed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ebok.intents.features import read

if TYPE_CHECKING:
    from ebok.intents.model import Model

MODEL = Path(__file__).with_name("model.npz")
CHECKSUM = Path(__file__).with_name("model.sha256")
SURE = 0.8  # so probable is what we ask about by itself: fewer than 3 of 100 are wrong


class Intent(StrEnum):
    """Names of the contract: programs read them."""

    REGISTER = "register"
    LOGIN = "login"
    FORGOTTEN_PASSWORD = "forgotten_password"  # noqa: S105 - a name
    CHANGE_PASSWORD = "change_password"  # noqa: S105 - a name
    BALANCE = "balance"
    LEDGER = "ledger"
    HOW_TO_PAY = "how_to_pay"
    CHARGE_PARTS = "charge_parts"
    SETTLEMENT = "settlement"
    DOCUMENTS = "documents"
    CONTACT = "contact"
    HUMAN = "human"
    FAULT = "fault"
    NO_MAIL = "no_mail"
    MY_DATA = "my_data"
    NOTIFICATIONS = "notifications"
    HELPER = "helper"
    WHAT_IS_THIS = "what_is_this"
    LANGUAGE = "language"
    LOGOUT = "logout"


class BrokenModel(RuntimeError):
    """The model's file is not the one that was measured."""


@dataclass(frozen=True)
class Guess:
    ranked: tuple[tuple[Intent, float], ...]  # the most probable first; all of them

    @property
    def accepted(self) -> Intent | None:
        """The one to ask about by itself."""
        intent, probability = self.ranked[0]
        return intent if probability >= SURE else None


def guess(text: str) -> Guess:
    return _model().guess(read(text))


@lru_cache(maxsize=1)
def _model() -> Model:
    """Read when the first text comes, and numpy with it. Raises BrokenModel."""
    from ebok.intents.model import Model  # noqa: PLC0415 - numpy takes long to import

    content = MODEL.read_bytes()
    if hashlib.sha256(content).hexdigest() != CHECKSUM.read_text("ascii").strip():
        raise BrokenModel
    return Model.load(BytesIO(content))
