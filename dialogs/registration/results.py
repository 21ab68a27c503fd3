"""What came of an application, in words, and the ways on from there: the same on the screen and in
the notice that brings it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from locales.speech import N_


class Way(Enum):
    """Its value is the label."""

    LOG_IN = N_("Log in")
    NO_MAIL = N_("The e-mail has not come")
    CORRECT = N_("Correct the application")
    WRITE = N_("Write to the office")
    LETTER = N_("I have a code by post")


@dataclass(frozen=True)
class Result:
    text: str  # HTML, a message id
    ways: tuple[Way, ...] = ()


RECEIVED = Result(
    N_(
        "✅ <b>The application has been sent. Its number: {number}.</b>\n\n"
        "We are now comparing the data. The answer comes here and by e-mail in a moment."
    )
)
ACCEPTED = Result(
    N_(
        "✅ <b>The data agree. You have an account.</b>\n\n"
        "We have sent the login and a temporary password by e-mail.\n"
        "Please open the e-mail, then press <b>Log in</b>."
    ),
    (Way.LOG_IN, Way.NO_MAIL),
)
REFUSED = Result(
    # plain: quote
    N_(
        "⚠️ <b>Your data were not recognised.</b> Please fill in the application once more, or"
        " contact us.\n\n"
        "Your answers stay saved. Press <b>Correct the application</b>.\n"
        "You can also come to the office with an identity card: {address}, {room}, {open}."
    ),
    (Way.CORRECT, Way.WRITE, Way.LETTER),
)
REFUSED_AGAIN = Result(
    # plain: quote
    N_(
        "⚠️ <b>Your data were not recognised this time either.</b>\n\n"
        "Please come to the office with an identity card: {address}, {room}, {open}.\n"
        "We open the account on the spot. Telephone: {phone}."
    ),
    (Way.WRITE, Way.CORRECT, Way.LETTER),
)
INCOMPLETE = Result(
    N_(
        "⚠️ <b>Our records lack some of your data.</b>\n\n"
        "Please come to the office with an identity card: {address}, {room}, {open}.\n"
        "We open the account on the spot. Telephone: {phone}."
    ),
    (Way.WRITE, Way.LETTER),
)
WAITING = Result(
    N_(
        "✅ <b>The data agree. The office opens the account.</b>\n\n"
        "When the account is open, we write here and by e-mail.\n"
        "The office is open: {open}. Telephone: {phone}."
    ),
    (Way.WRITE,),
)
DECLINED = Result(
    N_(
        "⚠️ <b>The office has not opened the account.</b>\n\n"
        "Please come to the office with an identity card: {address}, {room}, {open}.\n"
        "We open the account on the spot. Telephone: {phone}."
    ),
    (Way.WRITE,),
)
EXISTING = Result(
    N_(
        "ℹ️ <b>This client number has an account already.</b>\n\n"
        "We have written to the e-mail address of the account.\n"
        "Please press <b>Log in</b>. <b>I forgot the password</b> is there too."
    ),
    (Way.LOG_IN, Way.WRITE),
)


BY_OUTCOME = {
    "accepted": ACCEPTED,
    "refused": REFUSED,
    "incomplete": INCOMPLETE,
    "waiting": WAITING,
    "declined": DECLINED,
    "existing": EXISTING,
}


def result(outcome: str, *, again: bool = False) -> Result:
    """By the outcome of an application; ``again``: an earlier one was refused too."""
    if again and outcome == "refused":
        return REFUSED_AGAIN
    return BY_OUTCOME.get(outcome, RECEIVED)
