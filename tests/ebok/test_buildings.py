"""Which building is meant, and in which order they stand."""

from __future__ import annotations

import pytest

from ebok.buildings import building_meant, building_of, buildings
from ebok.services import Services
from storage.tables import Premises

ADDRESSES = [
    "ul. Bulwar Ikara 12/5, 54-130 Wrocław",
    "ul. Bulwar Ikara 12/6, 54-130 Wrocław",
    "ul. Bulwar Ikara 2/1, 54-130 Wrocław",
    "ul. gen. Józefa Bema 18/1, 50-265 Wrocław",
    "ul. Tadeusza Kościuszki 9/5, 50-011 Wrocław",
]


@pytest.fixture
async def cooperative(services: Services) -> Services:
    async with services.database.transaction() as session:
        session.add_all(
            Premises(code=f"L{place}", address=each, kind="mieszkanie")
            for place, each in enumerate(ADDRESSES)
        )
    return services


async def test_each_building_stands_once_as_people_count(cooperative: Services) -> None:
    assert [each.name for each in await buildings(cooperative)] == [
        "Bulwar Ikara 2",
        "Bulwar Ikara 12",
        "gen. Józefa Bema 18",
        "Tadeusza Kościuszki 9",
    ]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Bulwar Ikara 12", "Bulwar Ikara 12"),
        ("ikara 12 klatka B", "Bulwar Ikara 12"),
        ("winda, Ikara 12", "Bulwar Ikara 12"),
        ("nie działa winda na Bulwarze Ikara 2", "Bulwar Ikara 2"),
        ("Bema 18/3, piętro 2", "gen. Józefa Bema 18"),
        ("kosciuszki 9", "Tadeusza Kościuszki 9"),
        ("Ikara 99", None),
        ("Długa 12", None),
        ("<b>12</b>", None),
        ("", None),
    ],
)
async def test_the_building_that_people_mean(
    cooperative: Services, said: str, meant: str | None
) -> None:
    found = await building_meant(cooperative, said)
    assert (found and found.name) == meant


async def test_an_address_of_the_records_has_the_key_of_its_building(cooperative: Services) -> None:
    keys = {each.key for each in await buildings(cooperative)}
    assert {building_of(each) for each in ADDRESSES} == keys
