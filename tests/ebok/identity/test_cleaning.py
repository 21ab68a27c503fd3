"""Signs that nobody sees are taken off, and nothing that somebody meant."""

import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

import locales
from ebok.identity.cleaning import clean_identifier, clean_text, pasted_password
from ebok.identity.contact import email_address, phone_number
from ebok.identity.email_slips import likely_email_slip
from ebok.identity.errors import NotAnEmail
from ebok.identity.folding import fold
from ebok.identity.look_alikes import as_latin, mixed_words_as_latin
from ebok.identity.matching import same_address, same_person
from ebok.identity.numbers import client_symbol, nip, pesel

INVISIBLE = [
    "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad", "\u202a",
    "\u202c", "\u2066", "\u2069", "\u180e", "\u061c", "\x00", "\x1b", "\x7f", "\ufe0f",
]  # fmt: skip
SPACES = ["\u00a0", "\u2007", "\u2009", "\u202f", "\u3000", "\t", "\u2800", "\u3164"]
DASHES = ["–", "—", "‑", "‐", "‒", "−", "﹣", "－", "⁃"]
PASSWORD = "Kabezymu-4729-turahiwe"


@pytest.mark.parametrize("sign", INVISIBLE)
def test_an_invisible_sign_is_never_there(sign: str) -> None:
    assert clean_text(f"{sign}Maria{sign} Wiś{sign}niewska{sign}") == "Maria Wiśniewska"
    assert email_address(f"{sign}maria{sign}@wp.pl{sign}") == "maria@wp.pl"
    assert client_symbol(f"{sign}104{sign}217") == "104217"
    assert pesel(f"5203{sign}1512346") == "52031512346"
    assert phone_number(f"{sign}601 234{sign} 567") == "+48601234567"
    assert pasted_password(f"{sign}Kabezymu-4729{sign}-turahiwe{sign}\n") == PASSWORD
    assert same_person(f"Ma{sign}ria Wiśniewska", "Maria Wiśniewska")
    assert same_address(f"Bulwar{sign} Ikara 12{sign}/5", "ul. Bulwar Ikara 12/5")


@pytest.mark.parametrize("space", SPACES)
def test_every_space_is_a_space(space: str) -> None:
    assert clean_text(f"{space}Maria{space}Wiśniewska{space}") == "Maria Wiśniewska"
    assert client_symbol(f"104{space}217") == "104217"
    assert phone_number(f"601{space}234{space}567") == "+48601234567"


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_is_a_hyphen(dash: str) -> None:
    assert email_address(f"anna{dash}nowak@wp.pl") == "anna-nowak@wp.pl"
    assert phone_number(f"601{dash}234{dash}567") == "+48601234567"
    assert client_symbol(f"104{dash}217") == "104217"
    assert nip(f"894{dash}123{dash}45{dash}62") == "8941234562"


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("ul. Ikara 12/5\r\n54-130 Wrocław", "ul. Ikara 12/5\n54-130 Wrocław"),
        ("jeden\u2028dwa\x0btrzy\x85cztery", "jeden\ndwa\ntrzy\ncztery"),
        ("Jo\u0301zef", "Józef"),
        ("❤️ dziękuję 👨‍👩‍👧 1️⃣", "❤️ dziękuję 👨‍👩‍👧 1️⃣"),
        ("Ala\nBcc: x@y.pl", "Ala\nBcc: x@y.pl"),
        ("zepsuty \ud83d znak", "zepsuty  znak"),
        ("\u200b \ufeff", ""),
    ],
)
def test_lines_letters_and_emoji_stay(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean


@pytest.mark.parametrize(
    "typed", ["１０４２１７", "١٠٤٢١٧", "1️⃣0️⃣4️⃣2️⃣1️⃣7️⃣", "Login: 104217", "Логін: 104217",
              "Symbol klienta: 104217"]
)  # fmt: skip
def test_a_symbol_is_read_in_any_digits_and_with_its_label(typed: str) -> None:
    assert client_symbol(typed) == "104217"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    for clean in (clean_text, clean_identifier):
        assert clean(clean(text)) == clean(text)


@given(
    st.text(st.sampled_from([*INVISIBLE, *SPACES, "a", "❤", "👧", "🏽", "1", "\u20e3", "\u0301"]))
)
def test_cleaning_twice_changes_nothing_among_signs_one_cannot_see(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert pasted_password(pasted_password(text)) == pasted_password(text)


@given(
    st.text(
        st.characters(categories=["L", "Nd", "P", "S"], exclude_characters="\u2800"), min_size=1
    )
)
def test_cleaning_keeps_what_one_can_see(text: str) -> None:
    seen = "".join(char for char in text if char not in "\u115f\u1160\u3164\uffa0")
    assert clean_text(seen) == unicodedata.normalize("NFC", seen)


@pytest.mark.parametrize(
    "pasted",
    [
        PASSWORD, f" {PASSWORD}\n", f"\u2060{PASSWORD}\ufeff", f"\xa0{PASSWORD}\xa0",
        f"Hasło tymczasowe: {PASSWORD}", f"hasło tymczasowe:{PASSWORD}",
        f"HASŁO TYMCZASOWE:\n{PASSWORD}", f"Haslo tymczasowe: {PASSWORD}",
        f"Login: 104217\nHasło tymczasowe:\n{PASSWORD}",
        f"Login: 104217\r\nHasło tymczasowe:\r\n{PASSWORD}\r\n\r\nTeraz proszę otworzyć rozmowę.",
        f"Hasło\xa0tymczasowe:\xa0{PASSWORD}",
        f"Temporary password:\n{PASSWORD}", f"Тимчасовий пароль:\n{PASSWORD}",
    ],
)  # fmt: skip
def test_a_pasted_password_loses_its_label(pasted: str) -> None:
    assert pasted_password(pasted) == PASSWORD


@pytest.mark.parametrize(
    "password",
    ["Mój kot  ma 3 łapy!", "Hasło: Zima2024!", "password: X1!aaa", "a\tb C1!", "Kot–Pies—1a",
     "Hasło tymczasowe", "Hasło tymczasowe:", "moje hasło tymczasowe: A1!b", "ＡＢc1!", "„Zima”1.",
     "login: Ala1!", "Zima 2024!\xa0x", "👨‍👩‍👧Ala1!"],
)  # fmt: skip
def test_nothing_else_of_a_password_is_changed(password: str) -> None:
    assert pasted_password(password) == password


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_the_labels_are_those_of_the_mails(language: str) -> None:
    text = "Login: {login}\nTemporary password:\n{password}"
    if language != "en":
        catalogue = Path(locales.__file__).parent / language / "LC_MESSAGES" / "ebok.po"
        with catalogue.open("rb") as file:
            message = read_po(file).get(text)
        assert message is not None
        text = str(message.string)
    assert pasted_password(text.format(login="104217", password=PASSWORD)) == PASSWORD


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("maria@wр.pl", "maria@wp.pl"),
        ("mаria@wp.pl", "maria@wp.pl"),
        ("mаriа@gmаil.cоm", "maria@gmail.com"),
        ("ΜARIA@WP.PL", "maria@wp.pl"),
        ("anna@ο2.pl", "anna@o2.pl"),
        ("jan@firmа.pl", "jan@firma.pl"),
    ],
)
def test_a_foreign_letter_that_looks_latin_is_asked_about(typed: str, meant: str) -> None:
    with pytest.raises(NotAnEmail) as refusal:
        email_address(typed)
    assert (refusal.value.fault, refusal.value.meant) == ("look_alike", meant)
    assert likely_email_slip(typed) == meant
    assert meant not in repr(refusal.value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("żaneta@wp.pl", "zaneta@wp.pl"),
        ("łukasz.żak@wp.pl", "lukasz.zak@wp.pl"),
        ("жук@wp.pl", None),
    ],
)
def test_a_polish_letter_is_asked_about_too(typed: str, meant: str | None) -> None:
    with pytest.raises(NotAnEmail) as refusal:
        email_address(typed)
    assert (refusal.value.fault, refusal.value.meant) == ("foreign_letter", meant)


def test_a_domain_in_another_alphabet_is_no_slip() -> None:
    assert email_address("maria@пошта.укр") == "maria@xn--80a1acn3a.xn--j1amh"


@pytest.mark.parametrize(
    "typed", ["E-mail: maria@wp.pl", "mail: maria@wp.pl", "Mój adres e-mail: maria@wp.pl",
              "Login: maria@wp.pl", "ｍａｒｉａ＠ｗｐ．ｐｌ"]
)  # fmt: skip
def test_an_address_is_read_with_its_label(typed: str) -> None:
    assert email_address(typed) == "maria@wp.pl"


def test_a_word_of_two_alphabets_is_a_latin_one() -> None:
    assert mixed_words_as_latin("Маria Коwalska, Київ") == "Maria Kowalska, Київ"
    assert same_person("Маria Коwalska", "Maria Kowalska")


@given(st.text())
def test_look_alikes_are_replaced_once(text: str) -> None:
    assert as_latin(as_latin(text)) == as_latin(text)
    assert fold(mixed_words_as_latin(fold(text))) == fold(text)
