"""Every letter the office writes: a dataclass a letter, its fields the data that its words need.

Words stand in ``bot.outbox.texts``; a letter without words, or a caller without data, does not
pass the type checker. Names of classes and fields are stored with what waits, so they are schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ApplicationReceived:
    number: str


@dataclass(frozen=True)
class AccountOpened:
    """With the way in: by mail only, never in the chat."""

    login: str
    password: str
    hours: int  # that the password is good for


@dataclass(frozen=True)
class ApplicationAccepted:
    """In the chat: the way in is in the mail."""


@dataclass(frozen=True)
class ApplicationRefused:
    number: str
    again: bool  # an earlier one from this chat was refused too


@dataclass(frozen=True)
class ApplicationIncomplete:
    """The cooperative's record lacks what would recognise the person."""

    number: str


@dataclass(frozen=True)
class ApplicationWaiting:
    """The data agree; the last word is the office's."""

    number: str


@dataclass(frozen=True)
class ApplicationDeclined:
    """By the office, after it had waited."""

    number: str


@dataclass(frozen=True)
class ApplicationExisting:
    """Recognised, but there is an account already."""


@dataclass(frozen=True)
class AccountExists:
    """To the owner of the account: somebody applied for it."""

    login: str


@dataclass(frozen=True)
class TemporaryPasswordSent:
    login: str
    password: str
    hours: int


@dataclass(frozen=True)
class PasswordReset:
    """By the office."""

    login: str
    password: str
    hours: int


@dataclass(frozen=True)
class EmailChanged:
    """By the office; to the old address, which is not told the new one."""

    login: str


@dataclass(frozen=True)
class LoginLocked:
    minutes: int


@dataclass(frozen=True)
class MailRefused:
    """In the chat the mail belongs to."""


@dataclass(frozen=True)
class IdleLogout:
    minutes: int


@dataclass(frozen=True)
class RememberedLogout:
    """The days for which the phone was remembered are over."""


@dataclass(frozen=True)
class PasswordChangedLogout:
    """On another phone the password was changed."""


@dataclass(frozen=True)
class AnswerLost:
    """Telegram took no answer for hours: the person should write again."""


@dataclass(frozen=True)
class OpenedElsewhere:
    """To the address on record: an account was opened with another one."""

    login: str


@dataclass(frozen=True)
class AccountClosed:
    """To whoever had the account: the client number belongs to somebody else now."""

    login: str


@dataclass(frozen=True)
class LoginBesieged:
    """To the office: many wrong passwords from many chats."""

    login: str


@dataclass(frozen=True)
class RegistrationBesieged:
    """To the office: many refused applications for one client number."""

    symbol: str
    refused: int


@dataclass(frozen=True)
class HolderChanged:
    """To the office: an import gave the client number to another person, the account has ended."""

    symbol: str


@dataclass(frozen=True)
class WaitsTooLong:
    """To the office: nobody has answered a case for long."""

    number: int
    hours: int  # of the office
    taken_by: str | None
    group_id: int | None
    thread_id: int | None


@dataclass(frozen=True)
class DailySummary:
    """To the office, in the morning. Days as ISO writes them."""

    day: str
    since: str
    new: int
    closed: int
    waiting: int
    overdue: int
    failed_letters: int
    # The longest first: number, name, topic, office hours, group and thread.
    longest: Sequence[tuple[int, str, str, int, int | None, int | None]]


@dataclass(frozen=True)
class ApplicationForOffice:
    """To the office, by mail: an application that only people can open an account for."""

    number: str
    symbol: str
    waiting: bool  # or the record lacks something


@dataclass(frozen=True)
class ApplicationEntry:
    """Among the registrations in the office's group: made at first, brought up to date later. What
    it says is read when it is written out."""

    application: int


@dataclass(frozen=True)
class Announced:
    """To a resident, in the chat or by mail; what it says is read when it is written out."""

    announcement: int
    accounts: Sequence[int]  # whose chat or address it is


@dataclass(frozen=True)
class PaperCodeEnded:
    """To the office: five wrong tries at the code from a letter."""

    symbol: str


@dataclass(frozen=True)
class GroupUnreachable:
    """To the office, by mail: nothing can be written in its group."""


# Letters about a case name it and its message; what they say is read when they are written out, so
# an edit that overtakes a letter is in it.


@dataclass(frozen=True)
class CaseCard:
    """Who writes, about what, who has it: made at the beginning, brought up to date later."""

    case: int


@dataclass(frozen=True)
class CaseWritten:
    case: int
    message: int


@dataclass(frozen=True)
class CaseEdited:
    case: int
    message: int


@dataclass(frozen=True)
class CaseReopened:
    case: int


@dataclass(frozen=True)
class CaseSettled:
    """The resident says so."""

    case: int


@dataclass(frozen=True)
class CaseUndelivered:
    """To the office: an answer did not reach the resident's chat."""

    case: int
    message: int
    by_mail: bool  # it went to the resident's address instead
    reason: str = "blocked"  # ebok.cases.undelivered.Reason
    words: str = ""  # Telegram's own


@dataclass(frozen=True)
class CaseOverdue:
    """To the office: the resident waits for an answer."""

    case: int
    hours: int  # of the office


@dataclass(frozen=True)
class CaseLongOverdue:
    """The same, to its administrators."""

    case: int
    hours: int


@dataclass(frozen=True)
class CaseTopicOutlived:
    """It was closed long ago: the topic goes."""

    case: int


@dataclass(frozen=True)
class CasesAlike:
    """Offers to join this case, the newest, with others about the same fault."""

    case: int
    others: Sequence[int]
    people: int
    building: str  # its key
    fault: str  # ebok.intents.fault_words.Fault


@dataclass(frozen=True)
class CasesJoined:
    """To the topic of the main one."""

    case: int
    joined: Sequence[int]


@dataclass(frozen=True)
class CaseJoined:
    case: int
    main: int


@dataclass(frozen=True)
class CaseParted:
    case: int
    main: int


@dataclass(frozen=True)
class JoinedCaseWritten:
    """To the topic of the main one: somebody of a joined one writes."""

    case: int
    joined: int


@dataclass(frozen=True)
class CaseKnown:
    """To the resident: the office knows of this fault; what it has said to all."""

    case: int
    message: int | None  # of this case


@dataclass(frozen=True)
class CaseAnswered:
    case: int
    message: int


@dataclass(frozen=True)
class CaseAnswerEdited:
    case: int
    message: int


@dataclass(frozen=True)
class CaseClosed:
    """Asks whether it is settled."""

    case: int


@dataclass(frozen=True)
class CasePassedOn:
    """To somebody outside the group, with all that was said."""

    case: int
    by: str


@dataclass(frozen=True)
class CaseAnsweredByMail:
    """To the colleagues who did not write it."""

    case: int
    message: int


@dataclass(frozen=True)
class CaseMailHeld:
    """A mail for a case that was not passed on."""

    case: int
    writer: str  # the address that it names
    why: str  # an Outcome of ebok.cases.answers_by_mail


@dataclass(frozen=True)
class CaseMailBounced:
    """One of our mails did not arrive."""

    case: int
    address: str
    to_resident: bool


@dataclass(frozen=True)
class StrayMail:
    """To the office: mails of no case lie in the mailbox where answers come in."""

    mailbox: str


CaseLetterToOffice = (
    CaseCard
    | CaseWritten
    | CaseEdited
    | CaseReopened
    | CaseSettled
    | CaseUndelivered
    | CaseOverdue
    | CaseLongOverdue
    | CaseTopicOutlived
    | CasePassedOn
    | CaseAnsweredByMail
    | CaseMailHeld
    | CasesAlike
    | CasesJoined
    | CaseJoined
    | CaseParted
    | JoinedCaseWritten
    | CaseMailBounced
)
CaseLetterToResident = CaseAnswered | CaseAnswerEdited | CaseClosed | CaseKnown
CaseLetter = CaseLetterToOffice | CaseLetterToResident
CareLetter = WaitsTooLong | DailySummary
OfficeLetter = (
    LoginBesieged
    | RegistrationBesieged
    | HolderChanged
    | ApplicationForOffice
    | PaperCodeEnded
    | GroupUnreachable
    | StrayMail
    | CareLetter
)
MailLetter = (
    ApplicationReceived
    | AccountOpened
    | ApplicationRefused
    | ApplicationIncomplete
    | ApplicationWaiting
    | ApplicationDeclined
    | AccountExists
    | TemporaryPasswordSent
    | PasswordReset
    | EmailChanged
    | LoginLocked
    | OpenedElsewhere
    | AccountClosed
)
ChatLetter = (
    ApplicationAccepted
    | ApplicationRefused
    | ApplicationIncomplete
    | ApplicationWaiting
    | ApplicationDeclined
    | ApplicationExisting
    | MailRefused
    | IdleLogout
    | RememberedLogout
    | PasswordChangedLogout
    | AnswerLost
    | AccountClosed
)
