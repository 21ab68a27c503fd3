"""A catalogue with a gap, a guess or a tag out of place is refused."""

import pytest

from locales.quality.soundness import Finding, out_of_step, tag_troubles, unsound
from tests.locales.catalogue import catalogue

TRY = 'msgid "{n} try of {limit}"\nmsgid_plural "{n} tries of {limit}"\n'


def troubles(entries: str, language: str = "pl") -> list[str]:
    return [finding.trouble for finding in unsound(language, catalogue(entries, language))]


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "Menu"\nmsgstr "Menu"',
        'msgid "Hello, {name}"\nmsgstr "{name}, dzień dobry"',
        'msgid "Pay {amount:>8}"\nmsgstr "Do zapłaty {amount}"',
        'msgid "Braces {{}}"\nmsgstr "Klamry {{}}"',
        'msgid "<b>Bold</b>"\nmsgstr "<b>Gruby <i>tekst</i></b> &lt; &amp;"',
        'msgid "Link"\nmsgstr "<a href=\\"https://example.org\\">strona</a>"',
        TRY + 'msgstr[0] "{n} z {limit}"\nmsgstr[1] "{n} z {limit}"\nmsgstr[2] "{n} z {limit}"',
        'msgid "One try"\nmsgid_plural "{n} tries"\n'
        'msgstr[0] "Jedna"\nmsgstr[1] "{n} próby"\nmsgstr[2] "{n} prób"',
    ],
)
def test_a_whole_message_passes(entry: str) -> None:
    assert troubles(entry) == []


@pytest.mark.parametrize(
    ("entry", "trouble"),
    [
        ('msgid "Menu"\nmsgstr ""', "is not translated"),
        ('#, fuzzy\nmsgid "Menu"\nmsgstr "Spis"',
         "is fuzzy: check the translation and delete the fuzzy mark"),
        ('msgid "Hello, {name}"\nmsgstr "Dzień dobry"', "lacks {name}"),
        ('msgid "Hello"\nmsgstr "Dzień dobry, {name}"',
         "has {name}, which the message id has not"),
        ('msgid "Hello {name}"\nmsgstr "Dzień dobry {name"',
         "curly brackets do not fit: expected '}' before end of string"),
        (TRY + 'msgstr[0] "{n} z {limit}"\nmsgstr[1] ""\nmsgstr[2] ""', "needs 3 plural forms"),
        (TRY + 'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""', "is not translated"),
        (TRY + 'msgstr[0] "{n} z {limit}"\nmsgstr[1] "z {limit}"\nmsgstr[2] "{n} z {limit}"',
         "lacks {n}"),
        ('msgid "<b>Bold</b>"\nmsgstr "<b>Gruby"', "leaves <b> open"),
    ],
)  # fmt: skip
def test_a_broken_message_is_named(entry: str, trouble: str) -> None:
    assert troubles(entry) == [trouble]


def test_ukrainian_says_the_number_also_in_the_first_form() -> None:
    entry = (
        'msgid "One try"\nmsgid_plural "{n} tries"\n'
        'msgstr[0] "Одна"\nmsgstr[1] "{n} спроби"\nmsgstr[2] "{n} спроб"'
    )
    assert troubles(entry, "uk") == ["lacks {n}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>tekst</b> <code>1</code>\n<blockquote>x</blockquote>", []),
        ("<b><i>x</b></i>", ["closes </b>, which is not open there"]),
        ("x</b>", ["closes </b>, which is not open there"]),
        ("<p>x</p>", ["has the tag <p>, which Telegram does not know"] * 2),
        ("5 < 6", ["has a bare <; write &lt;"]),
        ("<b>x", ["leaves <b> open"]),
    ],
)
def test_tags_open_and_close(text: str, expected: list[str]) -> None:
    assert list(tag_troubles(text)) == expected


def test_the_code_and_the_catalogue_say_the_same() -> None:
    spoken = catalogue('msgid "Menu"\nmsgstr ""\n\nmsgid "Back"\nmsgstr ""\n')
    assert list(out_of_step("pl", spoken, spoken)) == []


def test_a_sentence_of_one_side_only_is_named() -> None:
    spoken = catalogue('msgid "Menu"\nmsgstr ""\n\nmsgid "Back"\nmsgstr ""\n')
    known = catalogue(
        'msgid "Old"\nmsgstr "Stare"\n\nmsgid "Menu"\nmsgstr "Menu"\n\n'
        '#~ msgid "Back"\n#~ msgstr "Wstecz"\n'
    )
    run = "run python -m locales.quality.update"
    assert list(out_of_step("pl", known, spoken)) == [
        Finding("pl", "Back", f"is marked obsolete but used; {run}"),
        Finding("pl", "Old", f"is not in the code; {run}"),
    ]
    assert [finding.trouble for finding in out_of_step("uk", catalogue("", "uk"), spoken)] == [
        f"is missing; {run}",
        f"is missing; {run}",
    ]


def test_a_finding_reads_as_one_line() -> None:
    finding = Finding("pl", "First line\nsecond " + "x" * 80, "is fuzzy")
    assert str(finding).startswith('pl: "First line second xxx')
    assert str(finding).endswith('…": is fuzzy')
    assert len(str(finding)) < 90
