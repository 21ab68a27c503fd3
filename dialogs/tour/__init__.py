from dialogs.tour.dialogs import dialog

__all__ = ["dialog"]
