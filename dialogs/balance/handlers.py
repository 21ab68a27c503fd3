"""What the balance does with a press."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.access import resident_of, services_of
from ebok.ledger.balance import statement


async def pay_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    found = await statement(services_of(manager), resident_of(manager).member_id)
    due = [item for item in found.premises if item.balance.to_pay > 0]
    if len(due) == 1:
        manager.dialog_data["premises"] = due[0].premises_id
        await manager.switch_to(states.Balance.pay)
    else:
        await manager.switch_to(states.Balance.choose)


async def number_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Also when nothing is due: some pay before they must."""
    found = await statement(services_of(manager), resident_of(manager).member_id)
    if len(found.premises) == 1:
        manager.dialog_data["premises"] = found.premises[0].premises_id
        await manager.switch_to(states.Balance.pay)
    else:
        await manager.switch_to(states.Balance.numbers)


async def chosen_to_pay(
    _event: CallbackQuery, _widget: Any, manager: DialogManager, premises_id: int
) -> None:
    manager.dialog_data["premises"] = premises_id
    await manager.switch_to(states.Balance.pay)


async def chosen_to_see(
    _event: CallbackQuery, _widget: Any, manager: DialogManager, premises_id: int
) -> None:
    manager.dialog_data["premises"] = premises_id
    await manager.switch_to(states.Balance.place)
