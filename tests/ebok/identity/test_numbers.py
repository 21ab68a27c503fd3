"""A number is taken however it is written, and refused at one wrong digit."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebok.identity.errors import NeitherPeselNorNip, NotANip, NotAPesel, NotASymbol, NotReadable
from ebok.identity.numbers import TaxOrPersonId, client_symbol, nip, pesel, pesel_or_nip

CENTURIES = {1800: 80, 1900: 0, 2000: 20}


@st.composite
def pesels(draw: st.DrawFn) -> str:
    born = draw(st.dates(datetime.date(1800, 1, 1), datetime.date(2099, 12, 31)))
    month = born.month + CENTURIES[born.year // 100 * 100]
    body = f"{born.year % 100:02}{month:02}{born.day:02}{draw(st.integers(0, 9999)):04}"
    weighted = sum(int(d) * w for d, w in zip(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3), strict=True))
    return body + str(-weighted % 10)


@st.composite
def nips(draw: st.DrawFn) -> str:
    office = draw(st.integers(101, 999).filter(lambda number: number % 100))
    body = f"{office}{draw(st.integers(0, 999999)):06}"
    weights = (6, 5, 7, 2, 3, 4, 5, 6, 7)
    check = sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11
    return body + str(check) if check < 10 else draw(nips())


separators = st.sampled_from(["", " ", "-", ".", " - ", "\u00a0", "–", "/"])


@st.composite
def sloppy(draw: st.DrawFn, digits: str) -> str:
    return "".join(digit + draw(separators) for digit in digits)


@st.composite
def one_digit_changed(draw: st.DrawFn, digits: str) -> str:
    place = draw(st.integers(0, len(digits) - 1))
    other = draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    return digits[:place] + other + digits[place + 1 :]


@pytest.mark.parametrize(
    "typed",
    ["104217", " 104217 ", "104 217", "104-217", "10.42.17", "104217.", "nr 104217",
     "Symbol klienta: 104217", "104\u00a0217", "１０４２１７"],
)  # fmt: skip
def test_a_symbol_is_its_six_digits(typed: str) -> None:
    assert client_symbol(typed) == "104217"


@pytest.mark.parametrize(
    ("typed", "digits_count"),
    [("10421", 5), ("1042177", 7), ("", 0), ("nie wiem", 0), ("10421O", 5), ("a104217", 6)],
)
def test_what_has_not_six_digits_is_no_symbol(typed: str, digits_count: int) -> None:
    with pytest.raises(NotASymbol) as refusal:
        client_symbol(typed)
    assert refusal.value.digits_count == digits_count


@given(pesels().flatmap(lambda digits: st.tuples(st.just(digits), sloppy(digits))))
def test_every_valid_pesel_is_accepted_however_spaced(case: tuple[str, str]) -> None:
    digits, typed = case
    assert pesel(typed) == digits
    assert pesel_or_nip(typed) == TaxOrPersonId("pesel", digits)


@given(pesels().flatmap(one_digit_changed))
def test_a_pesel_with_one_wrong_digit_is_refused(typed: str) -> None:
    with pytest.raises(NotAPesel):
        pesel(typed)
    with pytest.raises(NotAPesel):
        pesel_or_nip(typed)


@given(nips().flatmap(lambda digits: st.tuples(st.just(digits), sloppy(digits))))
def test_every_valid_nip_is_accepted_however_spaced(case: tuple[str, str]) -> None:
    digits, typed = case
    assert nip(typed) == nip(f"PL {typed}") == digits
    assert pesel_or_nip(f"pl{typed}") == TaxOrPersonId("nip", digits)


@given(nips().flatmap(one_digit_changed))
def test_a_nip_with_one_wrong_digit_is_refused(typed: str) -> None:
    with pytest.raises(NotANip):
        nip(typed)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("52031512345", "check_digit"),
        ("52133512347", "birth_date"),
        ("5203151234", "length"),
        ("5203151234x", "characters"),
        ("", "characters"),
        ("00000000000", "birth_date"),
    ],
)
def test_a_refused_pesel_says_why(typed: str, fault: str) -> None:
    with pytest.raises(NotAPesel) as refusal:
        pesel(typed)
    assert refusal.value.fault == fault


def test_a_nip_of_no_tax_office_is_refused() -> None:
    with pytest.raises(NotANip):
        nip("000-000-00-00")


@pytest.mark.parametrize(
    ("typed", "digits_count"),
    [("123", 3), ("", 0), ("104217", 6), ("520315123461", 12), ("PL52031512346", 11), ("ABC", 0)],
)
def test_neither_ten_nor_eleven_digits(typed: str, digits_count: int) -> None:
    with pytest.raises(NeitherPeselNorNip) as refusal:
        pesel_or_nip(typed)
    assert refusal.value.digits_count == digits_count


@pytest.mark.parametrize("typed", ["52031512345", "8941234561", "123456789", "999999"])
def test_no_refusal_repeats_what_was_typed(typed: str) -> None:
    with pytest.raises(NotReadable) as refusal:
        pesel_or_nip(typed)
    assert typed not in f"{refusal.value!r} {refusal.value} {vars(refusal.value)}"
    assert refusal.value.__cause__ is None


def test_an_id_does_not_show_its_digits() -> None:
    assert "52031512346" not in repr(pesel_or_nip("52031512346"))


@pytest.mark.parametrize(
    ("typed", "kind"), [("52031512346", "pesel"), ("47110809172", "pesel"), ("8941234562", "nip")]
)
def test_the_demo_people_are_let_in(typed: str, kind: str) -> None:
    assert pesel_or_nip(typed).kind == kind
