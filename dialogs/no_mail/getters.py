"""Where the e-mail went, as far as this chat may know."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import chat_of, services_of
from dialogs.amounts import day, hour
from dialogs.reaching import ways_to_reach
from ebok.accounts.no_mail import own_login, where_sent
from ebok.services import WARSAW


async def login_of(manager: DialogManager) -> str:
    """That was asked about, else of the account that was opened from this chat."""
    services, start_data = services_of(manager), manager.start_data
    sealed = start_data.get("login") if isinstance(start_data, dict) else None
    if isinstance(sealed, str):
        return services.vault.open(sealed.encode())
    return await own_login(services, chat_of(manager)) or ""


async def where(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    services = services_of(dialog_manager)
    sent = await where_sent(services, chat_of(dialog_manager), await login_of(dialog_manager))
    reach = ways_to_reach(services.profile.office)
    until = sent.again_at
    return {
        **reach,
        "address_of_office": reach["address"],
        "address": sent.address,
        "slip": sent.slip,
        "left": until is None,
        "none_left": until is not None,
        "hour": "" if until is None else hour(until),
        "day": "" if until is None else day(until.astimezone(WARSAW).date()),
    }
