"""The program reads its words straight from the .po files."""

import subprocess
import sys
from pathlib import Path

import pytest

import locales
from locales import DEFAULT_LANGUAGE, LANGUAGES, catalogue_path, translations
from tests.locales.catalogue import PLURALS


@pytest.fixture
def small_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language, hello in {"pl": "Dzień dobry", "uk": "Добрий день"}.items():
        (tmp_path / f"{language}.po").write_text(
            f'msgid ""\nmsgstr ""\n"Plural-Forms: {PLURALS[language]}\\n"\n\n'
            f'msgid "Hello"\nmsgstr "{hello}"\n\n'
            '#, fuzzy\nmsgid "Guess"\nmsgstr "Zgadywanka"\n\n'
            'msgid "One try"\nmsgid_plural "{n} tries"\n'
            'msgstr[0] "{n} a"\nmsgstr[1] "{n} b"\nmsgstr[2] "{n} c"\n',
            encoding="utf-8",
        )
    monkeypatch.setattr(locales, "catalogue_path", lambda language: tmp_path / f"{language}.po")
    monkeypatch.setattr(locales, "_compiled", locales._compiled.__wrapped__)


@pytest.mark.usefixtures("small_catalogues")
@pytest.mark.parametrize(
    ("locale", "hello"),
    [
        ("pl", "Dzień dobry"),
        ("pl-PL", "Dzień dobry"),
        ("uk", "Добрий день"),
        ("uk_UA", "Добрий день"),
        ("UK", "Добрий день"),
        ("en", "Hello"),
        ("en-GB", "Hello"),
        ("de", "Dzień dobry"),
        ("", "Dzień dobry"),
    ],
)
def test_a_language_is_found_as_telegram_says_it(locale: str, hello: str) -> None:
    assert translations(locale).gettext("Hello") == hello


@pytest.mark.usefixtures("small_catalogues")
def test_plural_forms_follow_the_language() -> None:
    forms = {n: translations("pl").ngettext("One try", "{n} tries", n)[-1] for n in (1, 2, 5, 21)}
    assert forms == {1: "a", 2: "b", 5: "c", 21: "c"}
    assert translations("uk").ngettext("One try", "{n} tries", 21) == "{n} a"
    assert translations("en").ngettext("One try", "{n} tries", 21) == "{n} tries"


@pytest.mark.usefixtures("small_catalogues")
@pytest.mark.parametrize("message", ["Guess", "Never translated"])
def test_a_guess_or_a_gap_is_read_in_english(message: str) -> None:
    assert translations("pl").gettext(message) == message


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_program_loads(language: str) -> None:
    assert translations(language).gettext("Never in any catalogue") == "Never in any catalogue"
    assert catalogue_path(language).exists() == (language != "en")
    assert DEFAULT_LANGUAGE in LANGUAGES


def test_the_running_program_needs_no_dictionary() -> None:
    code = "import sys, locales; locales.translations('pl'); sys.exit('morfeusz2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
