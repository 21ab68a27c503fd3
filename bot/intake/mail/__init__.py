"""A mail as it came over the wire, read: who writes, which case it answers, what it says."""

from bot.intake.mail.reading import read_mail

__all__ = ["read_mail"]
