"""Whoever sends the first name and then the surname has given a name."""

import pytest

from ebok.identity.name_halves import is_half_a_name, joins_to_name


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("Maria", "Wiśniewska", "Maria Wiśniewska"),
        ("Wiśniewska", "Maria", "Wiśniewska Maria"),
        ("Anna Maria", "Nowak", "Anna Maria Nowak"),
        ("Nowak", "Anna Maria", "Nowak Anna Maria"),
        ("Anna", "Nowak-Kowalska", "Anna Nowak-Kowalska"),
        ("Anna", "Nowak Kowalska", "Anna Nowak Kowalska"),
        ("Jan", "Marek", "Jan Marek"),
        ("Halina", "Brak", "Halina Brak"),
        (" maria\n", "\u200bwiśniewska ", "maria wiśniewska"),
        ("Oleksandr", "Kovalenko", "Oleksandr Kovalenko"),
        ("Igła", "sp. z o.o.", "Igła sp. z o.o."),
        ("Wei", "Pan", "Wei Pan"),
    ],
)
def test_two_halves_are_a_name(first: str, second: str, name: str) -> None:
    assert joins_to_name(first, second) == name


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Maria", "Maria Wiśniewska"), ("Maria", "Anna Nowak"), ("Maria", "Maria"),
        ("Maria", "nie wiem"), ("Maria", "?"), ("Maria", "Rogowska 5/8"), ("Maria", "a@b.pl"),
        ("nie wiem", "Maria"), ("", "Maria"), ("Maria", ""), ("Maria Wiśniewska", "Nowak"),
        ("104217", "Maria"), ("brak", "nie mam"), ("Anna Maria", "Jan Adam"),
        ("Maria", "52031512346"),
    ],
)  # fmt: skip
def test_what_stands_for_itself_is_not_joined(first: str, second: str) -> None:
    assert joins_to_name(first, second) is None


@pytest.mark.parametrize("typed", ["Maria", "Wiśniewska", "Anna Maria", "Igła"])
def test_half_a_name(typed: str) -> None:
    assert is_half_a_name(typed)


@pytest.mark.parametrize(
    "typed", ["Maria Wiśniewska", "nie wiem", "104217", "", "?", "Fundacja Dom"]
)
def test_no_half_a_name(typed: str) -> None:
    assert not is_half_a_name(typed)
