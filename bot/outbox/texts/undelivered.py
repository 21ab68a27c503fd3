"""Why an answer did not reach the resident, and what was done or is best done now."""

from __future__ import annotations

from html import escape

from ebok.cases.undelivered import Reason
from ebok.outbox.letters import CaseUndelivered
from locales.speech import N_, _

WHY = {
    Reason.BLOCKED: N_("⚠️ Not delivered: the resident has blocked the bot."),
    Reason.GONE: N_("⚠️ Not delivered: the resident has no account in Telegram any more."),
    Reason.NO_RECORDINGS: N_("⚠️ Not delivered: the resident takes no recordings in Telegram."),
    Reason.BAD_FILE: N_("⚠️ Not delivered: Telegram does not take this file (“{words}”)."),
    Reason.REFUSED: N_("⚠️ Not delivered: Telegram does not take this message (“{words}”)."),
    Reason.UNCHANGED: N_(
        "⚠️ The change did not arrive: the resident still sees this message as it was."
    ),
}
SENT_BY_MAIL = N_("We sent it by e-mail.")
CALL = N_("Please call the resident.")
WRITE_ANEW = N_("Please write it once more, in another way.")
# In these the chat takes another message.
CAN_BE_WRITTEN_TO = {Reason.NO_RECORDINGS, Reason.BAD_FILE, Reason.REFUSED, Reason.UNCHANGED}


def why_undelivered(letter: CaseUndelivered) -> str:
    reason = Reason(letter.reason)
    why = _(WHY[reason], words=escape(letter.words))
    if letter.by_mail:
        return f"{why} {_(SENT_BY_MAIL)}"
    return f"{why} {_(WRITE_ANEW if reason in CAN_BE_WRITTEN_TO else CALL)}"
