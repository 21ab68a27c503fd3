"""What the program tells the office's people, by mail and in their group."""

from __future__ import annotations

from typing import assert_never

from bot.outbox.texts.shapes import MailWords
from ebok.outbox.letters import (
    ApplicationForOffice,
    GroupUnreachable,
    HolderChanged,
    LoginBesieged,
    PaperCodeEnded,
    RegistrationBesieged,
    StrayMail,
)
from locales.speech import N_

Worded = (
    LoginBesieged
    | RegistrationBesieged
    | HolderChanged
    | ApplicationForOffice
    | PaperCodeEnded
    | GroupUnreachable
    | StrayMail
)


def mail(letter: Worded) -> MailWords:  # noqa: PLR0911 - one a letter
    match letter:
        case LoginBesieged():
            return MailWords(
                N_("eBOK: many wrong passwords, client {login}"),
                (
                    N_("Somebody tries many passwords for client {login}, from many phones."),
                    N_("The client's own phone works as usual. Strangers must wait between tries."),
                    N_("Please tell the client, and ask for a stronger password."),
                ),
            )
        case RegistrationBesieged():
            return MailWords(
                N_("eBOK: many refused applications, client {symbol}"),
                (
                    N_("Today {refused} applications for client {symbol} were refused."),
                    N_("Perhaps the client makes a mistake. Perhaps it is a stranger."),
                    N_("Please call the client. The right data open the account as usual."),
                ),
            )
        case HolderChanged():
            return MailWords(
                N_("eBOK: client {symbol} is somebody else now"),
                (
                    N_("The imported files give client {symbol} to another person."),
                    N_("We have closed the account of the earlier one and logged its phones out."),
                    N_("The new holder can register. Please check the files if this is a mistake."),
                ),
            )
        case ApplicationForOffice(waiting=True):
            return MailWords(
                N_("eBOK: application {number} waits for the office"),
                (
                    N_("The data of client {symbol} agree. The office opens the account."),
                    N_(
                        "In the office's group please press Activate or Decline.\n"
                        "Or at the terminal:\nebok account activate {symbol}\n"
                        "ebok account decline {symbol}"
                    ),
                ),
            )
        case ApplicationForOffice():
            return MailWords(
                N_("eBOK: application {number}, our record lacks something"),
                (
                    N_("The record of client {symbol} lacks a PESEL or NIP, or says late."),
                    N_("We have asked the person to come with an identity card."),
                    N_("Then please open the account:\nebok account activate {symbol}"),
                ),
            )
        case PaperCodeEnded():
            return MailWords(
                N_("eBOK: the code from the letter to client {symbol} has ended"),
                (
                    N_("Somebody gave a wrong code for client {symbol} five times."),
                    N_("So the code from our letter does not work any more."),
                    N_("Please call the client, and send a new letter if it is needed."),
                ),
            )
        case GroupUnreachable():
            return MailWords(
                N_("eBOK: the bot cannot write in the office's group"),
                (
                    N_("Residents' messages do not reach the group. By e-mail they come as usual."),
                    N_("Please add the bot to the group again, as an administrator."),
                    N_("It must have the right to manage topics. Nothing is lost until then."),
                ),
            )
        case StrayMail():
            return MailWords(
                N_("eBOK: e-mails of no case in the mailbox"),
                (
                    N_("E-mails lie in the mailbox {mailbox} that belong to no case."),
                    N_("eBOK passes none of them on. Please look into that mailbox."),
                ),
            )
    assert_never(letter)
