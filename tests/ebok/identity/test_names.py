"""Names as records, passports and people write them: all are known by theirs, nobody else is."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ebok.identity.folding import fold
from ebok.identity.matching import same_company, same_person
from ebok.identity.person_names import is_deceased

COUPLE = "Kowalscy Anna i Jan"
ANNA, ANNA_BORN = "Anna Nowak", "Anna Nowak z d. Kowalska"

SAME = {
    "Maria Lek": ["Maria Lek", "Lek Maria", "MARIA LEK", "pani Maria Lek", "dr Maria Lek"],
    "Pan Wei": ["Pan Wei", "Wei Pan", "PAN WEI"],
    "Le Tran": ["Le Tran", "Tran Le"],
    "Tran Thi Le": ["Tran Thi Le", "TRAN THI LE"],
    "Jan de Sen": ["Jan de Sen"],
    "Jan van der Berg": ["van der Berg Jan", "Jan Van Der Berg", "Jan van der berg"],
    "Amartya Kumar Sen": ["Amartya Kumar Sen"],
    "dr inż. Jan Nowak": ["Jan Nowak", "Nowak Jan", "inż. Jan Nowak", "Nowak Jan, dr inż."],
    "Jan Nowak": ["mgr Jan Nowak", "prof. dr hab. Jan Nowak", "ks. Jan Nowak", "Pan Jan Nowak",
                  "Jan Nowak, inż.", "Nowak dr Jan", "p. Jan Nowak", "lek. med. Jan Nowak",
                  "Jan A. Nowak", "Jan Adam Nowak", "Nowak Jan A.", "Jan Nowak jun.",
                  "Nazywam się Jan Nowak", "Imię: Jan, nazwisko: Nowak", "Szanowny Pan Jan Nowak",
                  "śp. Jan Nowak", "Jan Nowak (zm.)", "Ś.P. JAN NOWAK"],
    "Jan Adam Nowak": ["Jan A. Nowak", "Jan Nowak", "NOWAK JAN ADAM", "Nowak Jan A."],
    "Jan Nowak sen.": ["Jan Nowak", "Jan Nowak senior", "Nowak sen. Jan", "Nowak Jan (senior)"],
    "Jan Nowak III": ["Jan Nowak", "Nowak Jan III"],
    ANNA_BORN: [ANNA, "Nowak Anna", "Anna Nowak z domu Kowalska", "Anna Nowak (z d. Kowalska)",
                "ANNA NOWAK ZD KOWALSKA", "Nowak z d. Kowalska Anna", "Anna Nowak z d.Kowalska",
                "Anna Nowak, z domu Kowalska", "Anna Nowak z.d. Kowalska",
                "Anna Nowak de domo Kowalska"],
    ANNA: [ANNA_BORN, "Anna Nowak, ur. Kowalska"],
    COUPLE: ["Anna Kowalska", "Jan Kowalski", "Kowalska Anna", "KOWALSKI JAN",
             "Anna i Jan Kowalscy",
             "Jan i Anna Kowalscy", "Kowalscy Jan i Anna", "Kowalscy Anna, Jan",
             "pani Anna Kowalska",
             "Anna Kowalska i Jan Kowalski", "Anna Maria Kowalska"],
    "Anna i Jan Kowalscy": ["Anna Kowalska", "Jan Kowalski", "Kowalscy Anna i Jan"],
    "Państwo Anna i Jan Kowalscy": ["Anna Kowalska", "Jan Kowalski"],
    "Kowalscy Anna, Jan": ["Anna Kowalska", "Jan Kowalski"],
    "KOWALSCY ANNA I JAN": ["Anna Kowalska", "Jan Kowalski"],
    "Kowalski Jan i Anna": ["Anna Kowalska", "Jan Kowalski"],
    "Anna i Jan Kowalski": ["Anna Kowalska", "Jan Kowalski"],
    "Anna Nowak i Jan Kowalski": ["Anna Nowak", "Kowalski Jan"],
    "Anna Nowak, Jan Kowalski": ["Anna Nowak", "Kowalski Jan"],
    "Anna Nowak / Jan Kowalski": ["Anna Nowak", "Kowalski Jan"],
    "Nowak Anna & Jan": ["Anna Nowak", "Jan Nowak"],
    "Nowakowie Anna i Jan": ["Anna Nowak", "Jan Nowak"],
    "Dudowie Ewa oraz Piotr": ["Ewa Duda", "Piotr Duda"],
    "małż. Kowalscy Anna i Jan": ["Anna Kowalska", "Jan Kowalski"],
    "Biały Jan i Anna": ["Anna Biała", "Jan Biały"],
    "Nowiccy Ewa i Piotr": ["Ewa Nowicka", "Piotr Nowicki"],
    "Zawadzcy Ewa i Piotr": ["Ewa Zawadzka", "Piotr Zawadzki"],
    "Ewa i Piotr Nowak-Kowalscy": ["Ewa Nowak-Kowalska", "Piotr Kowalski-Nowak"],
    "Anna Maria i Jan Piotr Kowalscy": ["Anna Kowalska", "Jan Piotr Kowalski"],
    "Oleh i Olha Kovalenko": ["Olha Kovalenko", "Oleg Kowalenko"],
    "Yuliia Kovalenko": ["Julia Kovalenko", "Julia Kowalenko", "Yulia Kovalenko",
                         "Kovalenko Yuliya",
                         "KOWALENKO JULIA"],
    "Oleksandr Shevchenko": ["Aleksander Szewczenko", "Aleksandr Shevchenko",
                             "Szewczenko Oleksandr",
                             "Alexander Shevchenko"],
    "Aleksander Tkaczenko": ["Oleksandr Tkachenko", "Oleksandr Tkaczenko"],
    "Serhii Zhuk": ["Serhij Żuk", "Sergiusz Żuk", "Sergiy Zhuk", "Żuk Serhii"],
    "Mykhailo Kharchenko": ["Michajło Charczenko", "Mykhaylo Kharchenko"],
    "Kateryna Chornyi": ["Katarzyna Czornyj", "Kateryna Czorny"],
    "Nataliia Shcherbak": ["Natalia Szczerbak", "Nataliya Shcherbak"],
    "Iryna Tsymbal": ["Iryna Cymbal", "Irina Tsymbal"],
    "Viktor Kravchuk": ["Wiktor Krawczuk"],
    "Andrii Yushchenko": ["Andrij Juszczenko", "Andriy Yushchenko"],
    "Oleh Tkach": ["Oleg Tkacz"],
    "Oleksandr Petrovych Kovalenko": ["Oleksandr Kovalenko", "Kovalenko Oleksandr Petrovych"],
    "Alexander Nowak": ["Aleksander Nowak"],
    "Anna Nowak-Kowalska": ["Anna Nowak Kowalska", "Kowalska-Nowak Anna", "Nowak - Kowalska Anna"],
    "Jan Nowak vel Nowacki": ["Nowak vel Nowacki Jan"],
}  # fmt: skip

OTHERS = {
    "Maria Lek": ["Maria", "Lek", "Maria Nowak", "Jan Lek"],
    "Tran Thi Le": ["Tran Thi", "Thi Le", "Tran Le Thi Minh"],
    "Tran Thi": ["Tran Thi Le", "Tran"],
    "Pan Wei Chen": ["Wei Chen", "Pan Chen"],
    "Maria Lek Kowalska": ["Maria Kowalska"],
    "Lek Maria Anna": ["Maria Anna"],
    "Amartya Kumar Sen": ["Amartya Kumar"],
    "Jan Nowak sen.": ["Jan Nowak jun.", "Jan Nowak młodszy"],
    "Jan Nowak III": ["Jan Nowak II"],
    "Jan Adam Nowak": ["Jan Piotr Nowak", "Jan P. Nowak", "Adam Nowak", "A. Nowak", "J. Nowak"],
    "Jan Nowak": ["J. Nowak", "Janek Nowak", "Jan Nowacki", "Janina Nowak", "Jan Nowa"],
    ANNA_BORN: ["Anna Kowalska", "Anna Nowak z d. Lis", "Anna Nowak-Kowalska", "Maria Nowak"],
    COUPLE: ["Anna Kowalski", "Jan Kowalska", "Anna Nowak", "Piotr Kowalski", "Kowalscy",
             "Anna Jan",
             "Jan Anna", "Anna i Piotr Kowalscy", "Kowalska", "Anna i Jan Nowakowie", "Anna",
             "Anna i Jan i Piotr Kowalscy"],
    "Anna Nowak i Jan Kowalski": ["Anna Kowalska", "Jan Nowak", "Anna Kowalski", "Anna Jan"],
    "Anna Maria i Jan Kowalscy": ["Anna Maria", "Maria Kowalska"],
    "Nowakowie Anna i Jan": ["Anna Nowakowska", "Jan Nowakowski"],
    "Wiśniewska Nowak, Anna Maria": ["Anna Wiśniewska", "Anna Nowak", "Maria Nowak"],
    "Kowalska/Nowak Anna": ["Anna Nowak", "Anna Kowalska"],
    "Jan Żółkiewski": ["Jan i Maria Żółkiewscy"],
    "Jan Lech": ["Jan Lecz", "Max Lecz"],
    "Jan Chudy": ["Jan Czudy"],
    "Jan Maj": ["Jan Mai"],
    "Piotr Tkacz": ["Piotr Tkach"],
    "Anna Kowalenko": ["Hanna Kovalenko", "Anna Kovalchuk"],
    "Yuliia Kovalenko": ["Julianna Kowalenko", "Julia Kowalczyk", "Yuliia Kovalchuk"],
    "Oleksandr Kovalenko": ["Oleksandra Kovalenko", "Aleksandra Kowalenko", "Oleksii Kovalenko"],
    "Serhii Hajda": ["Serhii Gajda"],
    "Oleh Shevchuk": ["Ihor Shevchuk", "Oleh Shevchenko"],
    "Maria Wiśniewska": ["", "?", "Pani Wiśniewska", "dr Wiśniewska", "nie wiem"],
}  # fmt: skip


def written(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(typed, recorded) for recorded, ways in table.items() for typed in ways]


@pytest.mark.parametrize(("typed", "recorded"), written(SAME))
def test_one_is_known_by_the_own_name(typed: str, recorded: str) -> None:
    assert same_person(typed, recorded)


@pytest.mark.parametrize(("typed", "recorded"), written(OTHERS))
def test_nobody_is_taken_for_another(typed: str, recorded: str) -> None:
    assert not same_person(typed, recorded)


@pytest.mark.parametrize("name", [*SAME, *OTHERS])
def test_everybody_is_themselves(name: str) -> None:
    assert same_person(name, name)
    assert same_person(name.upper(), name)
    assert same_person(f" {name.lower()}\n", name)


@pytest.mark.parametrize(
    "name", ["śp. Jan Nowak", "ŚP. JAN NOWAK", "Ś.P. Jan Nowak", "sp Jan Nowak", "ś. p. Nowak Jan",
             "Jan Nowak (zm.)", "Jan Nowak zm. 12.03.2020", "Jan Nowak (śp.)".replace("śp", "ś.p"),
             "† Jan Nowak", "Jan Nowak - zmarły", "Anna Nowak zmarła", "Jan Nowak zm"]
)  # fmt: skip
def test_somebody_has_died(name: str) -> None:
    assert is_deceased(name)


@pytest.mark.parametrize(
    "name",
    ["Jan Nowak", "S. P. Nowak", "Zmarzły Jan", "Jan Zmuda", "Spyra Jan", "Jan S. Nowak", ""],
)
def test_somebody_lives(name: str) -> None:
    assert not is_deceased(name)


records = st.text(st.characters(categories=["L", "Zs", "P", "Nd"]), min_size=1, max_size=40)


@given(records)
def test_every_record_is_itself(name: str) -> None:
    assume(any(map(str.isalnum, fold(name))))
    assert same_person(name, name)
    assert same_company(name, name)


letters = st.text("abdefgklmnoprstuwz", min_size=4, max_size=8)


@given(st.sampled_from(["Anna", "Jan", "Yuliia", "Oleh", "Wei"]), letters, letters, st.booleans())
def test_another_surname_is_another_person(first: str, one: str, other: str, swap: bool) -> None:
    assume(one != other)
    typed = f"{one} {first}" if swap else f"{first} {one}"
    assert not same_person(typed, f"{first} {other}")
    assert not same_person(f"dr {typed}", f"{other} {first}")


@given(letters, st.sampled_from(["sz", "cz", "h"]), st.sampled_from(["sz", "cz", "h"]), letters)
def test_polish_names_are_never_compared_by_sound(
    head: str, one: str, other: str, tail: str
) -> None:
    assume(one != other)
    assert not same_person(f"Jan {head}{one}{tail}", f"Jan {head}{other}{tail}")
