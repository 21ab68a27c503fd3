from dialogs.start.dialogs import dialog

__all__ = ["dialog"]
