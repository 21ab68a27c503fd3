"""The words of letters: a letter in, a mail or a notice out. One module a subject.

``match`` over the letters is whole: the type checker finds one that nobody has words for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, assert_never

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.intake import deep_links
from bot.intake.commands import AWAY, HELP, MENU, PRESENT, RESULT_HELP
from bot.outbox.texts import accounts, care, html, office, registration
from bot.outbox.texts.shapes import MailWords, NoticeWords
from dialogs.frame import BOTTOM_WORDS
from dialogs.reaching import ways_to_reach
from ebok.cases.plain import without_markup
from ebok.outbox.letters import (
    AccountClosed,
    AccountExists,
    AccountOpened,
    AnswerLost,
    ApplicationAccepted,
    ApplicationDeclined,
    ApplicationExisting,
    ApplicationForOffice,
    ApplicationIncomplete,
    ApplicationReceived,
    ApplicationRefused,
    ApplicationWaiting,
    CareLetter,
    ChatLetter,
    EmailChanged,
    GroupUnreachable,
    HolderChanged,
    IdleLogout,
    LoginBesieged,
    LoginLocked,
    MailLetter,
    MailRefused,
    OfficeLetter,
    OpenedElsewhere,
    PaperCodeEnded,
    PasswordChangedLogout,
    PasswordReset,
    RegistrationBesieged,
    RememberedLogout,
    StrayMail,
    TemporaryPasswordSent,
)
from ebok.profile import Profile
from locales.speech import N_, _, escaped, speaking


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    mime: str  # application/pdf
    content: bytes


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    thread: str | None = None  # mails of one thread stand together in mail programs
    part: str | None = None  # this mail's own name in it; None: its first
    reply_to: str | None = None


@dataclass(frozen=True)
class Notice:
    html: str
    keyboard: InlineKeyboardMarkup | None
    attachments: tuple[Attachment, ...] = ()


def mail(
    letter: MailLetter | OfficeLetter,
    language: str,
    profile: Profile,
    bot_name: str | None = None,
) -> Mail:
    """``bot_name`` is the bot's user name in Telegram, for a button back to the chat."""
    with speaking(language):
        values = {**_about(profile), **asdict(letter)}
        subject, body = _said(letter, values)
        password = getattr(letter, "password", None)
        return framed(subject, body, language, profile, bot_name, password=password)


def framed(
    subject: str,
    body: Sequence[str],
    language: str,
    profile: Profile,
    bot_name: str | None,
    *,
    password: str | None = None,
) -> Mail:
    """Between a greeting and a signature, in the language that is spoken now."""
    greeting = _(N_("Hello,"))
    signature = _(N_("{full_name}\n{address}, {room}\n{phone}, {open}"), **_about(profile))
    paragraphs = [greeting, *body, signature]
    text = "\n\n".join(paragraphs) + "\n"
    button = None
    if bot_name is not None:
        address = f"https://t.me/{bot_name}?start={deep_links.LOGIN}"
        button = (_(N_("Open the chat with eBOK")), address)
    large = html.page(language, paragraphs, password=password, button=button)
    return Mail(subject, text, large)


def _said(letter: MailLetter | OfficeLetter, values: dict[str, Any]) -> tuple[str, list[str]]:
    if isinstance(letter, CareLetter):
        heading, lines = care.said(letter)
        return without_markup(heading), [without_markup(line) for line in lines]
    words = _mail_words(letter)
    return _(words.subject, **values), [_(part, **values) for part in words.paragraphs]


def _mail_words(letter: MailLetter | office.Worded) -> MailWords:
    match letter:
        case (
            ApplicationReceived()
            | AccountOpened()
            | ApplicationRefused()
            | ApplicationIncomplete()
            | ApplicationWaiting()
            | ApplicationDeclined()
            | AccountExists()
        ):
            return registration.mail(letter)
        case (
            TemporaryPasswordSent()
            | PasswordReset()
            | EmailChanged()
            | LoginLocked()
            | OpenedElsewhere()
            | AccountClosed()
        ):
            return accounts.mail(letter)
        case (
            LoginBesieged()
            | RegistrationBesieged()
            | HolderChanged()
            | ApplicationForOffice()
            | PaperCodeEnded()
            | GroupUnreachable()
            | StrayMail()
        ):
            return office.mail(letter)
    assert_never(letter)


def notice(letter: ChatLetter, language: str, profile: Profile) -> Notice:
    words = _notice_words(letter)
    with speaking(language):
        values = {**_about(profile), **asdict(letter)}
        rows = [
            [InlineKeyboardButton(text=_(label), callback_data=data)]
            for label, data in words.buttons
        ]
        pressed = (AWAY, MENU, RESULT_HELP) if words.result else (PRESENT, MENU, HELP)
        rows.append(bottom_row(pressed))
        return Notice(_(words.text, **escaped(values)), InlineKeyboardMarkup(inline_keyboard=rows))


def bottom_row(pressed: tuple[str, str, str] = (PRESENT, MENU, HELP)) -> list[InlineKeyboardButton]:
    bottom = zip(BOTTOM_WORDS, pressed, strict=True)
    return [InlineKeyboardButton(text=_(label), callback_data=data) for label, data in bottom]


def _notice_words(letter: ChatLetter) -> NoticeWords:
    match letter:
        case (
            ApplicationAccepted()
            | ApplicationRefused()
            | ApplicationIncomplete()
            | ApplicationWaiting()
            | ApplicationDeclined()
            | ApplicationExisting()
            | MailRefused()
        ):
            return registration.notice(letter)
        case IdleLogout() | RememberedLogout() | PasswordChangedLogout() | AccountClosed():
            return accounts.notice(letter)
        case AnswerLost():
            return NoticeWords(
                N_(
                    "⚠️ We could not answer your last message. Telegram was out of order.\n"
                    "Please write or press once more."
                )
            )
    assert_never(letter)


def entry(letter: OfficeLetter, language: str, profile: Profile) -> Notice:
    """In the office's group: the same words as the mail, without its frame."""
    with speaking(language):
        if isinstance(letter, CareLetter):
            heading, lines = care.said(letter)
            return Notice("\n".join([f"<b>{heading}</b>", *lines]), None)
        words = office.mail(letter)
        values = escaped({**_about(profile), **asdict(letter)})
        lines = [
            f"<b>{_(words.subject, **values)}</b>",
            *(_(p, **values) for p in words.paragraphs),
        ]
        return Notice("\n".join(lines), None)


def _about(profile: Profile) -> dict[str, Any]:
    ways = ways_to_reach(profile.office)
    return {
        "cooperative": profile.cooperative.name,
        "full_name": profile.cooperative.full_name,
        **ways,
        "open": ways["hours"],  # "hours" is how long a password is good for
    }
