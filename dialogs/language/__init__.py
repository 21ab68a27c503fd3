from dialogs.language.dialogs import dialog

__all__ = ["dialog"]
