"""The words of letters and notices: a template's name and its data in, a text out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.commands import HELP, LOG_IN, MENU, PRESENT, REACH_US, TRY_AGAIN
from dialogs.frame import BOTTOM_WORDS
from dialogs.reaching import ways_to_reach
from dialogs.words import N_, _, escaped, speaking
from ebok.outgoing import Letter
from ebok.profile import Profile


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str


@dataclass(frozen=True)
class Notice:
    html: str
    keyboard: InlineKeyboardMarkup | None


# Template: subject, paragraphs.
MAILS: dict[str, tuple[str, tuple[str, ...]]] = {
    "application_received": (
        N_("eBOK: we have your application {number}"),
        (
            N_("We have your application to register. Its number: {number}."),
            N_("We are now comparing the data. The answer comes in the chat with eBOK."),
            N_("Somebody else sent it? Then please let us know."),
        ),
    ),
    "application_accepted": (
        N_("eBOK: your login and temporary password"),
        (
            N_("The data agree. You have an account in eBOK of {cooperative}."),
            N_("Login: {login}\nTemporary password:\n{password}"),
            N_("Now please open the chat with eBOK and press Log in."),
            N_(
                "Then please set a password of your own."
                " The temporary password works for {hours} hours."
            ),
            N_("Please do not give the password to anybody. Nobody in the office asks for it."),
        ),
    ),
    "application_refused": (
        N_("eBOK: the answer to application {number}"),
        (
            # plain: quote
            N_(
                "Your data were not recognised. Please fill in the application once more, or"
                " contact us."
            ),
            N_("You can come to the office with an identity card: {address}, {room}, {open}."),
            N_("Telephone: {phone}. E-mail: {email}."),
        ),
    ),
    "application_incomplete": (
        N_("eBOK: the answer to application {number}"),
        (
            N_("Our records lack some of your data. We cannot open the account from here."),
            N_(
                "Please come to the office with an identity card: {address}, {room}, {open}."
                " We open the account on the spot."
            ),
            N_("Telephone: {phone}. E-mail: {email}."),
        ),
    ),
    "account_exists": (
        N_("eBOK: you have an account already"),
        (
            N_("Somebody has just applied to register the client number {login}."),
            N_("This number has an account already, so we have not opened a new one."),
            N_("Was it you? Please log in. A forgotten password: press I forgot the password."),
            N_("It was not you? Please let us know. Telephone: {phone}."),
        ),
    ),
    "temporary_password": (
        N_("eBOK: a new temporary password"),
        (
            N_("Here is the temporary password."),
            N_("Login: {login}\nTemporary password:\n{password}"),
            N_("It works for {hours} hours. After logging in please set a password of your own."),
            N_("You did not ask for it? Then do nothing: the old password still works."),
        ),
    ),
    "password_reset": (
        N_("eBOK: a new temporary password"),
        (
            N_("The office has set a new temporary password for this account."),
            N_("Login: {login}\nTemporary password:\n{password}"),
            N_("It works for {hours} hours. After logging in please set a password of your own."),
            N_("The old password does not work any more. All phones are logged out."),
        ),
    ),
    "login_locked": (
        N_("eBOK: five failed logins"),
        (
            N_("Somebody gave a wrong password to your account five times."),
            N_("For safety nobody can log in for {minutes} minutes."),
            N_("Was it you? Please wait, or press I forgot the password."),
            N_("It was not you? Please let us know. Telephone: {phone}."),
        ),
    ),
}

# Template: text, buttons (label, callback data).
NOTICES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "application_accepted": (
        N_(
            "✅ <b>The data agree. You have an account.</b>\n\n"
            "We have sent the login and a temporary password by e-mail.\n"
            "Please open the e-mail, then press <b>Log in</b>."
        ),
        ((N_("Log in"), LOG_IN),),
    ),
    "application_refused": (
        # plain: quote
        N_(
            "⚠️ <b>Your data were not recognised.</b> Please fill in the application once more, or"
            " contact us.\n\n"
            "You can also come to the office with an identity card: {address}, {room}, {open}."
        ),
        ((N_("Try again"), TRY_AGAIN), (N_("Write to the office"), REACH_US)),
    ),
    "application_refused_again": (
        # plain: quote
        N_(
            "⚠️ <b>Your data were not recognised this time either.</b>\n\n"
            "Please come to the office with an identity card: {address}, {room}, {open}.\n"
            "We open the account on the spot. Telephone: {phone}."
        ),
        ((N_("Write to the office"), REACH_US), (N_("Try again"), TRY_AGAIN)),
    ),
    "application_incomplete": (
        N_(
            "⚠️ <b>Our records lack some of your data.</b>\n\n"
            "Please come to the office with an identity card: {address}, {room}, {open}.\n"
            "We open the account on the spot. Telephone: {phone}."
        ),
        ((N_("Write to the office"), REACH_US),),
    ),
    "application_existing": (
        N_(
            "ℹ️ <b>This client number has an account already.</b>\n\n"
            "We have written to the e-mail address of the account.\n"
            "Please log in. You can also ask for a new password there."
        ),
        ((N_("Log in"), LOG_IN), (N_("Write to the office"), REACH_US)),
    ),
    "mail_refused": (
        N_(
            "⚠️ <b>The e-mail to your address was refused.</b>\n\n"
            "Please write or call the office: {phone}. We will correct the address."
        ),
        ((N_("Write to the office"), REACH_US),),
    ),
    "idle_logout": (
        N_(
            "🔒 For safety we logged you out after {minutes} minutes of silence.\n"
            "Nothing is lost. Please log in to go on."
        ),
        ((N_("Log in"), LOG_IN),),
    ),
    "password_changed_logout": (
        N_("🔒 The password of the account was changed, so this phone was logged out."),
        ((N_("Log in"), LOG_IN),),
    ),
    "remembered_logout": (
        N_("🔒 The time for which we remembered this phone is over. Please log in again."),
        ((N_("Log in"), LOG_IN),),
    ),
}


def mail(letter: Letter, profile: Profile) -> Mail:
    subject, paragraphs = MAILS[letter.template]
    with speaking(letter.language):
        values = {**_about(profile), **letter.data}
        greeting = _(N_("Good morning,"))
        signature = _(N_("{full_name}\n{address}, {room}\n{phone}, {open}"), **values)
        body = [_(paragraph, **values) for paragraph in paragraphs]
        return Mail(_(subject, **values), "\n\n".join([greeting, *body, signature]) + "\n")


def notice(letter: Letter, profile: Profile) -> Notice:
    name = letter.template
    if name == "application_refused" and letter.data.get("again"):
        name = "application_refused_again"
    text, buttons = NOTICES[name]
    with speaking(letter.language):
        values = {**_about(profile), **letter.data}
        rows = [
            [InlineKeyboardButton(text=_(label), callback_data=data)] for label, data in buttons
        ]
        bottom = zip(BOTTOM_WORDS, (PRESENT, MENU, HELP), strict=True)
        rows.append(
            [InlineKeyboardButton(text=_(label), callback_data=data) for label, data in bottom]
        )
        return Notice(_(text, **escaped(values)), InlineKeyboardMarkup(inline_keyboard=rows))


def _about(profile: Profile) -> dict[str, Any]:
    ways = ways_to_reach(profile.office)
    return {
        "cooperative": profile.cooperative.name,
        "full_name": profile.cooperative.full_name,
        **ways,
        "open": ways["hours"],  # "hours" is how long a password is good for
    }
