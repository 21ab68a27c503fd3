"""Changing the password: the previous one, a new one by the eight rules, the new one again."""

from __future__ import annotations

from typing import Any

from aiogram.enums import ContentType
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.text import Format

from dialogs.access import logged_in
from dialogs.frame import choice, screen
from dialogs.password import handlers
from dialogs.password.rules import checklist, rules
from dialogs.states import Password
from dialogs.words import L


async def whose(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    resident = logged_in(dialog_manager)
    return {
        "forced": resident.must_change_password,
        "chosen": not resident.must_change_password,
    }


async def requirements(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    logged_in(dialog_manager)
    broken = dialog_manager.dialog_data.get("kept")
    return {
        "rules": rules() if broken is None else checklist(broken),
        "refused": broken is not None,
        "asking": broken is None,
    }


dialog = Dialog(
    screen(
        Password.previous,
        L(
            "✅ You are logged in. Now please set a password of your own.\n\n"
            "First please give the temporary password from the e-mail once more."
            " We delete the message at once.",
            when="forced",
        ),
        L(
            "🔑 Please give the present password. We delete the message at once.",
            when="chosen",
        ),
        inputs=(MessageInput(handlers.previous_typed, content_types=ContentType.TEXT),),
        back=handlers.leave,
        help_topic="password",
        getter=whose,
        preview={"forced": True, "chosen": False},
    ),
    screen(
        Password.new,
        L("🔑 <b>Please write a new password.</b> The rules:\n", when="asking"),
        L("⚠️ <b>This password does not keep every rule.</b> Please try again:\n", when="refused"),
        Format("{rules}"),
        L("\nFor example: Brzoza-7-Okno. Please think of another one."),
        inputs=(MessageInput(handlers.new_typed, content_types=ContentType.TEXT),),
        back=Password.previous,
        help_topic="password",
        getter=requirements,
        preview={"rules": "…", "refused": False, "asking": True},
    ),
    screen(
        Password.repeat,
        L("🔑 Please write the new password once more. It must be the same."),
        inputs=(MessageInput(handlers.repeated, content_types=ContentType.TEXT),),
        back=Password.new,
        help_topic="password",
        getter=whose,
        preview={"forced": True, "chosen": False},
    ),
    screen(
        Password.changed,
        L(
            "✅ <b>The password is changed.</b>\n\n"
            "Please remember it. On other phones you log in with the new one."
        ),
        choices=(choice("Go on", "on", handlers.go_on),),
        back=handlers.go_on,
        help_topic="password",
        getter=whose,
        preview={"forced": False, "chosen": True},
    ),
)
