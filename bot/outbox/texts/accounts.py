"""Letters about passwords, and about logging out on its own."""

from __future__ import annotations

from typing import assert_never

from bot.intake.commands import LOG_IN, REACH_US
from bot.outbox.texts.shapes import MailWords, NoticeWords
from ebok.outbox.letters import (
    AccountClosed,
    EmailChanged,
    IdleLogout,
    LoginLocked,
    OpenedElsewhere,
    PasswordChangedLogout,
    PasswordReset,
    RememberedLogout,
    TemporaryPasswordSent,
)
from locales.speech import N_


def mail(
    letter: TemporaryPasswordSent
    | PasswordReset
    | EmailChanged
    | LoginLocked
    | OpenedElsewhere
    | AccountClosed,
) -> MailWords:
    match letter:
        case TemporaryPasswordSent():
            return MailWords(
                N_("eBOK: a new temporary password"),
                (
                    N_("Here is the temporary password."),
                    N_("Login: {login}\nTemporary password:\n{password}"),
                    N_(
                        "It works for {hours} hours. After logging in please set a password of"
                        " your own."
                    ),
                    N_("You did not ask for it? Then do nothing: the old password still works."),
                ),
            )
        case PasswordReset():
            return MailWords(
                N_("eBOK: a new temporary password"),
                (
                    N_("The office has set a new temporary password for this account."),
                    N_("Login: {login}\nTemporary password:\n{password}"),
                    N_(
                        "It works for {hours} hours. After logging in please set a password of"
                        " your own."
                    ),
                    N_("The old password does not work any more. All phones are logged out."),
                ),
            )
        case EmailChanged():
            return MailWords(
                N_("eBOK: another e-mail address"),
                (
                    N_("The office has changed the e-mail address of the account {login}."),
                    N_("From now on our letters come to the new address."),
                    N_("You did not ask for it? Please let us know. Telephone: {phone}."),
                ),
            )
        case LoginLocked():
            return MailWords(
                N_("eBOK: five failed logins"),
                (
                    N_("On one phone somebody gave a wrong password to your account five times."),
                    N_("That phone must wait for {minutes} minutes. Other phones work as usual."),
                    N_("Was it you? Please wait, or press I forgot the password."),
                    N_("It was not you? Please let us know. Telephone: {phone}."),
                ),
            )
        case OpenedElsewhere():
            return MailWords(
                N_("eBOK: an account for your client number"),
                (
                    N_("Somebody has just opened an account in eBOK for client {login}."),
                    N_(
                        "They gave another e-mail address than the one that we know. So we write"
                        " here too."
                    ),
                    N_("Was it you? Then all is well."),
                    N_("It was not you? Please call us at once: {phone}. We close the account."),
                ),
            )
        case AccountClosed():
            return MailWords(
                N_("eBOK: your account has been closed"),
                (
                    N_("The client number {login} belongs to somebody else now."),
                    N_("So we have closed your account in eBOK and logged all phones out."),
                    N_("Is this a mistake? Please call us: {phone}."),
                ),
            )
    assert_never(letter)


def notice(
    letter: IdleLogout | RememberedLogout | PasswordChangedLogout | AccountClosed,
) -> NoticeWords:
    match letter:
        case IdleLogout():
            text = N_(
                "🔒 For safety we logged you out after {minutes} minutes without activity.\n"
                "We removed the messages with your data. Please log in to go on."
            )
        case PasswordChangedLogout():
            text = N_(
                "🔒 The password of the account was changed, so this phone was logged out.\n"
                "We removed the messages with your data."
            )
        case RememberedLogout():
            text = N_(
                "🔒 The time for which we remembered this phone is over.\n"
                "We removed the messages with your data. Please log in again."
            )
        case AccountClosed():
            return NoticeWords(
                N_(
                    "🔒 <b>This account has been closed.</b>\n\n"
                    "The client number belongs to somebody else now.\n"
                    "Is this a mistake? Please call us: {phone}."
                ),
                ((N_("Write to the office"), REACH_US),),
            )
        case _:
            assert_never(letter)
    return NoticeWords(text, ((N_("Log in"), LOG_IN),))
