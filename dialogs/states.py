"""Every conversation's states. Their names are schema: people hold buttons from last month, so
renaming one is a migration."""

from aiogram.fsm.state import State, StatesGroup


class Start(StatesGroup):
    main = State()
    how = State()


class Help(StatesGroup):
    topic = State()


class Contact(StatesGroup):
    main = State()


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
    correct = State()
    correct_more = State()
    sent = State()
    too_many = State()


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


# What is typed here is deleted at once, whatever it is and even when it answers nothing. Locked
# and expired too: there people go on typing passwords.
SECRET = frozenset(
    {
        Registration.identifier,
        Login.password,
        Login.locked,
        Login.expired,
        Login.remember,
        *Password.__all_states__,
    }
)


class Menu(StatesGroup):
    main = State()
    more = State()


class Balance(StatesGroup):
    main = State()
    choose = State()
    pay = State()
    places = State()
    place = State()
