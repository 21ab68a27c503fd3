"""The words of letters and notices, for every letter that the office knows."""

from __future__ import annotations

import itertools
import re
from dataclasses import fields
from typing import Any, get_args

import pytest

from bot.intake.commands import (
    AWAY,
    BY_LETTER,
    HELP,
    MENU,
    PRESENT,
    REACH_US,
    RESULT_HELP,
    TRY_AGAIN,
)
from bot.outbox.texts import Mail, mail, notice
from ebok.outbox.letters import (
    ApplicationAccepted,
    ApplicationRefused,
    ChatLetter,
    MailLetter,
)
from ebok.profile import load_profile
from locales import LANGUAGES

PROFILE = load_profile()
PASSWORD = "Kabezymu-4729-turahiwe"
DATA: dict[str, Any] = {
    "number": "R/2026/17",
    "login": "104217",
    "password": PASSWORD,
    "hours": 72,
    "minutes": 15,
    "again": False,
}
MAILED, NOTICED = get_args(MailLetter), get_args(ChatLetter)
WITH_PASSWORD = [kind for kind in MAILED if "password" in {field.name for field in fields(kind)}]
HOSTILE = "<b>x</b> & {login} <a href='http://evil.example.com'>"


def filled(kind: Any, **instead: Any) -> Any:
    data = {**DATA, **instead}
    return kind(**{field.name: data[field.name] for field in fields(kind)})


def mailed(kind: Any, language: str = "pl", **instead: Any) -> Mail:
    return mail(filled(kind, **instead), language, PROFILE)


def noticed(kind: Any, language: str = "pl", **instead: Any) -> str:
    return notice(filled(kind, **instead), language, PROFILE).html


def test_passwords_go_by_mail_only() -> None:
    assert len(WITH_PASSWORD) >= 3
    assert not [kind for kind in NOTICED if kind in WITH_PASSWORD]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MAILED)
def test_every_mail_can_be_written(kind: Any, language: str) -> None:
    written = mailed(kind, language)

    assert written.subject
    assert "\n" not in written.subject
    assert PROFILE.cooperative.full_name in written.text
    assert not re.search(r"[{}]", written.subject + written.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NOTICED)
def test_every_notice_can_be_written(kind: Any, language: str) -> None:
    written = notice(filled(kind), language, PROFILE)

    assert not re.search(r"[{}]", written.html)
    assert written.keyboard is not None
    *choices, bottom = written.keyboard.inline_keyboard
    is_result = kind.__name__.startswith(
        "Application"
    )  # it stays: Back leads away, Help comes back
    wanted = [AWAY, MENU, RESULT_HELP] if is_result else [PRESENT, MENU, HELP]
    assert [button.callback_data for button in bottom] == wanted
    assert all(len(row) == 1 for row in choices)
    for button in itertools.chain(*choices, bottom):
        assert len(button.text) <= 24
        assert button.callback_data
        assert len(button.callback_data.encode()) <= 64


@pytest.mark.parametrize("kind", WITH_PASSWORD)
def test_login_and_password_stand_where_they_are_looked_for(kind: Any) -> None:
    lines = mailed(kind).text.splitlines()

    assert "Login: 104217" in lines
    assert lines[lines.index("Hasło tymczasowe:") + 1] == PASSWORD


@pytest.mark.parametrize("kind", NOTICED)
def test_a_value_is_no_markup_in_a_chat(kind: Any) -> None:
    place = PROFILE.office.model_copy(update={"address": HOSTILE, "room": {"pl": HOSTILE}})
    hostile = PROFILE.model_copy(update={"office": place})

    html = notice(filled(kind, number=HOSTILE), "pl", hostile).html

    assert "<a href" not in html
    assert "<b>x</b>" not in html
    assert "104217" not in html  # braces in a value are no places to fill


def test_a_mail_is_plain_text_and_escapes_nothing() -> None:
    place = PROFILE.office.model_copy(update={"room": {"pl": "pokój 3 & 4 <parter>"}})
    profile = PROFILE.model_copy(update={"office": place})

    assert "pokój 3 & 4 <parter>" in mail(filled(ApplicationRefused), "pl", profile).text


@pytest.mark.parametrize("words", [mailed(ApplicationRefused).text, noticed(ApplicationRefused)])
def test_a_refusal_says_what_the_tutorial_says_and_the_three_ways_on(words: str) -> None:
    assert "ie rozpoznaliśmy tych danych" in words
    assert "Bulwar Ikara 10b" in words
    assert "pokój nr 3, parter" in words
    assert "dow" in words  # with an identity card


def test_the_second_refusal_sends_to_the_office_first() -> None:
    first, second = (
        notice(filled(ApplicationRefused, again=again), "pl", PROFILE) for again in (False, True)
    )

    assert first.html != second.html
    assert first.keyboard is not None
    assert second.keyboard is not None
    pressed = [
        [row[0].callback_data for row in keyboard.inline_keyboard[:-1]]
        for keyboard in (first.keyboard, second.keyboard)
    ]
    assert pressed[0] == [TRY_AGAIN, REACH_US, BY_LETTER]
    assert pressed[1] == [REACH_US, TRY_AGAIN, BY_LETTER]


@pytest.mark.parametrize(
    "words",
    [
        mailed(ApplicationRefused).text,
        noticed(ApplicationRefused),
        noticed(ApplicationAccepted),
    ],
)
def test_no_answer_names_a_field(words: str) -> None:
    assert not re.search(r"PESEL|NIP|nazwisk", words)
