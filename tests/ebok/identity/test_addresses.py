"""Addresses as people say them: short where nothing else can be meant, and never another door."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ebok.identity.folding import fold
from ebok.identity.matching import same_address
from ebok.identity.streets import Streets

KOSCIUSZKI = "ul. Tadeusza Kościuszki 9/5, 50-011 Wrocław"
DEDALA = "ul. Bulwar Dedala 7/31, 54-130 Wrocław"
IKARA = "ul. Bulwar Ikara 12/5, 54-130 Wrocław"
BEMA = "ul. gen. Józefa Bema 18/3, 50-265 Wrocław"
ROGOWSKA = "ul. Rogowska 2/7, 54-440 Wrocław"
MAY = "ul. 3 Maja 5/2, 50-001 Wrocław"
NOVEMBER = "ul. 11 Listopada 5/2, 50-001 Wrocław"
POPE = "al. Jana Pawła II 5/3, 50-001 Wrocław"
THOUSAND = "os. Tysiąclecia 3/4, 50-001 Wrocław"
POPIELUSZKI = "ul. ks. Jerzego Popiełuszki 1/2, 50-001 Wrocław"
GRUNWALD = "pl. Grunwaldzki 5/7, 50-001 Wrocław"
KONOPNICKA = "ul. Marii Konopnickiej 4A/6, 50-001 Wrocław"
CURIE = "ul. Marii Skłodowskiej-Curie 8/1, 50-001 Wrocław"
SOBIESKI = "ul. Jana III Sobieskiego 6/6, 50-001 Wrocław"
GARAGE = "ul. Bulwar Dedala 9 garaż 3, 54-130 Wrocław"
RECORDS = [
    KOSCIUSZKI, DEDALA, IKARA, BEMA, ROGOWSKA, MAY, NOVEMBER, POPE, THOUSAND, POPIELUSZKI,
    GRUNWALD, KONOPNICKA, CURIE, SOBIESKI, GARAGE, "ul. Bulwar Ikara 12/6, 54-130 Wrocław",
]  # fmt: skip
STREETS = Streets(RECORDS)

SAID = {
    KOSCIUSZKI: [
        "Kościuszki 9/5", "kosciuszki 9/5", "KOŚCIUSZKI 9 M. 5", "ul. Kościuszki 9/5",
        "T. Kościuszki 9/5", "Tad. Kościuszki 9/5", "Kościuszki Tadeusza 9/5", "Kościuszki 9 m 5",
        "gen. Kościuszki 9/5", "gen. T. Kościuszki 9/5", "Kościuszki 9 mieszkanie 5",
        "Wrocław, Kościuszki 9/5", "50-011 Wrocław Kościuszki 9/5", "Kościuszki 9/5 Wrocław 50-011",
        "na Kościuszki 9/5", "mieszkam na ul. Kościuszki 9/5", "ul.Tadeusza Kościuszki 9 lok. 5",
        "UL KOŚCIUSZKI 9-5", "Ulica Kościuszki 9 łamane przez 5", "Wroclaw Kosciuszki 9/5",
    ],
    DEDALA: [
        "Dedala 7/31", "ul. Dedala 7/31", "Bulwar Dedala 7/31", "bulw. Dedala 7 m. 31",
        "na Bulwarze Dedala 7/31", "Dedala 7 31", "dedala 7-31", "Dedala 7/31, 3 piętro",
    ],
    IKARA: [
        "Ikara 12/5", "Ikara 12/5 kl. II", "Ikara 12/5 klatka 2", "Ikara 12/5 II klatka",
        "Ikara 12/5, 2 piętro", "Ikara 12/5 II piętro", "Ikara 12/5 piętro 2", "Ikara 12/5 II p.",
        "Ikara 12/5 2p", "Ikara 12/5 parter", "Ikara 12/5 na drugim piętrze",
        "Ikara 12/5 (2 piętro)", "Ikara 12 kl. B m. 5", "Ikara 12 klatka II piętro 1 m. 5",
        "Ikara 12, 2 piętro, m. 5",
        "Ikara 12 II piętro mieszkania 5", "Ikara 12/5 kl. B, II p., 54-130 Wrocław",
        "Ikara 12/5, os. Nowy Dwór", "Ikara 12/5 domofon 5", "Ikara 12 m. nr 5",
        "Ikara numer domu 12 numer mieszkania 5", "Bul. Ikara 12/5",
        "Ikara 12 wejście 2 lok. 5", "Ikara 12/5 klatka druga", "Ikara 12/5 kl.2",
        "Bulwar Ikara 12/5 2 piętro 54-130 Wrocław", "Ikara nr 12 m 5", "Ikara blok 12 m. 5",
        "\u200bIkara 12–5", "Ikara 12/5\nWrocław", "Ikara １２/５",
    ],
    BEMA: [
        "gen. Bema 18/3", "Bema 18/3", "Józefa Bema 18/3", "J. Bema 18/3", "generała Bema 18/3",
        "gen. J. Bema 18/3", "ul. Gen. Bema 18 m. 3", "Bema Józefa 18/3", "gen Bema 18/3",
    ],
    ROGOWSKA: ["Rogowska 2/7", "na Rogowskiej 2/7", "przy ul. Rogowskiej 2/7", "rogowska 2 m.7"],
    MAY: ["3 Maja 5/2", "3-go Maja 5/2", "3. Maja 5/2", "Trzeciego Maja 5/2", "III Maja 5/2",
          "ul. 3 maja 5 m. 2", "3 Maja 5/2 kl. II"],
    NOVEMBER: ["11 Listopada 5/2", "11-go Listopada 5/2", "Jedenastego Listopada 5/2"],
    POPE: ["Jana Pawła II 5/3", "al. Jana Pawla II 5/3", "Jana Pawła 2 5/3", "JP II 5/3",
           "JPII 5/3", "Jana Pawła 5/3", "aleja Jana Pawła Drugiego 5 m. 3",
           "ul. Jana Pawła II 5/3"],
    THOUSAND: ["os. 1000-lecia 3/4", "Tysiąclecia 3/4", "1000-lecia 3/4",
               "osiedle 1000 lecia 3 m. 4"],
    POPIELUSZKI: ["Popiełuszki 1/2", "ks. Popiełuszki 1/2", "ks. J. Popiełuszki 1/2",
                  "Jerzego Popiełuszki 1/2", "księdza Popiełuszki 1 m 2"],
    GRUNWALD: ["Grunwaldzki 5/7", "plac Grunwaldzki 5/7", "pl Grunwaldzki 5 m. 7",
               "ul. Grunwaldzki 5/7"],
    KONOPNICKA: ["Konopnickiej 4a/6", "Konopnickiej 4 A/6", "Konopnickiej 4 a m. 6",
                 "M. Konopnickiej 4A-6", "konopnickiej 4A 6"],
    CURIE: ["Skłodowskiej-Curie 8/1", "Curie-Skłodowskiej 8/1", "M. Skłodowskiej Curie 8/1",
            "Marii Curie Skłodowskiej 8/1"],
    SOBIESKI: ["Sobieskiego 6/6", "Jana Sobieskiego 6/6", "Jana III Sobieskiego 6/6",
               "J. III Sobieskiego 6/6"],
    GARAGE: ["Dedala 9 garaż 3", "Dedala 9/G3", "bulwar dedala 9 garaż nr 3"],
}  # fmt: skip

NOT_SAID = {
    KOSCIUSZKI: ["Kościuszki 9/6", "Kościuszki 9", "Kościuszki 9A/5", "Kościuszki 5/9", "9/5",
                 "Jana Kościuszki 9/5", "J. Kościuszki 9/5", "os. Kościuszki 9/5", "Tadeusza 9/5",
                 "ks. Kościuszkowska 9/5", "Kościuszki 9/5, Warszawa", "Kościuszki 95", ""],
    DEDALA: ["Ikara 7/31", "Dedala 7", "al. Dedala 7/31", "Dedala 31/7", "Bulwar 7/31",
             "Dedala 7 garaż 31", "os. Dedala 7/31"],
    IKARA: ["Ikara 12/5a", "Ikara 12/6", "Ikara 12", "Ikara 12 2 piętro", "Ikara 125",
            "Ikara 12 kl. 5", "Ikara 12 piętro 5"],
    BEMA: ["ks. Bema 18/3", "Jana Bema 18/3", "płk. Bema 18/3", "Józefa 18/3"],
    MAY: ["1 Maja 5/2", "Maja 5/2", "3 Maja 2/5", "13 Maja 5/2"],
    NOVEMBER: ["1 Listopada 5/2", "12 Listopada 5/2"],
    POPE: ["Jana 5/3", "Pawła 5/3", "Jana Pawła II 3/5", "Jana Pawła I 5/3"],
    ROGOWSKA: ["Rogowskiego 2/7", "Rogowa 2/7"],
    GARAGE: ["Dedala 9/3"],
    GRUNWALD: ["Grunwaldzka 5/7", "al. Grunwaldzki 5/7"],
}  # fmt: skip


def written(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(typed, recorded) for recorded, ways in table.items() for typed in ways]


@pytest.mark.parametrize(("typed", "recorded"), written(SAID))
def test_a_door_is_found_as_people_say_it(typed: str, recorded: str) -> None:
    assert same_address(typed, recorded, STREETS)
    assert [door for door in RECORDS if same_address(typed, door, STREETS)] == [recorded]


@pytest.mark.parametrize(("typed", "recorded"), written(NOT_SAID))
def test_another_door_is_not_found(typed: str, recorded: str) -> None:
    assert not same_address(typed, recorded, STREETS)


@pytest.mark.parametrize("recorded", RECORDS)
def test_without_the_other_streets_nothing_is_left_out(recorded: str) -> None:
    assert same_address(recorded, recorded)
    assert not same_address("Kościuszki 9/5", KOSCIUSZKI)
    assert not same_address("Dedala 7/31", DEDALA)


@pytest.mark.parametrize(
    ("typed", "recorded", "other"),
    [
        ("Kościuszki 9/5", KOSCIUSZKI, "ul. Jana Kościuszki 3/1"),
        ("Kościuszki 9/5", KOSCIUSZKI, "ul. Kościuszki 9/5"),
        ("Dedala 7/31", DEDALA, "ul. Dedala 7/31"),
        ("Dedala 7/31", DEDALA, "ul. Dedala 1, 54-130 Wrocław"),
        ("Dedala 7/31", DEDALA, "al. Dedala 3"),
        ("Hallera 5", "ul. gen. Hallera 5", "ul. ks. Hallera 5"),
        ("Lipowa 3", "al. Lipowa 3", "ul. Lipowa 3"),
        ("Lipowa 3", "al. Lipowa 3", "pl. Lipowa 8/1"),
        ("Lipowa 3", "os. Lipowa 3", "ul. Lipowa 8/1"),
        ("J. Nowaka 5", "ul. Jana Nowaka 5", "ul. Józefa Nowaka 5"),
        ("Bema 18/3", BEMA, "ul. ks. Bema 1"),
    ],
)
def test_what_could_be_another_street_is_not_taken(typed: str, recorded: str, other: str) -> None:
    assert same_address(typed, recorded, Streets([recorded]))
    assert not same_address(typed, recorded, Streets([recorded, other]))
    assert same_address(recorded, recorded, Streets([recorded, other]))


@pytest.mark.parametrize(
    ("typed", "recorded", "other"),
    [
        ("Lipowa 3", "ul. Lipowa 3", "al. Lipowa 3"),
        ("ul. Dedala 7/31", "ul. Dedala 7/31", DEDALA),
        ("Bulwar Dedala 7/31", DEDALA, "ul. Dedala 7/31"),
        ("T. Kościuszki 9/5", KOSCIUSZKI, "ul. Jana Kościuszki 9/5"),
        ("Kościuszki 9/5", "ul. Kościuszki 9/5", KOSCIUSZKI),
        ("ks. Hallera 5", "ul. ks. Hallera 5", "ul. gen. Hallera 5"),
        ("al. Lipowa 3 m. 2", "al. Lipowa 3/2", "ul. Lipowa 3/2"),
    ],
)
def test_whoever_says_it_exactly_means_that_street(typed: str, recorded: str, other: str) -> None:
    streets = Streets([recorded, other])
    assert same_address(typed, recorded, streets)
    assert not same_address(typed, other, streets)


@pytest.mark.parametrize(
    "typed", ["Bema 18/3", "gen. Bema 18/3", "Józefa Bema 18/3", "J. Bema 18/3"]
)
def test_one_street_spelled_in_several_ways_is_one(typed: str) -> None:
    spelled = ["ul. Bema 18/1", "ul. Gen. Bema 18/2", BEMA, "ul. J. Bema 18/4"]
    assert same_address(typed, BEMA, Streets(spelled))


@given(st.text(st.characters(categories=["L", "Zs", "P", "Nd"]), min_size=1, max_size=40))
def test_every_record_is_its_own_door(record: str) -> None:
    assume(any(map(str.isalnum, fold(record))))
    assert same_address(record, record)
    assert same_address(record, record, Streets([record, *RECORDS]))


@given(st.text("ul. 12m/agkboIVp,\nWróc-", max_size=30))
def test_other_streets_never_open_a_door(typed: str) -> None:
    for door in RECORDS:
        if same_address(typed, door, STREETS):
            assert same_address(typed, door, Streets([door]))
