from dialogs.login.dialogs import dialog

__all__ = ["dialog"]
