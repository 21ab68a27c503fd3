from dialogs.menu.dialogs import dialog

__all__ = ["dialog"]
