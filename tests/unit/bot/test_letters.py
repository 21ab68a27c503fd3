"""The words of letters and notices, for every template that the office sends."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest

import ebok
from bot.commands import HELP, MENU, PRESENT
from bot.letters import MAILS, NOTICES, Mail, mail, notice
from ebok.outgoing import Letter
from ebok.profile import load_profile
from ebok.registration.decision import Outcome
from locales import LANGUAGES

PROFILE = load_profile()
DATA: dict[str, Any] = {
    "number": "R/2026/17",
    "login": "104217",
    "password": "Kabezymu-4729-turahiwe",
    "hours": 72,
    "minutes": 15,
    "again": False,
    "delete": [],
}
WITH_PASSWORD = [
    template
    for template, (_, paragraphs) in MAILS.items()
    if any("{password}" in paragraph for paragraph in paragraphs)
]
HOSTILE = "<b>x</b> & {login} <a href='http://evil.example.com'>"


def sent_by_the_office() -> set[tuple[str, str]]:
    """Channel and template of every letter in the rules, read from their text."""
    found = set()
    for path in Path(str(ebok.__file__)).parent.rglob("*.py"):
        for letter in re.findall(r"Letter\(\s*\"(mail|chat)\",\s*\"(\w+)\"", path.read_text()):
            found.add(letter)
    for outcome in Outcome:
        found.add(("chat", f"application_{outcome.value}"))
        if outcome is not Outcome.EXISTING:
            found.add(("mail", f"application_{outcome.value}"))
    return found | {("chat", "idle_logout"), ("chat", "remembered_logout")}


def mailed(template: str, language: str = "pl", **data: Any) -> Mail:
    return mail(Letter("mail", template, language, "x@example.com", {**DATA, **data}), PROFILE)


def noticed(template: str, language: str = "pl", **data: Any) -> str:
    letter = Letter("chat", template, language, "1001", {**DATA, **data})
    return notice(letter, PROFILE).html


def test_there_are_words_for_every_letter_the_office_sends() -> None:
    sent = sent_by_the_office()

    assert {template for channel, template in sent if channel == "mail"} <= set(MAILS)
    assert {template for channel, template in sent if channel == "chat"} <= set(NOTICES)
    assert len(sent) >= 12
    assert {"application_accepted", "temporary_password"} <= set(WITH_PASSWORD)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", MAILS)
def test_every_mail_can_be_written(template: str, language: str) -> None:
    written = mailed(template, language)

    assert written.subject
    assert "\n" not in written.subject
    assert PROFILE.cooperative.full_name in written.text
    assert not re.search(r"[{}]", written.subject + written.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", NOTICES)
def test_every_notice_can_be_written(template: str, language: str) -> None:
    letter = Letter("chat", template, language, "1001", DATA)
    written = notice(letter, PROFILE)

    assert not re.search(r"[{}]", written.html)
    assert written.keyboard is not None
    *choices, bottom = written.keyboard.inline_keyboard
    assert [button.callback_data for button in bottom] == [PRESENT, MENU, HELP]
    assert all(len(row) == 1 for row in choices)
    for button in itertools.chain(*choices, bottom):
        assert len(button.text) <= 24
        assert button.callback_data
        assert len(button.callback_data.encode()) <= 64


@pytest.mark.parametrize("template", WITH_PASSWORD)
def test_login_and_password_stand_where_they_are_looked_for(template: str) -> None:
    lines = mailed(template).text.splitlines()

    assert "Login: 104217" in lines
    assert lines[lines.index("Hasło tymczasowe:") + 1] == "Kabezymu-4729-turahiwe"


@pytest.mark.parametrize("template", NOTICES)
def test_a_password_never_goes_into_a_chat(template: str) -> None:
    assert "Kabezymu" not in noticed(template)


@pytest.mark.parametrize("template", NOTICES)
def test_a_value_is_no_markup_in_a_chat(template: str) -> None:
    place = PROFILE.office.model_copy(update={"address": HOSTILE, "room": {"pl": HOSTILE}})
    hostile = PROFILE.model_copy(update={"office": place})
    letter = Letter("chat", template, "pl", "1001", {**DATA, "number": HOSTILE})

    html = notice(letter, hostile).html

    assert "<a href" not in html
    assert "<b>x</b>" not in html
    assert "104217" not in html  # braces in a value are no places to fill


def test_a_mail_is_plain_text_and_escapes_nothing() -> None:
    place = PROFILE.office.model_copy(update={"room": {"pl": "pokój 3 & 4 <parter>"}})
    letter = Letter("mail", "application_refused", "pl", "x@example.com", DATA)

    assert "pokój 3 & 4 <parter>" in mail(letter, PROFILE.model_copy(update={"office": place})).text


@pytest.mark.parametrize(
    "words", [mailed("application_refused").text, noticed("application_refused")]
)
def test_a_refusal_says_what_the_tutorial_says_and_the_three_ways_on(words: str) -> None:
    assert "nie zostały rozpoznane" in words
    assert "Bulwar Ikara 10b" in words
    assert "pokój nr 3, parter" in words
    assert "dow" in words  # with an identity card


def test_the_second_refusal_sends_to_the_office_first() -> None:
    letters = [
        Letter("chat", "application_refused", "pl", "1001", {**DATA, "again": again})
        for again in (False, True)
    ]
    first, second = (notice(letter, PROFILE) for letter in letters)

    assert first.html != second.html
    assert first.keyboard is not None
    assert second.keyboard is not None
    pressed = [
        [row[0].callback_data for row in keyboard.inline_keyboard[:-1]]
        for keyboard in (first.keyboard, second.keyboard)
    ]
    assert pressed[0] == list(reversed(pressed[1]))


@pytest.mark.parametrize("template", ["application_refused", "application_accepted"])
def test_no_answer_names_a_field(template: str) -> None:
    for words in (mailed(template).text, noticed(template)):
        assert not re.search(r"PESEL|NIP|nazwisk", words)
