"""Counting as a Polish teacher counts: syllables, words, sentences."""

import pytest

from locales.quality.readability import fog, plain_text, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("kot", 1), ("miasto", 2), ("nauka", 2), ("autobus", 3), ("Europa", 3), ("biuro", 2),
        ("spółdzielnia", 3), ("wziąć", 1), ("kwiecień", 2), ("radio", 2), ("ciało", 2),
        ("identyfikator", 6), ("regulamin", 4), ("imię", 2), ("e-mail", 3), ("PESEL", 2),
        ("zł", 0), ("idea", 3), ("rejestracja", 4), ("i", 1), ("12", 0),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("message", "spoken"),
    [
        ("Proszę czekać.", ["Proszę czekać."]),
        ("Menu", ["Menu"]),
        ("<b>Krok 1 z 10.</b> Proszę podać numer.", ["Krok 1 z 10.", "Proszę podać numer."]),
        ("Np. ul. Ikara 5. Dalej!", ["Np. ul. Ikara 5.", "Dalej!"]),
        ("Do 15 grudnia 2026 r. Saldo: 3 zł. Koniec",
         ["Do 15 grudnia 2026 r.", "Saldo: 3 zł.", "Koniec"]),
        ("W 2026 r. czekamy.", ["W 2026 r. czekamy."]),
        ("Lista:\n• jeden\n• dwa", ["Lista:", "• jeden", "• dwa"]),
        ("✅\n{amount}\nGotowe", ["Gotowe"]),
        ("Saldo: {amount:,}. {name}, dzień dobry", ["Saldo: X.", "X, dzień dobry"]),
        ("Adres: a@b.pl. Strona: https://example.org/a.b. Dalej",
         ["Adres: X.", "Strona: X.", "Dalej"]),
        ("Jak? Tak! No… Dobrze", ["Jak?", "Tak!", "No…", "Dobrze"]),
        ("Po godz. 8.00 otwarte", ["Po godz. 8.00 otwarte"]),
        ("&lt;tekst&gt; &amp; {{klamra}}", ["<tekst> & (klamra)"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences(message: str, spoken: list[str]) -> None:
    assert sentences(plain_text(message)) == spoken


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Proszę podać numer klienta.", 4),
        ("Do zapłaty: 312,40 zł – dziś", 5),
        ("Od 8.00–15.00", 2),
        ("✅ Gotowe", 1),
        ("Nowak-Kowalska i O'Brien", 3),
    ],
)
def test_words(sentence: str, count: int) -> None:
    assert len(words(sentence)) == count


def test_fog_adds_length_and_long_words() -> None:
    counted = fog(["Mam nowy identyfikator dziś.", "To jest ono."], lambda word: False)
    assert (counted.sentences, counted.words, counted.long_words) == (2, 7, 1)
    assert counted.index == pytest.approx(0.4 * (3.5 + 100 / 7))


def test_an_unavoidable_word_is_not_long() -> None:
    counted = fog(["Mam identyfikator."], lambda word: word == "identyfikator")
    assert counted.long_words == 0


def test_nothing_said_is_no_fog() -> None:
    assert fog([], lambda word: False).index == 0
