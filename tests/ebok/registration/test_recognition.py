"""Whoever writes as people do is recognised among all the cooperative's records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ebok.registration.outcomes import Outcome
from ebok.services import Services
from storage.tables import Account
from tests.fixtures.people import JAN, MARIA, all_rows, decided, enter_in_records


@pytest.mark.parametrize("typed", ["Ikara 12/5", "na Bulwarze Ikara 12 m. 5, II piętro"])
async def test_an_address_as_people_say_it(services: Services, typed: str) -> None:
    await enter_in_records(services, MARIA, JAN)

    assert await decided(services, MARIA, address=typed) is Outcome.ACCEPTED


async def test_another_street_that_could_be_meant(services: Services) -> None:
    await enter_in_records(services, MARIA, replace(JAN, address="ul. Ikara 1"))

    assert await decided(services, MARIA, address="Ikara 12/5") is Outcome.REFUSED


async def test_each_of_a_couple_on_record(services: Services) -> None:
    await enter_in_records(services, replace(MARIA, name="Wiśniewscy Maria i Piotr"))

    assert await decided(services, MARIA, name="Piotr Wiśniewski") is Outcome.ACCEPTED


@pytest.mark.parametrize(
    ("on_record", "typed"),
    [
        ("śp. Maria Wiśniewska", "Maria Wiśniewska"),
        ("Maria Wiśniewska", "śp. Maria Wiśniewska"),
        ("śp. Maria Wiśniewska", "śp. Maria Wiśniewska"),
    ],
)
async def test_nobody_opens_the_account_of_somebody_who_has_died(
    services: Services, on_record: str, typed: str
) -> None:
    await enter_in_records(services, replace(MARIA, name=on_record))

    assert await decided(services, MARIA, name=typed) is Outcome.INCOMPLETE
    assert await all_rows(services, Account) == []


async def test_a_stranger_does_not_learn_that_somebody_has_died(services: Services) -> None:
    await enter_in_records(services, replace(MARIA, name="śp. Maria Wiśniewska"))

    outcome = await decided(services, MARIA, identifier="47110809172")

    assert outcome is Outcome.REFUSED
