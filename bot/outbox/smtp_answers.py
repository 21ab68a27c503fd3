"""What a mail server's answer means: wait, mend something of ours, or tell that nobody is there.

One place, because the three are told apart by reply codes, enhanced codes (RFC 3463) and words that
every server chooses by itself. In doubt a letter waits: a resident hears only what is sure.
"""

from __future__ import annotations

import re
import ssl
from enum import StrEnum
from typing import assert_never

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)


class Step(StrEnum):
    """Where in the talk with the server the answer came."""

    GREETING = "greeting"
    LOGIN = "AUTH"
    SENDER = "MAIL FROM"
    RECIPIENT = "RCPT TO"
    CONTENT = "DATA"


STEPS: dict[type[SMTPResponseException], Step] = {
    SMTPAuthenticationError: Step.LOGIN,
    SMTPSenderRefused: Step.SENDER,
    SMTPRecipientRefused: Step.RECIPIENT,
    SMTPDataError: Step.CONTENT,
}


class Trouble(StrEnum):
    """Stored with the letter as it reads; shown by ``ebok letters`` and ``ebok doctor``."""

    NOT_SET = "no mail server is set"
    UNREACHABLE = "the mail server cannot be reached"
    BUSY = "the mail server asks to try later"
    TLS = "no safe connection to the mail server"
    LOGIN = "the mail server refuses our login"
    SENDER = "the mail server refuses our sender address"
    RELAY = "the mail server does not send to others for us"
    UNWANTED = "our mail is refused as unwanted"
    CONTENT = "the mail server refuses the letter itself"
    NOT_TAKEN = "the mailbox takes no mail now"
    NO_SUCH_ADDRESS = "this address does not exist"


MENDING = {
    Trouble.NOT_SET: "set EBOK_SMTP_URL",
    Trouble.TLS: "check the scheme, the port and the certificate of EBOK_SMTP_URL",
    Trouble.LOGIN: "check user and password in EBOK_SMTP_URL",
    Trouble.SENDER: "set EBOK_MAIL_FROM to an address that this server sends for",
    Trouble.RELAY: "put user and password into EBOK_SMTP_URL, or let the server relay for us",
    Trouble.UNWANTED: "check SPF, DKIM and DMARC of our domain, and block lists for our server",
    Trouble.CONTENT: "ask whoever keeps the mail server what it refuses",
}
OURS = frozenset(MENDING)  # faults of this installation: the operator hears, the resident does not
# Whatever the letter, the next one meets the same.
OF_EVERY_LETTER = frozenset({Trouble.NOT_SET, Trouble.TLS, Trouble.LOGIN, Trouble.SENDER})

AUTHENTICATION_REQUIRED = 530
SAYS_UNKNOWN = (550, 551, 553)
ENHANCED = re.compile(r"(?<![\d.])#?([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]\d)")
UNKNOWN_ADDRESS = {"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"}
UNKNOWN_SENDER = {"5.1.7", "5.1.8"}

NOBODY = re.compile(
    r"(user|recipient|mailbox|address|account|adres)\W+(is |was )?unknown"
    r"|unknown (local )?(user|recipient|mailbox|address|account)"
    r"|no such (local )?(user|recipient|mailbox|address|account|person|domain)"
    r"|no mailbox (here )?by that name"
    r"|(user|mailbox|recipient|account|address)\b[^.;]{0,60}\bnot (be )?(found|known|exist|listed)"
    r"|(does not|doesn'?t|do not) (exist|have an?\b)|invalid (mailbox|recipient|user)\b"
    r"|recipientnotfound|bad destination mailbox|unrouteable address"
    r"|nie istnieje|nieznan\w+ (u[żz]ytkownik|adres|odbiorca)|brak (takiego )?(konta|u[żz]ytk)",
    re.I,
)
RELAYING = re.compile(
    r"\brelay|rcpthosts|authenti\w+ (is )?(required|needed)|(must|have to|need to) authenticate"
    r"|not authenticated|requires? authentication|smtp auth|log ?in first",
    re.I,
)
OF_SENDER = re.compile(
    r"sender (address|verif\w+|reject\w*|refused|denied|domain|unknown|is not|not|must)"
    r"|(invalid|unknown|bad|forged|unauthori[sz]ed) sender|mail from|from address|envelope from"
    r"|not owned by|send ?as|adres nadawcy",
    re.I,
)
UNWANTED = re.compile(
    r"spam|\bblock(ed|ing)?\b|(black|block|deny).?list|\bd?ns?bl\b|\brbl\b|barracuda|\bbanned\b"
    r"|reputation|polic(y|ies)|\bspf\b|\bdkim\b|\bdmarc\b|unsolicited|suspicious|virus|malware"
    r"|reverse dns|\bptr\b|client host|\brate\b|too many|listed (at|by|on)\b"
    r"|access denied|abuse|unauthenticated|not (authori[sz]ed|permitted|allowed)",
    re.I,
)
FULL = re.compile(r"quota|(mailbox|inbox|skrzynka) (is )?(full|pe[łl]na)|przepe[łl]nion", re.I)


class NoMailConfigured(RuntimeError):
    """EBOK_SMTP_URL is not set."""


class MailNotSent(Exception):
    """With what stood in the way. ``answer`` holds the server's codes but not its words, which may
    quote addresses."""

    def __init__(self, trouble: Trouble, answer: str = "") -> None:
        super().__init__(f"{trouble} ({answer})" if answer else str(trouble))
        self.trouble = trouble
        self.answer = answer


def not_sent(error: Exception) -> MailNotSent:
    """What aiosmtplib, the network or our own settings raised, understood."""
    if isinstance(error, SMTPRecipientsRefused):  # of several, but our letters have one
        error = error.recipients[0]
    if isinstance(error, SMTPResponseException):
        step = next((at for kind, at in STEPS.items() if isinstance(error, kind)), Step.GREETING)
        answer = " ".join(filter(None, (str(error.code), enhanced_code(error.message))))
        return MailNotSent(judge(step, error.code, error.message), answer)
    return MailNotSent(_unanswered(error))


def _unanswered(error: Exception) -> Trouble:
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return Trouble.TLS
    match error:
        case NoMailConfigured():
            return Trouble.NOT_SET
        case SMTPNotSupported():
            return Trouble.CONTENT
        case SMTPException() if not isinstance(error, OSError):
            return Trouble.LOGIN  # aiosmtplib's own: the server offers no AUTH that we know
    return Trouble.UNREACHABLE


def judge(step: Step, code: int, text: str) -> Trouble:
    """What one answer of a mail server means."""
    words = " ".join(text.split())
    enhanced = enhanced_code(words)
    if code < 500 or enhanced.startswith("4."):
        return Trouble.BUSY
    match step:
        case Step.GREETING:
            return Trouble.UNWANTED if UNWANTED.search(words) else Trouble.UNREACHABLE
        case Step.LOGIN:
            return Trouble.LOGIN
        case Step.SENDER:
            return _of_sender(code, enhanced, words)
        case Step.RECIPIENT:
            return _of_recipient(code, enhanced, words)
        case Step.CONTENT:
            return _of_content(enhanced, words)
    assert_never(step)


def enhanced_code(text: str) -> str:
    """``5.1.1``, wherever it stands; empty when there is none."""
    found = ENHANCED.search(text)
    return ".".join(found.groups()) if found else ""


def _of_sender(code: int, enhanced: str, words: str) -> Trouble:
    if "starttls" in words.lower():
        return Trouble.TLS
    if code == AUTHENTICATION_REQUIRED or RELAYING.search(words):
        return Trouble.LOGIN
    if enhanced == "5.3.4":
        return Trouble.CONTENT
    if UNWANTED.search(words) and not OF_SENDER.search(words):
        return Trouble.UNWANTED
    return Trouble.SENDER


def _of_recipient(code: int, enhanced: str, words: str) -> Trouble:
    nobody = code in SAYS_UNKNOWN and bool(NOBODY.search(words))
    if code == AUTHENTICATION_REQUIRED or RELAYING.search(words):
        return Trouble.LOGIN if code == AUTHENTICATION_REQUIRED else Trouble.RELAY
    if enhanced in UNKNOWN_SENDER or OF_SENDER.search(words):
        return Trouble.SENDER
    if enhanced.startswith("5.2.") or FULL.search(words):
        return Trouble.NOT_TAKEN
    if UNWANTED.search(words) and not (nobody and enhanced in UNKNOWN_ADDRESS):
        return Trouble.NOT_TAKEN if enhanced.startswith("5.4.") else Trouble.UNWANTED
    if nobody or (code in SAYS_UNKNOWN and enhanced in UNKNOWN_ADDRESS):
        return Trouble.NO_SUCH_ADDRESS
    return Trouble.UNWANTED if enhanced.startswith("5.7.") else Trouble.NOT_TAKEN


def _of_content(enhanced: str, words: str) -> Trouble:
    if enhanced.startswith("5.2.") or FULL.search(words):
        return Trouble.NOT_TAKEN
    if enhanced.startswith("5.7.") or UNWANTED.search(words):
        return Trouble.UNWANTED
    return Trouble.CONTENT
