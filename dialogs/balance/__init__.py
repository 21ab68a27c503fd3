from dialogs.balance.dialogs import dialog

__all__ = ["dialog"]
