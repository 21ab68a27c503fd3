from dialogs.documents.dialogs import dialog

__all__ = ["dialog"]
