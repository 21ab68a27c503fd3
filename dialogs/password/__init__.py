from dialogs.password.dialogs import dialog

__all__ = ["dialog"]
