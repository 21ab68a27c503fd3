from dialogs.guess.dialogs import dialog

__all__ = ["dialog"]
