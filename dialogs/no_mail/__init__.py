from dialogs.no_mail.dialogs import dialog

__all__ = ["dialog"]
