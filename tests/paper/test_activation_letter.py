"""The letter with a code, read back by a program that did not draw it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locales import LANGUAGES
from locales.speech import speaking
from paper.activation_letter import ActivationLetter, activation_letter
from paper.sheet import FONTS
from tests.paper.reading import pages_of, place_of, qr_codes_in, seen, text_of

OFFICE = {
    "address": "Bulwar Ikara 10b",
    "room": "pokój nr 3, parter",
    "hours": "poniedziałek–piątek, 8.00–15.00",
    "phone": "71 354 00 00",
}
LETTER = ActivationLetter(
    sender="Spółdzielnia Mieszkaniowa „PIAST”",
    name="Maria Wiśniewska",
    address="ul. Bulwar Ikara 12/5, 54-130 Wrocław",
    symbol="104217",
    code="4829 5736 2584",
    made_on="22 listopada 2026 r.",
    until="22 grudnia 2026 r.",
    bot="ebok__bot",
    link="https://t.me/ebok__bot?start=kod",
    office=OFFICE,
)


def drawn(letter: ActivationLetter = LETTER, language: str = "pl") -> bytes:
    with speaking(language):
        return activation_letter(letter)


def test_everything_that_is_needed_stands_on_one_page() -> None:
    pdf = drawn()
    text = text_of(pdf)

    assert pages_of(pdf) == 1
    for words in (
        "Maria Wiśniewska\nul. Bulwar Ikara 12/5\n54-130 Wrocław",
        "Symbol klienta\n104217",
        "Kod jednorazowy\n4829 5736 2584",
        "do 22 grudnia 2026 r.",
        "Po pięciu złych próbach",
        "List przyszedł bez prośby?",
        "Mam kod z listu",
        "@ebok__bot",
        *OFFICE.values(),
    ):
        assert words in text, words


def test_the_qr_code_leads_to_the_question_for_the_code() -> None:
    assert qr_codes_in(seen(drawn())) == [LETTER.link]


def test_the_addressee_stands_in_the_window_and_the_code_does_not() -> None:
    pdf = drawn()

    for words in ("Maria Wiśniewska", "54-130 Wrocław"):
        left, top = place_of(pdf, words)
        assert 20 < left < 105
        assert 45 < top < 90
    assert place_of(pdf, "4829")[1] > 105  # below the first fold


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_written_in_every_language(language: str) -> None:
    text = text_of(drawn(language=language))

    assert "4829 5736 2584" in text
    assert "{" not in text


@pytest.mark.parametrize(
    "name",
    [
        "Konstantynopolitańczykowianeczka Brzęczyszczykiewicz-Wolańska-Żółkiewska",
        "Usługi Krawieckie „Igła” sp. z o.o. " + "i Wspólnicy " * 12,
        "Оксана Їжакевич-Ґонта",
        "**Jan** __Nowak__ <b>",
    ],
)
def test_whatever_the_name_it_is_there_and_the_page_is_one(name: str) -> None:
    pdf = drawn(replace(LETTER, name=name))
    text = text_of(pdf)

    assert pages_of(pdf) == 1
    for word in name.split():
        assert word.split("-")[0] in text
    assert "Telefon: 71 354 00 00" in text


def test_fonts_travel_with_their_licence() -> None:
    assert {path.name for path in FONTS.iterdir()} == {
        "DejaVuSans.ttf",
        "DejaVuSans-Bold.ttf",
        "LICENSE.txt",
    }
