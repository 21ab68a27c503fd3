"""One door, one person, one company, however they are written; and never two of them."""

import pytest

from ebok.identity.matching import same_address, same_company, same_person

MARIA, JAN, HALINA = "Maria Wiśniewska", "Jan Żółkiewski", "Halina Brak"
IGLA = "Usługi Krawieckie Igła sp. z o.o."
IKARA_5 = "ul. Bulwar Ikara 12/5, 54-130 Wrocław"
DEDALA = "ul. Bulwar Dedala 7/31, 54-130 Wrocław"
ROGOWSKA = "ul. Rogowska 2, 54-440 Wrocław"
IKARA_1 = "ul. Bulwar Ikara 3/1, 54-130 Wrocław"

PEOPLE = {
    MARIA: [
        "maria wiśniewska", "MARIA WIŚNIEWSKA", "Maria Wisniewska", "Wiśniewska Maria",
        "  Maria   Wiśniewska ", "Wisniewska, Maria", "Pani Maria Wiśniewska",
        "Maria Anna Wiśniewska", "WISNIEWSKA MARIA ANNA", "mgr Maria Wiśniewska.",
    ],
    JAN: [
        "jan żółkiewski", "Jan Zolkiewski", "JAN ŻÓŁKIEWSKI", "Żółkiewski Jan",
        "zolkiewski  jan", "Jan Żółkiewski", "Pan Jan Żółkiewski",
        "Jan Stanisław Żółkiewski", "dr inż. Jan Żółkiewski", "Żółkiewski, Jan Maria",
    ],
    HALINA: [
        "halina brak", "HALINA BRAK", "Brak Halina", "Halina\tBrak", "Halina Brak.",
        "p. Halina Brak", "Brak Halina Teresa", "Halina Teresa Brak", "haLINA bRAK",
        "Halina\nBrak",
    ],
}  # fmt: skip
COMPANIES = {
    IGLA: [
        "usługi krawieckie igła sp. z o.o.", "USLUGI KRAWIECKIE IGLA SP. Z O.O.",
        "Usługi Krawieckie Igła", "Usługi Krawieckie „Igła” sp. z o.o.",
        'Usługi Krawieckie "IGŁA" Sp. z o. o.', "Usługi-Krawieckie Igła spzoo",
        "Usługi krawieckie Igła spółka z ograniczoną odpowiedzialnością",
        "Usługi Krawieckie Igła Spółka z o.o.", "uslugi krawieckie igla sp.zo.o",
        "Usługi  Krawieckie  Igła, sp z oo",
    ],
    "Spółdzielnia Mieszkaniowa „Piast”": ["SM PIAST", "S.M. Piast", "Piast"],
    "Fundacja Dom": ["fundacja dom", "Dom - fundacja"],
    "A & B s.c.": ["A i B spółka cywilna", "A&B S.C.", "a oraz b sc"],
    "Firma Handlowo-Usługowa Jan Nowak": ["F.H.U. Jan Nowak", "FHU JAN NOWAK"],
    "Nowak sp. z o.o. sp. k.": ["Nowak sp. z o.o. spółka komandytowa"],
    "Mc'Dom S.A.": ["mcdom spółka akcyjna", "Mc’Dom SA", "Mc'Dom S.A. w likwidacji"],
}  # fmt: skip
ADDRESSES = {
    IKARA_5: [
        "Bulwar Ikara 12/5", "bulwar ikara 12 m. 5", "BULWAR IKARA 12 M 5",
        "ul.bulwar ikara 12m5", "Bulw. Ikara 12 lok. 5", "54-130 Wrocław, ul. Bulwar Ikara 12/5",
        "Wroclaw Bulwar Ikara 12 / 5", "ulica Bulwar Ikara nr 12 mieszkania 5",
        "Bulwar Ikara, 12/5, Wrocław, Polska", "bulwar ikara 12-5 54130 wrocław",
        "Bulwar Ikara 12 kl. B m. 5", "wrocław ul. bulwar ikara 12\\5",
    ],
    DEDALA: [
        "Bulwar Dedala 7/31", "bulwar dedala 7 m 31", "ul. bulwar dedala 7m31",
        "BULWAR DEDALA 7/31 WROCŁAW", "Bulwar Dedala 7 mieszkanie nr 31", "Bulw.Dedala 07/31",
        "54-130 Wroclaw Bulwar Dedala 7/31", "Bulwar Dedala 7\n54-130 Wrocław".replace("7", "7/31"),
        "ul. Bulwar-Dedala 7 lok 31", "Bulwar Dedala 7 31",
    ],
    ROGOWSKA: [
        "Rogowska 2", "ul rogowska 2", "ROGOWSKA 2 WROCŁAW", "Wrocław, Rogowska 2",
        "rogowska nr 2", "ulica Rogowska 2", "54-440 Wrocław, ul. Rogowska 2", "Rogowska  2.",
        "wroclaw rogowska 2", "ul.Rogowska 2,54-440,Wrocław",
    ],
    IKARA_1: [
        "Bulwar Ikara 3/1", "bulwar ikara 3 m.1", "Bulwar Ikara 3 lokal 1", "bulwar ikara 3m1",
        "Wrocław Bulwar Ikara 3/1", "BULWAR IKARA 3 / 1", "ul. bulw. ikara 3 m 1",
        "Bulwar Ikara 3/1 54-130 Wrocław", "Bulwar Ikara 3, m. 1", "ul. Bulwar Ikara 3/01",
    ],
    "ul. gen. Andersa 12A/5": ["Generała Andersa 12 a m. 5", "Andersa 12a/5", "andersa 12 A 5",
                              "al. gen. Andersa 12a lok. 5"],
    "pl. Grunwaldzki 5/7": ["Plac Grunwaldzki 5 m. 7", "grunwaldzki 5/7", "ul. Grunwaldzki 5/7"],
    "os. 1000-lecia 3/4": ["Osiedle 1000 Lecia 3 m. 4", "1000-lecia 3/4"],
    "ul. 3 Maja 12/5": ["3 maja 12 m 5", "3-go Maja 12/5", "Wrocław, 3 Maja 12/5"],
    "ul. Świętego Jana 8": ["św. Jana 8", "sw jana 8"],
    "ul. Ikara 7 garaż 3": ["Ikara 7/G3", "ikara 7 garaż nr 3", "Ikara 7 g 3"],
    "ul. Ikara 2/U3": ["Ikara 2 LU 3", "Ikara 2 lokal użytkowy nr 3", "ikara 2 lok. uż. 3"],
    "Wrocławska 5B/C": ["wroclawska 5 b / c"],
}  # fmt: skip


def written(cases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(typed, recorded) for recorded, ways in cases.items() for typed in ways]


@pytest.mark.parametrize(("typed", "recorded"), written(PEOPLE))
def test_a_person_is_recognised(typed: str, recorded: str) -> None:
    assert same_person(typed, recorded)
    assert same_person(recorded, typed)


@pytest.mark.parametrize(("typed", "recorded"), written(COMPANIES))
def test_a_company_is_recognised(typed: str, recorded: str) -> None:
    assert same_company(typed, recorded)
    assert same_company(recorded, typed)


@pytest.mark.parametrize(("typed", "recorded"), written(ADDRESSES))
def test_a_door_is_recognised(typed: str, recorded: str) -> None:
    assert same_address(typed, recorded)
    assert same_address(recorded, typed)


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [
        ("", MARIA), ("Maria", MARIA), ("Wiśniewska", MARIA), ("M. Wiśniewska", MARIA),
        ("Marysia Wiśniewska", MARIA), ("Maria Wiśniewski", MARIA), ("Anna Wiśniewska", MARIA),
        ("Anna Maria Wiśniewska", MARIA), ("Maria Wiśniewska-Nowak", MARIA),
        ("Maria Nowak Wiśniewska", MARIA), ("Maria Wiśniewska Nowak", MARIA),
        ("Wiśniewska Anna Maria", MARIA), ("Jan Wiśniewski", JAN),
        ("Anna Nowak", "Anna Nowak-Kowalska"), ("Anna Kowalska", "Anna Nowak-Kowalska"),
        ("Jan Adam Kowalski", "Jan Piotr Kowalski"), ("Kowalski Adam Jan", "Jan Kowalski"),
        ("Jan Marek Kowalski", "Jan Marek"), ("Brak Halina", "Brak Teresa Halina"),
    ],
)  # fmt: skip
def test_another_person_is_not_recognised(typed: str, recorded: str) -> None:
    assert not same_person(typed, recorded)
    assert not same_person(recorded, typed)


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [
        ("Anna Kowalska-Nowak", "Anna Nowak-Kowalska"),
        ("Nowak Kowalska Anna", "Anna Nowak-Kowalska"),
        ("anna nowak – kowalska", "Anna Nowak-Kowalska"),
        ("Anna Ewa Nowak-Kowalska", "Anna Nowak Kowalska"),
        ("SEAN OBRIEN", "Sean O’Brien"), ("Van der Berg Jan", "Jan van der Berg"),
        ("Anna Maria Nowak", "Anna-Maria Nowak"), ("Jan Marek", "Marek Jan"),
        ("Shevchenko Oleksandr", "Oleksandr Shevchenko"),
    ],
)  # fmt: skip
def test_rarer_names_are_recognised_too(typed: str, recorded: str) -> None:
    assert same_person(typed, recorded)
    assert same_person(recorded, typed)


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [
        ("", IGLA), ("sp. z o.o.", IGLA), ("Igła", IGLA), ("Usługi Krawieckie Nitka", IGLA),
        ("Usługi Krawieckie Igła S.A.", IGLA), ("Usługi Krawieckie Igła s.c.", IGLA),
        ("Usługi Krawieckie Igła Bis sp. z o.o.", IGLA), ("Fundacja Dom", "Stowarzyszenie Dom"),
        ("Nowak sp. z o.o.", "Nowak sp. z o.o. sp. k."),
    ],
)  # fmt: skip
def test_another_company_is_not_recognised(typed: str, recorded: str) -> None:
    assert not same_company(typed, recorded)
    assert not same_company(recorded, typed)


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [
        ("", IKARA_5), ("Wrocław", IKARA_5), ("12/5", IKARA_5), ("Bulwar Ikara", IKARA_5),
        ("Bulwar Ikara 12", IKARA_5), ("Bulwar Ikara 12/6", IKARA_5),
        ("Bulwar Ikara 13/5", IKARA_5), ("Bulwar Ikara 12A/5", IKARA_5),
        ("Bulwar Ikara 12/5a", IKARA_5), ("Bulwar Ikara 1/25", IKARA_5),
        ("Bulwar Ikara 125", IKARA_5), ("Bulwar Ikara 5/12", IKARA_5),
        ("Bulwar Dedala 12/5", IKARA_5), ("Ikara 12/5", IKARA_5),
        ("Bulwar Ikara 12/5, Warszawa", IKARA_5), ("Bulwar Ikara 12 garaż 5", IKARA_5),
        ("os. Bulwar Ikara 12/5", IKARA_5), ("Rogowska 2/1", ROGOWSKA), ("Rogowska 2A", ROGOWSKA),
        ("gen. Hallera 5", "ks. Hallera 5"), ("Jana 8", "św. Jana 8"),
        ("al. Lipowa 3", "pl. Lipowa 3"),
        ("Ikara 2/3", "Ikara 2/U3"), ("Ikara 12/A", "Ikara 12A"), ("1 Maja 5", "3 Maja 5"),
    ],
)  # fmt: skip
def test_another_door_is_not_recognised(typed: str, recorded: str) -> None:
    assert not same_address(typed, recorded)
    assert not same_address(recorded, typed)
