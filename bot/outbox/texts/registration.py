"""Letters about an application to register."""

from __future__ import annotations

from typing import assert_never

from bot.intake.commands import BY_LETTER, LOG_IN, NO_MAIL, REACH_US, TRY_AGAIN
from bot.outbox.texts.shapes import MailWords, NoticeWords
from dialogs.registration.results import Way, result
from ebok.outbox.letters import (
    AccountExists,
    AccountOpened,
    ApplicationAccepted,
    ApplicationDeclined,
    ApplicationExisting,
    ApplicationIncomplete,
    ApplicationReceived,
    ApplicationRefused,
    ApplicationWaiting,
    MailRefused,
)
from locales.speech import N_


def mail(  # noqa: PLR0911 - one a letter
    letter: ApplicationReceived
    | AccountOpened
    | ApplicationRefused
    | ApplicationIncomplete
    | ApplicationWaiting
    | ApplicationDeclined
    | AccountExists,
) -> MailWords:
    match letter:
        case ApplicationReceived():
            return MailWords(
                N_("eBOK: we have your application {number}"),
                (
                    N_("We have your application to register. Its number: {number}."),
                    N_("We are now comparing the data. The answer comes in the chat with eBOK."),
                    N_("Did a stranger send this application? Then please call the office."),
                ),
            )
        case AccountOpened():
            return MailWords(
                N_("eBOK: your login and temporary password"),
                (
                    N_("The data agree. You have an account in eBOK of {cooperative}."),
                    N_("Login: {login}\nTemporary password:\n{password}"),
                    N_("Now please open the chat with eBOK and press Log in."),
                    N_(
                        "Then please set a password of your own."
                        " The temporary password works for {hours} hours."
                    ),
                    N_(
                        "Please do not give the password to anybody."
                        " Nobody in the office asks for it."
                    ),
                ),
            )
        case ApplicationRefused(again=True):
            return MailWords(
                N_("eBOK: the answer to application {number}"),
                (
                    # plain: quote
                    N_("Your data were not recognised this time either."),
                    N_(
                        "Please come to the office with an identity card: {address}, {room},"
                        " {open}. We open the account on the spot."
                    ),
                    N_("Telephone: {phone}. E-mail: {email}."),
                ),
            )
        case ApplicationRefused():
            return MailWords(
                N_("eBOK: the answer to application {number}"),
                (
                    # plain: quote
                    N_(
                        "Your data were not recognised. Please fill in the application once more,"
                        " or contact us."
                    ),
                    N_(
                        "You can come to the office with an identity card: {address}, {room},"
                        " {open}."
                    ),
                    N_("Telephone: {phone}. E-mail: {email}."),
                ),
            )
        case ApplicationIncomplete():
            return MailWords(
                N_("eBOK: the answer to application {number}"),
                (
                    N_("Our records lack some of your data. We cannot open the account from here."),
                    N_(
                        "Please come to the office with an identity card: {address}, {room},"
                        " {open}. We open the account on the spot."
                    ),
                    N_("Telephone: {phone}. E-mail: {email}."),
                ),
            )
        case ApplicationWaiting():
            return MailWords(
                N_("eBOK: the answer to application {number}"),
                (
                    N_("The data agree. The office still looks at the application."),
                    N_("When the account is open, we write in the chat and by e-mail."),
                    N_("The office is open: {open}. Telephone: {phone}."),
                ),
            )
        case ApplicationDeclined():
            return MailWords(
                N_("eBOK: the answer to application {number}"),
                (
                    N_("The office has not opened an account for this application."),
                    N_(
                        "Please come to the office with an identity card: {address}, {room},"
                        " {open}. We open the account on the spot."
                    ),
                    N_("Telephone: {phone}. E-mail: {email}."),
                ),
            )
        case AccountExists():
            return MailWords(
                N_("eBOK: you have an account already"),
                (
                    N_("Somebody has just applied to register the client number {login}."),
                    N_("This number has an account already, so we have not opened a new one."),
                    N_(
                        "Was it you? Please log in. A forgotten password: press I forgot the"
                        " password."
                    ),
                    N_("It was not you? Please let us know. Telephone: {phone}."),
                ),
            )
    assert_never(letter)


PRESSED = {
    Way.LOG_IN: LOG_IN,
    Way.NO_MAIL: NO_MAIL,
    Way.CORRECT: TRY_AGAIN,
    Way.LETTER: BY_LETTER,
    Way.WRITE: REACH_US,
}


def notice(  # noqa: PLR0911 - one a letter
    letter: ApplicationAccepted
    | ApplicationRefused
    | ApplicationIncomplete
    | ApplicationWaiting
    | ApplicationDeclined
    | ApplicationExisting
    | MailRefused,
) -> NoticeWords:
    match letter:
        case ApplicationAccepted():
            return _result("accepted")
        case ApplicationRefused(again=again):
            return _result("refused", again=again)
        case ApplicationIncomplete():
            return _result("incomplete")
        case ApplicationWaiting():
            return _result("waiting")
        case ApplicationDeclined():
            return _result("declined")
        case ApplicationExisting():
            return _result("existing")
        case MailRefused():
            return NoticeWords(
                N_(
                    "⚠️ <b>The e-mail to your address was refused.</b>\n\n"
                    "Please write or call the office: {phone}. We will correct the address."
                ),
                ((N_("Write to the office"), REACH_US),),
            )
    assert_never(letter)


def _result(outcome: str, *, again: bool = False) -> NoticeWords:
    """As its screen says it, so that the notice and the screen are one."""
    found = result(outcome, again=again)
    return NoticeWords(
        found.text, tuple((way.value, PRESSED[way]) for way in found.ways), result=True
    )
