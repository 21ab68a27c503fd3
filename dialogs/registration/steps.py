"""The words of each step: the question, the buttons that explain it, and what each fault says."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager

from dialogs.states import Registration
from dialogs.stuck import CANNOT_ANSWER
from ebok.identity.errors import (
    CannotAnswer,
    NeitherPeselNorNip,
    NotAnEmail,
    NotANip,
    NotAPesel,
    NotAPhone,
    NotASymbol,
)
from ebok.registration.draft import EmailsDiffer, NotInLatinLetters, Step, TooLong, TooShort
from locales.speech import N_


@dataclass(frozen=True)
class Question:
    step: Step
    text: str  # HTML, a message id
    help_topic: str
    explanations: tuple[tuple[str, str], ...] = ()  # label of a button, topic
    other_half: str | None = None  # asks for what usually follows, when {half} came alone

    @property
    def state(self) -> State:
        return state_of(self.step)


def state_of(step: Step) -> State:
    state: State = getattr(Registration, step.value)
    return state


def step_of(manager: DialogManager) -> Step:
    """The step whose window is open."""
    state = manager.current_context().state
    if state == Registration.email_slip:
        return Step.EMAIL
    return Step(str(state.state).rpartition(":")[2])


TYPED = (
    Question(
        Step.SYMBOL,
        N_(
            "Please give the client number. It has 6 digits.\n"
            "It is on the bill, in the top left corner, next to the words SYMBOL KLIENTA."
        ),
        "symbol",
        ((N_("Where is the number?"), "symbol"),),
    ),
    Question(
        Step.NAME,
        N_(
            "Please give the name and surname of the holder of the flat.\n"
            "For example: Anna Kowalska. A company gives its name."
        ),
        "name",
        ((N_("Whose name?"), "name"),),
        N_(
            "✍️ We have: <b>{half}</b>. Please send the rest now, for example the surname.\n"
            "Is this the whole name? Press <b>That is all</b>."
        ),
    ),
    Question(
        Step.ADDRESS,
        N_(
            "Please give the address of the flat: street, house number, flat number.\n"
            "For example: Rogowska 5/8"
        ),
        "address",
        ((N_("Which address?"), "address"),),
        other_half=N_(
            "✍️ We have: <b>{half}</b>. Please send the rest of the address now.\n"
            "For example: Rogowska 5/8"
        ),
    ),
    Question(
        Step.IDENTIFIER,
        N_(
            "Please give the PESEL of the holder. It has 11 digits.\n"
            "A company gives its NIP. We delete the message at once."
        ),
        "pesel",
        ((N_("What is PESEL?"), "pesel"),),
    ),
    Question(
        Step.EMAIL,
        N_(
            "Please give an e-mail address. The login and the password will come there.\n"
            "For example: anna.kowalska@example.com"
        ),
        "email",
        ((N_("What is e-mail?"), "email"), (N_("I have no e-mail"), "no_email")),
    ),
    Question(
        Step.EMAIL_AGAIN,
        N_(
            "Please type the e-mail address once more.\n"
            "Please do not copy it: this is how we catch typing slips."
        ),
        "email_twice",
        ((N_("Why twice?"), "email_twice"),),
    ),
    Question(
        Step.PHONE,
        N_(
            "Please give a telephone number, for example 600 100 200\n"
            "You can also press <b>Share my number</b>."
        ),
        "phone",
        ((N_("What for?"), "phone"),),
    ),
)


def what_is_wrong(fault: ValueError) -> str:  # noqa: PLR0911, PLR0912 - one a fault
    """What happened, what to do, and an example. Never the answer itself."""
    match fault:
        case NotASymbol():
            return N_(
                "⚠️ The client number has 6 digits, for example 204518\n"
                "Please check the number on the bill and type it again."
            )
        case NotAPesel(fault="birth_date"):
            return N_(
                "⚠️ This is not a valid PESEL. It begins with the date of birth.\n"
                "Please check the digits and type them again. For example: 92071314764"
            )
        case NotAPesel():
            return N_(
                "⚠️ This is not a valid PESEL. Please check the digits and type them again.\n"
                "PESEL has 11 digits, for example 92071314764"
            )
        case NotANip():
            return N_(
                "⚠️ This is not a valid NIP. Please check the digits and type them again.\n"
                "NIP has 10 digits, for example 8942940003"
            )
        case NeitherPeselNorNip():
            return N_(
                "⚠️ PESEL has 11 digits, NIP has 10. Please count the digits and type them again.\n"
                "For example: 92071314764"
            )
        case NotAnEmail(fault="no_at_sign"):
            return N_(
                "⚠️ The sign @ is missing. Please type the address again.\n"
                "For example: anna.kowalska@example.com"
            )
        case NotAnEmail(fault="foreign_letter"):
            return N_(
                "⚠️ An e-mail address has no letters like ą or ł. Please type it again.\n"
                "For example: anna.kowalska@example.com"
            )
        case NotAnEmail():
            return N_(
                "⚠️ This address will not work. Please check it and type it again.\n"
                "For example: anna.kowalska@example.com"
            )
        case EmailsDiffer():
            return N_(
                "⚠️ The two addresses differ. Please type the same address once more.\n"
                "Is the first one wrong? Press <b>Back</b>."
            )
        case NotAPhone():
            return N_(
                "⚠️ There is no such number. Please type 9 digits, for example 600 100 200\n"
                "A foreign number begins with +, for example +380 67 123 45 67"
            )
        case NotInLatinLetters():
            return N_(
                "⚠️ Please write it in Latin letters, as it is on the bill.\n"
                "For example: Anna Kowalska, or Rogowska 5/8"
            )
        case TooLong():
            return N_("⚠️ This is too long. Please write it shorter, at most 200 characters.")
        case CannotAnswer():
            return CANNOT_ANSWER
        case TooShort():
            return N_(
                "⚠️ Something is missing here. Please write the whole of it.\n"
                "For example: Anna Kowalska, or Rogowska 5/8"
            )
    raise fault


# Positions in the accusative, as in "press the second and the fifth digit".
ORDINALS = (
    N_("first"),
    N_("second"),
    N_("third"),
    N_("fourth"),
    N_("fifth"),
    N_("sixth"),
)
