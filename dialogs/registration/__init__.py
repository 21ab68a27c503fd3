from dialogs.registration.dialogs import dialog

__all__ = ["dialog"]
