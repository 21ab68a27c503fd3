from dialogs.contact.dialogs import dialog

__all__ = ["dialog"]
