"""Writing changes nothing; a different number or surname always does."""

import unicodedata
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from ebok.identity.folding import fold
from ebok.identity.matching import same_address, same_company, same_person

FIRST_NAMES = ["Maria", "Łukasz", "Żaneta", "Józef", "Anna", "Jan", "Oleksandr", "Grażyna"]
SURNAMES = ["Wiśniewska", "Żółkiewski", "Brak", "Nowak", "Gęś", "Śliwa-Kowal", "Maj", "Shevchuk"]
STREETS = ["Bulwar Ikara", "Rogowska", "3 Maja", "Jana Pawła II", "Łąkowa", "Świętego Jana"]
TOWNS = ["", ", Wrocław", ", 54-130 Wrocław", " 54-130 Wrocław", "\nWrocław"]
PREFIXES = ["", "ul. ", "ul.", "ulica ", "UL "]
ASCII_MARKS = str.maketrans("łŁ", "lL")

Name = tuple[str, str]
House = tuple[int, str]
Write = Callable[[str], str]

people = st.tuples(st.sampled_from(FIRST_NAMES), st.sampled_from(SURNAMES))
houses = st.tuples(st.integers(1, 300), st.sampled_from(["", "A", "b"]))
flats = st.integers(1, 120)
flat_marks = st.sampled_from(["/", " / ", " m. ", " m ", " lok. ", " m.", " mieszkania "])


def bare(text: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", text.translate(ASCII_MARKS))
    return "".join(char for char in taken_apart if not unicodedata.combining(char))


writings: st.SearchStrategy[Write] = st.sampled_from(
    [str, str.upper, str.lower, str.title, bare, lambda text: text.replace(" ", "  "),
     lambda text: f" {text}\n", lambda text: unicodedata.normalize("NFD", text)]
)  # fmt: skip


@given(people, writings, writings, st.booleans(), st.sampled_from(["", "Ewa", "Adam", "Teresa"]))
def test_a_person_stays_the_same_however_written(
    person: Name, write: Write, rewrite: Write, surname_first: bool, second: str
) -> None:
    first, surname = person
    given_names = f"{first} {second}".strip()
    typed = f"{surname} {given_names}" if surname_first else f"{given_names} {surname}"
    recorded = f"{first} {surname}"
    assert same_person(rewrite(write(typed)), recorded)
    assert same_person(recorded, rewrite(write(typed)))


@given(people, people, writings, st.booleans())
def test_two_people_are_never_one(
    one: Name, other: Name, write: Write, surname_first: bool
) -> None:
    typed = " ".join(reversed(one) if surname_first else one)
    assert same_person(write(typed), " ".join(other)) == (one == other)


@st.composite
def one_door_twice(draw: st.DrawFn) -> tuple[str, str]:
    street, (number, letter), flat = draw(st.tuples(st.sampled_from(STREETS), houses, flats))
    prefix, town = draw(st.tuples(st.sampled_from(PREFIXES), st.sampled_from(TOWNS)))
    typed = f"{prefix}{street} {number}{letter}{draw(flat_marks)}{flat}{town}"
    return draw(writings)(typed), f"ul. {street} {number}{letter}/{flat}, 54-130 Wrocław"


@given(one_door_twice())
def test_a_door_stays_the_same_however_written(writings_of_one: tuple[str, str]) -> None:
    typed, recorded = writings_of_one
    assert same_address(typed, recorded)
    assert same_address(recorded, typed)


def door(street: str, house: House, flat: int | None, between: str) -> str:
    number, letter = house
    return f"{street} {number}{letter}" + (f"{between}{flat}" if flat else "")


@given(
    st.sampled_from(STREETS),
    st.tuples(houses, st.none() | flats),
    st.tuples(houses, st.none() | flats),
    flat_marks,
)
def test_two_doors_of_a_street_are_never_one(
    street: str, one: tuple[House, int | None], other: tuple[House, int | None], mark: str
) -> None:
    recorded = f"ul. {door(street, *other, '/')}, 54-130 Wrocław"
    assert same_address(door(street, *one, mark), recorded) == (one == other)


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_is_symmetric_whatever_is_typed(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
    assert same_company(one, other) == same_company(other, one)
    assert same_address(one, other) == same_address(other, one)


@given(st.text("ul. 12m/agkbo,\nWróc-", max_size=30), st.text("ul. 12m/agkbo,\nWróc-", max_size=30))
def test_addresses_compare_symmetrically(one: str, other: str) -> None:
    assert same_address(one, other) == same_address(other, one)
    assert same_address(one, one) == any(map(str.isalnum, one))


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
