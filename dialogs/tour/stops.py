"""The cooperative's tutorial, stop by stop: its words, what of it can be done at once, and which of
its terms are explained."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from locales.speech import N_


class Thing(Enum):
    """The real thing that a stop tells about."""

    REGISTER = "register"
    TERMS = "terms"
    LOG_IN = "log_in"
    PASSWORD = "password"  # noqa: S105 - a conversation's name
    NO_MAIL = "no_mail"
    OFFICE = "office"


@dataclass(frozen=True)
class Stop:
    name: str  # kept for whoever comes back
    title: str
    text: str  # HTML, a message id
    terms: tuple[str, ...] = ()  # of dialogs.help.topics.TERMS
    thing: Thing | None = None


STOPS: tuple[Stop, ...] = (
    Stop(
        "ebok",
        N_("What is eBOK?"),
        N_(
            "eBOK is the customer office of the cooperative, here on the phone. It is open day and"
            " night.\n"
            "It is not an e-book. An e-book is a book to read on a screen."
        ),
        ("what_ebok",),
    ),
    Stop(
        "gives",
        N_("What does it give?"),
        # plain: long
        N_(
            "• What is to pay, and until when.\n"
            "• Every charge and every payment: what for and how much.\n"
            "• The account numbers for payments.\n"
            "• Settlements of water and heating.\n"
            "• Documents for members: resolutions, reports, minutes.\n"
            "• A letter to the office, and its answer."
        ),
    ),
    Stop(
        "two_ways",
        N_("Two ways to an account"),
        N_(
            "• Here, with ten short questions, when the office has all your data.\n"
            "• In the office, with an identity card: {address}, {room}.\n"
            "The second way is good when something is missing or does not agree."
        ),
        ("what_registration",),
        Thing.REGISTER,
    ),
    Stop(
        "old_account",
        N_("Had an account in the old eBOK?"),
        N_(
            "Please register here once more. It is needed once.\n"
            "The old login and the old password do not work here."
        ),
        ("what_registration",),
        Thing.REGISTER,
    ),
    Stop(
        "at_hand",
        N_("What to have at hand"),
        # plain: long
        N_(
            "• The bill for the flat, or the media settlement.\n"
            "• The identity card: the PESEL is on it.\n"
            "• An e-mail address that you can open.\n"
            "• A telephone number."
        ),
        ("email", "no_email"),
    ),
    Stop(
        "symbol",
        N_("The first question: the client number"),
        N_(
            "It has 6 digits. It is on the bill, in the top left corner.\n"
            "Next to it are the words SYMBOL KLIENTA."
        ),
        ("symbol",),
        Thing.REGISTER,
    ),
    Stop(
        "person",
        N_("Name and address"),
        N_(
            "Please give the name of the holder of the flat. A company gives its full name.\n"
            "The address is that of the flat: street, house, flat number."
        ),
        ("name", "address"),
        Thing.REGISTER,
    ),
    Stop(
        "identifier",
        N_("PESEL or NIP"),
        N_(
            "A person gives the PESEL of the holder: 11 digits. A company gives its NIP: 10"
            " digits.\n"
            "We delete the message with the number at once."
        ),
        ("pesel",),
        Thing.REGISTER,
    ),
    Stop(
        "email",
        N_("E-mail and telephone"),
        N_(
            "The login and the password come by e-mail. So we ask for the address twice.\n"
            "Please type it twice, do not copy it. The telephone is only for the office."
        ),
        ("email_twice", "phone"),
        Thing.REGISTER,
    ),
    Stop(
        "terms",
        N_("Terms of use and consent"),
        N_(
            "We send the terms as a PDF file. Please press the file, and the phone opens it.\n"
            "The consent to the use of data is a text on the screen.\n"
            "Without both of them we cannot open an account."
        ),
        ("what_pdf", "data_consent"),
        Thing.TERMS,
    ),
    Stop(
        "human",
        N_("Are you a person?"),
        # plain: long
        N_(
            "We show six digits, for example: 4️⃣ 2️⃣ 7️⃣ 1️⃣ 8️⃣ 3️⃣\n"
            "We ask for the <b>second and the fifth</b>. Please count from the left.\n"
            "The second is 2, the fifth is 8. So press <b>2</b>, and then <b>8</b>.\n"
            "A mistake does no harm: new digits come."
        ),
        ("what_bot",),
        Thing.REGISTER,
    ),
    Stop(
        "send",
        N_("Read once more and send"),
        N_(
            "At the end we show all answers. Please read them letter by letter.\n"
            "<b>Correct</b> changes one of them. <b>Send</b> passes the application to us."
        ),
        ("summary",),
        Thing.REGISTER,
    ),
    Stop(
        "mail",
        N_("What comes by e-mail"),
        N_(
            "First comes a confirmation. Then come the login and a temporary password.\n"
            "Most often it takes minutes, at times more than an hour.\n"
            "Please look into the mailbox now and then, and into the folder Spam."
        ),
        ("what_temporary", "what_spam"),
        Thing.NO_MAIL,
    ),
    Stop(
        "first_login",
        N_("The first time you log in"),
        N_(
            "Press <b>Log in</b>. Type the client number, then the temporary password from the"
            " e-mail.\n"
            "Do not give the password of the old eBOK. It does not work here."
        ),
        ("what_login", "what_temporary"),
        Thing.LOG_IN,
    ),
    Stop(
        "password",
        N_("A password of your own"),
        N_(
            "Then we ask for a new password, and for the same once more.\n"
            "We show the rules, and which of them the password does not meet yet.\n"
            "When we say that the new password works, all is done."
        ),
        ("password",),
        Thing.PASSWORD,
    ),
    Stop(
        "trouble",
        N_("It does not work?"),
        N_(
            "When we do not recognise your data, please correct the application and send it"
            " again.\n"
            "After a second refusal the office opens the account on the spot: {address}, {room}.\n"
            "Please take an identity card. Telephone: {phone}."
        ),
        (),
        Thing.OFFICE,
    ),
)


def place_of(name: str | None) -> int:
    """The first one when there is no such stop any more."""
    return next((place for place, stop in enumerate(STOPS) if stop.name == name), 0)
