from dialogs.office.dialogs import dialog

__all__ = ["dialog"]
