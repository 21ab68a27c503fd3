"""A case's letter passed on: into the office's group, into the resident's chat, or by mail."""

from bot.outbox.case_letters.noting import Also
from bot.outbox.case_letters.passing_on import pass_on

__all__ = ["Also", "pass_on"]
