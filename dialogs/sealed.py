"""Personal words that a conversation needs for a moment: sealed, because its state may live in
Redis."""

from __future__ import annotations

from aiogram_dialog import DialogManager

from dialogs.access import services_of


def keep(manager: DialogManager, key: str, words: str) -> None:
    manager.dialog_data[key] = services_of(manager).vault.seal(words).decode()


def kept(manager: DialogManager, key: str) -> str | None:
    sealed = manager.dialog_data.get(key)
    return services_of(manager).vault.open(sealed.encode()) if sealed else None
