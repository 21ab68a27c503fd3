from dialogs.help.dialogs import dialog

__all__ = ["dialog"]
