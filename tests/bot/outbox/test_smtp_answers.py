"""What real servers answer, and what it means for a letter."""

from __future__ import annotations

import ssl

import pytest
from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPConnectTimeoutError,
    SMTPException,
    SMTPReadTimeoutError,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

from bot.outbox.smtp_answers import (
    MENDING,
    OURS,
    MailNotSent,
    NoMailConfigured,
    Step,
    Trouble,
    judge,
    not_sent,
)

RCPT, FROM, DATA, AUTH, HELLO = (
    Step.RECIPIENT,
    Step.SENDER,
    Step.CONTENT,
    Step.LOGIN,
    Step.GREETING,
)

NOBODY_THERE = [
    (550, "5.1.1 <anna@example.com>: Recipient address rejected: User unknown in local table"),
    (550, "5.1.1 <a@b.pl>: Recipient address rejected: undeliverable address: unknown user: a"),
    (
        550,
        "5.1.1 The email account that you tried to reach does not exist. Please try\n"
        "5.1.1 double-checking the recipient's email address for typos or\n"
        "5.1.1 unnecessary spaces. https://support.google.com/mail/?p=NoSuchUser 5-20020a - gsmtp",
    ),
    (550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
    (550, "5.1.1 RESOLVER.ADR.RecipNotFound; not found"),
    (550, "No such user here"),
    (550, "Unrouteable address"),
    (550, "unknown user"),
    (550, "<anna@wp.pl>: User unknown"),
    (550, "sorry, no mailbox here by that name (#5.1.1)"),
    (550, "5.1.1 Adresat nieznany / Mailbox does not exist"),
    (550, "Konto nie istnieje"),
    (550, "Nieznany użytkownik"),
    (550, "5.1.0 Address rejected."),
    (550, "5.7.1 No such user!"),
    (550, "Message was not accepted -- invalid mailbox. Local mailbox a@b is unavailable"),
    (550, "User not listed in Domino Directory"),
    (551, "5.1.6 Recipient no longer on server"),
    (553, "5.1.2 We are unable to deliver to this domain"),
    (553, "5.1.3 Bad recipient address syntax"),
]
LATER = [
    (RCPT, 450, "4.2.0 <a@b.pl>: Recipient address rejected: Greylisted, try again in 300 s"),
    (RCPT, 451, "4.7.1 Greylisting in action, please come back later"),
    (RCPT, 452, "4.2.2 Mailbox full"),
    (RCPT, 450, "4.1.1 <a@b.pl>: unverified address: Address verification in progress"),
    (RCPT, 450, "4.2.1 The user you are trying to contact is receiving mail at a high rate"),
    (RCPT, 421, "4.7.0 Try again later, closing connection"),
    (FROM, 451, "4.1.8 Domain of sender address does not resolve"),
    (FROM, 452, "4.3.1 Insufficient system storage"),
    (DATA, 421, "4.7.28 Our system has detected an unusual rate of unsolicited mail"),
    (DATA, 451, "4.3.0 Temporary lookup failure"),
    (AUTH, 454, "4.7.0 Temporary authentication failure"),
    (AUTH, 421, "Too many connections"),
    (HELLO, 421, "Too many concurrent SMTP connections from this IP address"),
    (RCPT, 550, "4.4.7 Message expired"),
]
OWN = [
    (Trouble.LOGIN, AUTH, 535, "5.7.8 Error: authentication failed: UGFzc3dvcmQ6"),
    (Trouble.LOGIN, AUTH, 535, "5.7.8 Username and Password not accepted. BadCredentials - gsmtp"),
    (Trouble.LOGIN, AUTH, 534, "5.7.9 Application-specific password required"),
    (Trouble.LOGIN, AUTH, 535, "Incorrect authentication data"),
    (Trouble.LOGIN, AUTH, 535, "5.7.139 Authentication unsuccessful, basic auth is disabled"),
    (Trouble.LOGIN, FROM, 530, "5.7.0 Authentication Required"),
    (Trouble.LOGIN, RCPT, 530, "5.7.57 Client not authenticated to send mail"),
    (Trouble.TLS, FROM, 530, "5.7.0 Must issue a STARTTLS command first"),
    (Trouble.SENDER, FROM, 553, "5.7.1 <x@y.pl>: Sender address rejected: not owned by user z"),
    (Trouble.SENDER, RCPT, 553, "5.7.1 <x@y.pl>: Sender address rejected: not owned by user z"),
    (Trouble.SENDER, RCPT, 550, "5.1.8 <x@y.pl>: Sender address rejected: Domain not found"),
    (Trouble.SENDER, RCPT, 550, "5.1.0 <x@y.pl>: Sender address rejected: User unknown"),
    (Trouble.SENDER, RCPT, 550, "Verification failed: No Such User Here. Sender verify failed"),
    (Trouble.SENDER, FROM, 550, "5.7.60 Client does not have permissions to send as this sender"),
    (Trouble.SENDER, FROM, 501, "5.1.7 Bad sender address syntax"),
    (Trouble.SENDER, FROM, 550, "5.1.0 rejected"),
    (Trouble.RELAY, RCPT, 554, "5.7.1 <a@b.pl>: Relay access denied"),
    (Trouble.RELAY, RCPT, 550, "5.7.54 SMTP; Unable to relay recipient in non-accepted domain"),
    (Trouble.RELAY, RCPT, 550, "relay not permitted"),
    (Trouble.RELAY, RCPT, 550, "a@b.pl: relaying denied. Please authenticate"),
    (Trouble.RELAY, RCPT, 553, "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
    (Trouble.UNWANTED, RCPT, 554, "5.7.1 Service unavailable; Client host [1.2.3.4] blocked using"),
    (Trouble.UNWANTED, RCPT, 550, "5.7.1 Message rejected due to SPF policy"),
    (Trouble.UNWANTED, RCPT, 550, "5.7.1 Recipient refused"),
    (Trouble.UNWANTED, RCPT, 550, "5.1.1 Rejected as spam"),
    (Trouble.UNWANTED, RCPT, 550, "Your IP is blacklisted"),
    (Trouble.UNWANTED, RCPT, 550, "Administrative prohibition: policy"),
    (Trouble.UNWANTED, DATA, 550, "5.7.26 Unauthenticated email from y.pl is not accepted (DMARC)"),
    (Trouble.UNWANTED, DATA, 554, "5.7.1 Message rejected as spam by Content Filtering."),
    (Trouble.UNWANTED, DATA, 554, "Transaction failed: wiadomość uznana za spam"),
    (Trouble.UNWANTED, HELLO, 554, "5.7.1 Your IP is listed at zen.spamhaus.org"),
    (Trouble.CONTENT, DATA, 552, "5.3.4 Message size exceeds fixed limit"),
    (Trouble.CONTENT, DATA, 554, "Transaction failed"),
]
NOT_SURE = [
    (RCPT, 552, "5.2.2 The email account that you tried to reach is over quota"),
    (RCPT, 550, "5.2.1 The email account that you tried to reach is disabled"),
    (RCPT, 550, "mailbox is full"),
    (RCPT, 550, "5.4.1 Recipient address rejected: Access denied. AS(201806281)"),
    (RCPT, 550, "5.5.0 Requested action not taken: mailbox unavailable"),
    (RCPT, 550, "Requested action not taken: mailbox unavailable"),
    (RCPT, 554, "Transaction failed"),
    (RCPT, 550, ""),
    (DATA, 552, "5.2.2 Mailbox full"),
]


@pytest.mark.parametrize(("code", "text"), NOBODY_THERE)
def test_that_nobody_is_there_is_sure(code: int, text: str) -> None:
    assert judge(RCPT, code, text) is Trouble.NO_SUCH_ADDRESS


@pytest.mark.parametrize(("step", "code", "text"), LATER)
def test_a_passing_refusal_means_later(step: Step, code: int, text: str) -> None:
    assert judge(step, code, text) is Trouble.BUSY


@pytest.mark.parametrize(("trouble", "step", "code", "text"), OWN)
def test_an_own_fault_is_named(trouble: Trouble, step: Step, code: int, text: str) -> None:
    assert judge(step, code, text) is trouble
    assert trouble in OURS
    assert MENDING[trouble]


@pytest.mark.parametrize(("step", "code", "text"), NOT_SURE)
def test_what_is_not_sure_waits(step: Step, code: int, text: str) -> None:
    assert judge(step, code, text) is Trouble.NOT_TAKEN


@pytest.mark.parametrize("step", [s for s in Step if s is not RCPT])
@pytest.mark.parametrize(("code", "text"), NOBODY_THERE)
def test_only_the_answer_about_the_recipient_says_so(step: Step, code: int, text: str) -> None:
    assert judge(step, code, text) is not Trouble.NO_SUCH_ADDRESS


def _caused_by(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (NoMailConfigured(), Trouble.NOT_SET),
        (OSError("no route"), Trouble.UNREACHABLE),
        (ConnectionRefusedError(), Trouble.UNREACHABLE),
        (TimeoutError(), Trouble.UNREACHABLE),
        (SMTPConnectError("refused"), Trouble.UNREACHABLE),
        (SMTPConnectTimeoutError("late"), Trouble.UNREACHABLE),
        (SMTPReadTimeoutError("late"), Trouble.UNREACHABLE),
        (SMTPServerDisconnected("gone"), Trouble.UNREACHABLE),
        (ssl.SSLCertVerificationError("expired"), Trouble.TLS),
        (_caused_by(SMTPConnectError("tls"), ssl.SSLError("wrong version")), Trouble.TLS),
        (SMTPException("The SMTP AUTH extension is not supported"), Trouble.LOGIN),
        (SMTPAuthenticationError(535, "5.7.8 no"), Trouble.LOGIN),
        (
            SMTPRecipientsRefused([SMTPRecipientRefused(450, "4.2.0 greylisted", "a@b.pl")]),
            Trouble.BUSY,
        ),
    ],
)
def test_what_was_raised_is_understood(error: Exception, trouble: Trouble) -> None:
    assert not_sent(error).trouble is trouble


def test_the_words_of_a_trouble_hold_codes_and_no_address() -> None:
    refused = SMTPRecipientRefused(
        550, "5.1.1 <anna@example.com>: User unknown", "anna@example.com"
    )

    assert str(not_sent(refused)) == "this address does not exist (550 5.1.1)"
    assert isinstance(not_sent(refused), MailNotSent)
