"""Why Telegram does not take a message for a resident: from its words to a reason that the office
understands. Telegram has no codes for these."""

from __future__ import annotations

from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from ebok.cases.undelivered import Reason, Refusal

REFUSED = (TelegramForbiddenError, TelegramBadRequest)
MEANINGS = (
    ("blocked by the user", Reason.BLOCKED),
    ("deactivated", Reason.GONE),
    ("chat not found", Reason.GONE),
    ("peer_id_invalid", Reason.GONE),
    ("voice_messages_forbidden", Reason.NO_RECORDINGS),
    ("file", Reason.BAD_FILE),
)
LONGEST = 120


def why(error: TelegramForbiddenError | TelegramBadRequest) -> Refusal:
    said = error.message.removeprefix("Bad Request: ").removeprefix("Forbidden: ")
    for words, reason in MEANINGS:
        if words in said.lower():
            return Refusal(reason, said[:LONGEST])
    return Refusal(Reason.REFUSED, said[:LONGEST])
