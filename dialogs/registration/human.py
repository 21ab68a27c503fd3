"""The check that a person is pressing: the digits on the screen, and which of them are answered."""

from __future__ import annotations

from aiogram_dialog import DialogManager

from ebok.registration.human import Challenge, new_challenge


def ask_anew(manager: DialogManager) -> None:
    challenge = new_challenge()
    manager.dialog_data["digits"] = challenge.digits
    manager.dialog_data["positions"] = list(challenge.positions)
    manager.dialog_data["answered"] = 0


def challenge_of(manager: DialogManager) -> tuple[Challenge, int]:
    """The digits on the screen, and how many right ones have been pressed."""
    data = manager.dialog_data
    if "digits" not in data:
        ask_anew(manager)
    first, second = data["positions"]
    return Challenge(data["digits"], (first, second)), data["answered"]
