"""The words on buttons and the order of questions, as the contract fixes them for Polish."""

from __future__ import annotations

import re

import pytest
from aiogram.fsm.state import State
from aiogram_dialog.widgets.input import MessageInput

from dialogs import states
from dialogs.registration.steps import TYPED, state_of
from dialogs.states import Login, Password, Registration
from ebok.registration.draft import STEPS, Draft, Step
from tests.dialogs.windows import WINDOWS, drawn, name_of

# What these screens must offer; they may offer more (explanations, a half-done registration).
LABELS = {
    states.Start.main: [
        "Rejestracja",
        "Logowanie",
        "Jak to działa?",
        "Napisz do biura",
        "Język / Мова",
    ],
    states.Menu.main: ["Saldo", "Dokumenty", "Więcej"],
    states.Menu.more: ["Zmiana hasła", "Napisz do biura", "Wyloguj"],
    Registration.phone: ["Udostępnij mój numer"],
    Registration.terms: ["Akceptuję regulamin", "Nie akceptuję"],
    Registration.data_consent: ["Wyrażam zgodę", "Nie wyrażam zgody"],
    Registration.identifier: ["Co to jest PESEL?"],
    Registration.summary: ["Wyślij", "Popraw", "Anuluj"],
    Login.login: ["Nie pamiętam hasła"],
    Login.password: ["Nie pamiętam hasła"],
    Login.remember: ["Zapamiętaj ten telefon", "Tylko teraz"],
}
IN_ORDER = [
    Registration.symbol,
    Registration.name,
    Registration.address,
    Registration.identifier,
    Registration.email,
    Registration.email_again,
    Registration.phone,
    Registration.terms,
    Registration.data_consent,
    Registration.human,
]
SECRET = [Registration.identifier, Login.password, *Password.__states__[:3]]


def words(label: str) -> str:
    return re.sub(r"^[^\w„]+", "", label).casefold()


@pytest.mark.parametrize("state", LABELS, ids=name_of)
async def test_the_labels_are_those_of_the_contract_in_its_order(state: State) -> None:
    shown = [words(label) for row in (await drawn(WINDOWS[state])).rows for label in row]
    wanted = [label.casefold() for label in LABELS[state]]

    assert [label for label in shown if label in wanted] == wanted


def test_the_ten_questions_come_in_the_contracts_order() -> None:
    assert [state_of(step) for step in STEPS] == IN_ORDER
    assert [Draft().place_of(step) for step in STEPS] == [(n, 10) for n in range(1, 11)]
    assert [question.step for question in TYPED] == list(STEPS[:7])


@pytest.mark.parametrize("step", STEPS)
async def test_every_question_says_which_of_the_ten_it_is(step: Step) -> None:
    n, _of_ten = Draft().place_of(step)
    screen = await drawn(WINDOWS[state_of(step)], values={"n": n, "steps": 10})

    assert f"Krok {n} z 10." in screen.text


@pytest.mark.parametrize("state", SECRET, ids=name_of)
def test_a_secret_is_never_taken_by_a_widget_that_keeps_it(state: State) -> None:
    """TextInput stores what was typed in the conversation's state."""
    window = WINDOWS[state]
    inputs = getattr(window.on_message, "inputs", ())

    assert inputs
    assert {type(widget) for widget in inputs} == {MessageInput}


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
async def test_a_person_finds_their_own_language_by_its_own_name(language: str) -> None:
    screen = await drawn(WINDOWS[states.Language.main], language)

    assert screen.choices == (("Polski",), ("Українська",), ("English",))
