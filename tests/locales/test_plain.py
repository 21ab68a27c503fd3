"""Each rule of plain Polish with what it lets pass and what it stops."""

from pathlib import Path

import pytest

from locales.quality.check import report
from locales.quality.morphology import allowed_words
from locales.quality.plain import measure, troubles, unclear
from tests.locales.catalogue import catalogue, said

ALLOWED = allowed_words()


@pytest.mark.parametrize(
    "text",
    [
        "<b>Krok 1 z 10.</b> Proszę podać numer klienta. To 6 cyfr.",
        "To nie jest prawidłowy PESEL. Proszę sprawdzić cyfry i wpisać je jeszcze raz.",
        "Do zapłaty: {amount}. Termin: {date}.\nZaległości: nie ma. Stan na dzień {today}.",
        "Nie rozumiem. Czy chodzi o jedną z tych spraw?",
        "Biuro jest otwarte od 8.00 do 15.00.",
        "Nie znaleźliśmy tych danych.",
        "Zostały 2 próby.",
        "Twoje dane są dobre.",
        "Konto jest gotowe. List z hasłem już idzie.",
        "Rano biuro jest zamknięte.",
        "Czy to jest Pani mieszkanie?",
        "Mamy jedno pytanie.",
        "Numer bieżącego rachunku",
        "Zgoda na przetwarzanie danych",
        "Biuro odpowiedziało na list.",
        "Rozliczenie mediów",
        "Zostało pięć prób.",
    ],
)
def test_plain_words_pass(text: str) -> None:
    assert list(troubles(text, ALLOWED)) == []


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("Raz " * 21 + "koniec.", "sentence of 22 words: " + "Raz " * 21 + "koniec."),
        ("Raz. Dwa. Trzy. Cztery. Pięć.", "5 sentences, at most 4"),
        ("Prosimy zapłacić niezwłocznie.", "banned word: niezwłocznie"),
        ("To jest niniejszy regulamin.", "banned word: niniejszy"),
        ("Proszę uiścić opłatę.", "banned word: uiścić"),
        ("Proszę dokonać wpłaty.", "banned word: dokonać"),
        ("W celu dokonania wpłaty.", "banned word: dokonania"),
        ("Celem wizyty jest rozmowa.", "banned words: Celem"),
        ("To przedmiotowa sprawa.", "banned words: przedmiotowa"),
        ("W przypadku, gdy hasło nie działa.", "banned words: W przypadku, gdy"),
        ("Osoba czytająca list.", "participle (-ący): czytająca"),
        ("Naciskając, zgadza się Pan.", "participle (-ąc): Naciskając"),
        ("Przeczytawszy list, idziemy.", "participle (-szy): Przeczytawszy"),
        ("Zmienianie hasła", "noun made of a verb: Zmienianie"),
        ("Wysłano list.", "impersonal -no/-to: Wysłano"),
        ("Przyjęto wniosek.", "impersonal -no/-to: Przyjęto"),
        ("Wniosek został wysłany.", "passive: został … wysłany"),
        ("Dane nie zostały jeszcze rozpoznane.", "passive: zostały … rozpoznane"),
        ("Zgoda jest wymagana.", "passive: jest … wymagana"),
        ("Biuro zostało zamknięte.", "passive: zostało … zamknięte"),
        ("Wybrałeś zły przycisk.", "past tense with gender: Wybrałeś"),
    ],
)
def test_hard_words_are_named(text: str, trouble: str) -> None:
    assert list(troubles(text, ALLOWED)) == [trouble]


def test_twenty_words_are_still_a_sentence() -> None:
    assert list(troubles("Raz " * 19 + "koniec.", ALLOWED)) == []


@pytest.mark.parametrize("comment", ["plain: long", "plain: long, for the list"])
def test_a_message_marked_long_may_have_more_sentences_but_no_hard_words(comment: str) -> None:
    many = said("Raz. Dwa. Trzy. Cztery. Pięć.", comment=comment)
    hard = said("Raz. Dwa. Trzy. Cztery. Wysłano.", comment=comment)
    assert list(unclear("pl", many, ALLOWED)) == []
    assert len(list(unclear("pl", hard, ALLOWED))) == 1


def test_somebody_elses_words_are_not_measured() -> None:
    quoted = said("Dane nie zostały rozpoznane.", comment="plain: quote")
    assert list(unclear("pl", quoted, ALLOWED)) == []
    assert measure(quoted, ALLOWED).sentences == 0


def test_a_mark_may_stand_in_the_catalogue_alone() -> None:
    entries = '# plain: quote\nmsgid "The law"\nmsgstr "Wysłano."\n'
    assert list(unclear("pl", catalogue(entries), ALLOWED)) == []


def test_every_plural_form_is_read() -> None:
    entries = 'msgid "One"\nmsgid_plural "{n}"\n'
    entries += 'msgstr[0] "Jeden"\nmsgstr[1] "{n}"\nmsgstr[2] "Wysłano {n}"\n'
    assert [str(finding) for finding in unclear("pl", catalogue(entries), ALLOWED)] == [
        'pl: "One": impersonal -no/-to: Wysłano'
    ]


def test_the_list_of_allowed_words_has_two_parts(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# why\n[unavoidable]\nregulamin  # a term\n[everyday]\nPytanie\n", "utf-8")
    allowed = allowed_words(path)
    assert allowed.is_unavoidable("Regulaminu")
    assert allowed.allows("pytaniami")
    assert not allowed.is_unavoidable("pytaniami")
    assert not allowed.allows("wysłanie")


def both(polish: str, ukrainian: str = "Так.") -> tuple[list[str], bool]:
    entries = {
        "pl": catalogue(f'msgid "Yes"\nmsgstr "{polish}"\n'),
        "uk": catalogue(f'msgid "Yes"\nmsgstr "{ukrainian}"\n', "uk"),
    }
    return report(entries, catalogue('msgid "Yes"\nmsgstr ""\n'), ALLOWED)


def test_a_good_catalogue_passes_the_gate() -> None:
    lines, well = both("Tak, to jest dobry numer.")
    assert well
    assert lines == ["1 messages, 0 findings, FOG-PL 2.0, 0 long, 0 quoted"]


def test_a_finding_closes_the_gate() -> None:
    lines, well = both("Wysłano.", "")
    assert not well
    assert lines[:2] == [
        'uk: "Yes": is not translated',
        'pl: "Yes": impersonal -no/-to: Wysłano',
    ]


def test_fog_closes_the_gate() -> None:
    lines, well = both("Informujemy o modernizacji instalacji elektrotechnicznej.")
    assert not well
    assert lines[0] == "pl: FOG-PL is 34.0, at most 7"
