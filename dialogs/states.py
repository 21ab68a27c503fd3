"""Every conversation's states. Their names are schema: people hold buttons from last month, so
renaming one is a migration."""

from aiogram.fsm.state import State, StatesGroup


class Start(StatesGroup):
    main = State()
    how = State()


class Tour(StatesGroup):
    stop = State()
    glossary = State()


class Help(StatesGroup):
    topic = State()


class Contact(StatesGroup):
    main = State()


class Guess(StatesGroup):
    main = State()


class Office(StatesGroup):
    choose = State()
    unfinished = State()
    topic = State()
    place = State()
    outage = State()
    message = State()
    summary = State()
    answered = State()
    cancel = State()
    sent = State()
    mine = State()
    case = State()
    blocked = State()


# What is written here goes to the office, whatever else it says; all but the place take files.
WRITES = frozenset({Office.outage, Office.message, Office.summary, Office.answered})
TAKES_FILES = WRITES | {Office.sent, Office.case}
TO_OFFICE = frozenset({Office.place, *TAKES_FILES})


class Language(StatesGroup):
    main = State()


class Registration(StatesGroup):
    resume = State()
    symbol = State()
    name = State()
    address = State()
    identifier = State()
    email = State()
    email_slip = State()
    email_again = State()
    phone = State()
    terms = State()
    data_consent = State()
    declined = State()
    human = State()
    summary = State()
    cancelling = State()
    beginning_anew = State()
    correct = State()
    correct_more = State()
    sent = State()
    too_many = State()
    letter_symbol = State()
    letter_code = State()
    letter_summary = State()
    letter_over = State()


class Login(StatesGroup):
    login = State()
    password = State()
    locked = State()
    expired = State()
    remember = State()
    forgotten = State()
    forgotten_sent = State()


class Password(StatesGroup):
    previous = State()
    new = State()
    repeat = State()
    changed = State()
    leaving = State()


# What is typed here is deleted at once, whatever it is and even when it answers nothing. Locked
# and expired too: there people go on typing passwords.
SECRET = frozenset(
    {
        Registration.identifier,
        Registration.letter_code,
        Login.password,
        Login.locked,
        Login.expired,
        Login.remember,
        *Password.__all_states__,
    }
)
# A question with buttons: who types here answers it, and wants no other screen.
ASKS = SECRET | set(Registration.__all_states__) - {
    Registration.resume,
    Registration.declined,
    Registration.sent,
    Registration.too_many,
}
# Where a lone word such as Yes may be what is asked for.
TAKES_ANY_WORDS = SECRET | {Office.place, *WRITES}


class NoMail(StatesGroup):
    main = State()


class Menu(StatesGroup):
    main = State()
    more = State()


class Balance(StatesGroup):
    main = State()
    choose = State()
    pay = State()
    places = State()
    place = State()
    numbers = State()


class Documents(StatesGroup):
    kinds = State()
    years = State()
    files = State()
    search = State()
    found = State()
    locked = State()
