"""A file gives a client number to somebody else: the account of the holder before ends with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, event, text, update

from ebok.accounts.activation import NoEmail, activate
from ebok.accounts.login import WrongCredentials, log_in
from ebok.accounts.sessions import Resident, who
from ebok.importing.holders import Holder, StoredHolder, is_still_held
from ebok.importing.report import ProblemCode
from ebok.ledger.balance import statement
from ebok.outbox.letters import AccountClosed, AccountOpened, ApplicationRefused, HolderChanged
from ebok.outbox.recipients import Chat, Mailbox
from ebok.registration.decision import decide
from ebok.registration.outcomes import Outcome
from ebok.services import OfficeReach, Services
from storage.staging import Staging
from storage.tables import Account, Member
from storage.vault import Vault, new_key
from tests.ebok.importing.office_files import (
    CHARGE,
    FLAT,
    JAN,
    MARIA,
    Office,
    counts,
    of_file,
    warnings,
)
from tests.fixtures import people
from tests.fixtures.people import (
    CHAT,
    OTHER_CHAT,
    all_rows,
    apply,
    decided,
    letters,
    temporary_password_sent,
)
from tests.waiting import until

FILE = "members.csv"
SYMBOL = people.MARIA.symbol
MARIAS_PESEL, ANOTHER_PESEL, HALINAS_PESEL = "52031512346", "62062255662", "44051401458"
ANNA = replace(
    people.MARIA, name="Anna Lis", identifier=ANOTHER_PESEL, email="anna.lis@example.com"
)
ANNAS_LINE = f"{SYMBOL};person;Anna Lis;{ANOTHER_PESEL};;;;tak"
ENDS = [(2, "pesel", ProblemCode.ACCOUNT_ENDS)]


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, office=OfficeReach("biuro@example.com"))


@pytest.fixture
async def resident(office: Office) -> Office:
    """Maria is logged in on her phone."""
    await maria_moves_in(office)
    await opens_account(office, people.MARIA)
    return office


async def maria_moves_in(office: Office) -> None:
    office.write_members(MARIA, JAN)
    office.write_premises(FLAT)
    office.write_ledger(CHARGE)
    await office.bring_in()


async def opens_account(office: Office, person: people.Person, chat_id: int = CHAT) -> None:
    assert await decided(office.services, person, chat_id) is Outcome.ACCEPTED
    temporary = await temporary_password_sent(office.services)
    await log_in(office.services, chat_id, person.symbol, temporary)


async def is_logged_in(office: Office, chat_id: int = CHAT) -> bool:
    return isinstance(await who(office.services, chat_id), Resident)


async def test_the_account_of_the_holder_before_ends_and_is_told(resident: Office) -> None:
    resident.write_members(ANNAS_LINE, JAN)

    report = await resident.bring_in()

    assert counts(report, FILE) == (0, 1, 1)
    assert not await is_logged_in(resident)
    told = await letters(resident.services, AccountClosed, HolderChanged)
    assert [sent.to for sent in told] == [
        Chat(CHAT),
        Mailbox(people.MARIA.email),
        Mailbox("biuro@example.com"),
    ]
    assert warnings(report, FILE) == ENDS
    (warning,) = of_file(report, FILE).warnings
    assert "the account of this client ends" in warning.reason


async def test_the_new_holder_registers_at_once_and_the_one_before_cannot(
    resident: Office,
) -> None:
    resident.write_members(ANNAS_LINE, JAN)
    await resident.bring_in()

    assert await decided(resident.services, people.MARIA, CHAT) is Outcome.REFUSED
    await opens_account(resident, ANNA, OTHER_CHAT)

    (account,) = await all_rows(resident.services, Account)
    assert account.email == ANNA.email
    assert await is_logged_in(resident, OTHER_CHAT)
    assert not await is_logged_in(resident, CHAT)


async def test_a_dry_run_says_so_and_ends_nothing(resident: Office) -> None:
    resident.write_members(ANNAS_LINE, JAN)

    report = await resident.bring_in(dry_run=True)

    assert warnings(report, FILE) == ENDS
    assert await is_logged_in(resident)
    assert await letters(resident.services, AccountClosed, HolderChanged) == []


async def test_a_refused_file_ends_nothing(resident: Office) -> None:
    resident.write_members(ANNAS_LINE, "1;person;Jan;;;;;tak")

    await resident.bring_in()

    assert await is_logged_in(resident)


async def test_the_same_file_again_ends_nothing_more(resident: Office) -> None:
    resident.write_members(ANNAS_LINE, JAN)
    await resident.bring_in()
    await opens_account(resident, ANNA, OTHER_CHAT)

    report = await resident.bring_in()

    assert counts(report, FILE) == (0, 0, 2)
    assert warnings(report, FILE) == []
    assert await is_logged_in(resident, OTHER_CHAT)


async def test_nobody_is_warned_about_a_client_without_an_account(office: Office) -> None:
    office.write_members(MARIA)
    await office.bring_in()
    office.write_members(ANNAS_LINE)

    report = await office.bring_in()

    assert warnings(report, FILE) == []
    assert await letters(office.services, HolderChanged) == []


async def test_an_application_under_way_of_the_holder_before_opens_nothing(office: Office) -> None:
    await maria_moves_in(office)
    waiting = await apply(office.services, people.MARIA)
    office.write_members(ANNAS_LINE)
    await office.bring_in()

    assert await decide(office.services, waiting) is Outcome.REFUSED

    assert await all_rows(office.services, Account) == []
    assert len(await letters(office.services, ApplicationRefused)) == 2
    assert await letters(office.services, AccountOpened) == []


async def test_a_decision_waits_for_an_import_that_changes_the_holder(
    office: Office, engine_name: str
) -> None:
    await maria_moves_in(office)
    waiting = await apply(office.services, people.MARIA)
    vault = office.services.vault
    async with office.database.transaction() as session:
        await session.execute(
            update(Member)
            .where(Member.symbol == SYMBOL)
            .values(identifier_fingerprint=vault.fingerprint(ANOTHER_PESEL))
        )
        decision = asyncio.create_task(decide(office.services, waiting))
        if engine_name == "postgresql":  # on SQLite whoever writes is alone anyway
            await until(lambda: somebody_waits(office), "the decision waiting for the row")

    assert await decision is Outcome.REFUSED


async def somebody_waits(office: Office) -> bool:
    async with office.database.reading() as session:
        return bool(await session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


async def test_the_office_opens_no_account_to_the_address_of_the_holder_before(
    office: Office,
) -> None:
    await maria_moves_in(office)
    await decided(office.services, people.MARIA, name="Marta Wiśniewska")
    office.write_members(ANNAS_LINE)
    await office.bring_in()

    with pytest.raises(NoEmail):
        await activate(office.services, SYMBOL, "terminal:anna")


async def test_an_account_opened_after_the_comparison_ends_too(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await maria_moves_in(office)
    office.write_members(ANNAS_LINE)
    staging = office.database.staging

    @asynccontextmanager
    async def opened_meanwhile() -> AsyncIterator[Staging]:
        await opens_account(office, people.MARIA)
        async with staging() as prepared:
            yield prepared

    monkeypatch.setattr(office.database, "staging", opened_meanwhile)
    await office.bring_in()

    assert await all_rows(office.services, Account) == []
    assert len(await letters(office.services, AccountClosed)) == 2


async def test_an_import_that_fails_on_its_way_ends_no_account(resident: Office) -> None:
    resident.write_members(ANNAS_LINE, JAN)

    def fail(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("DELETE FROM accounts"):
            raise ConnectionError

    event.listen(Engine, "after_cursor_execute", fail)
    try:
        with pytest.raises(ConnectionError):
            await resident.bring_in()
    finally:
        event.remove(Engine, "after_cursor_execute", fail)

    assert await is_logged_in(resident)
    assert await letters(resident.services, AccountClosed) == []
    with pytest.raises(WrongCredentials):  # the number is still Maria's alone
        await log_in(resident.services, OTHER_CHAT, SYMBOL, "Zle-Haslo-1")
    assert await decided(resident.services, ANNA, OTHER_CHAT) is Outcome.REFUSED


async def test_two_clients_who_changed_numbers_both_end(resident: Office) -> None:
    jan = replace(people.JAN, address="ul. Bulwar Ikara 12/5")
    resident.write_premises(FLAT, FLAT.replace(SYMBOL, jan.symbol))
    await resident.bring_in()
    await opens_account(resident, jan, OTHER_CHAT)

    resident.write_members(MARIA.replace(SYMBOL, jan.symbol), JAN.replace(jan.symbol, SYMBOL))
    report = await resident.bring_in()

    assert [line for line, _, _ in warnings(report, FILE)] == [2, 3]
    assert await all_rows(resident.services, Account) == []


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (f"{SYMBOL};person;Maria Wiśniewska;{HALINAS_PESEL};;;;tak", "pesel"),  # a slip corrected
        (f"{SYMBOL};company;Igła sp. z o.o.;;8941234562;;;nie", "nip"),
        (f"{SYMBOL};company;Maria Wiśniewska Krawcowa;;8941234562;;;nie", "nip"),
        (f"{SYMBOL};person;Maria Wiśniewska;;8941234562;;;tak", "pesel"),
        (f"{SYMBOL};person;Anna Lis;;;;;tak", "pesel"),  # no number at all, but another name
        (f"{SYMBOL};person;Jan Wiśniewski;;;;;tak", "pesel"),
    ],
)
async def test_who_counts_as_somebody_else(resident: Office, line: str, column: str) -> None:
    resident.write_members(line, JAN)

    report = await resident.bring_in()

    assert warnings(report, FILE) == [(2, column, ProblemCode.ACCOUNT_ENDS)]
    assert not await is_logged_in(resident)


@pytest.mark.parametrize(
    "line",
    [
        f"{SYMBOL};person;Maria Wiśniewska;520315-12346;;m@example.com;;nie",
        f"{SYMBOL};person;Maria Kowalska;{MARIAS_PESEL};;;;tak",
        f"{SYMBOL};person;Anna Lis;{MARIAS_PESEL};;;;tak",  # the number says who it is
        f"{SYMBOL};person;WIŚNIEWSKA MARIA;;;;;tak",
        f"{SYMBOL};person;Maria Kowalska;;;;;tak",
        f"{SYMBOL};company;Maria Wiśniewska Krawcowa;{MARIAS_PESEL};;;;nie",
    ],
)
async def test_who_is_still_the_same(resident: Office, line: str) -> None:
    resident.write_members(line, JAN)

    report = await resident.bring_in()

    assert counts(report, FILE) == (0, 1, 1)
    assert warnings(report, FILE) == []
    assert await is_logged_in(resident)


async def test_a_number_that_was_missing_is_no_other_person(resident: Office) -> None:
    resident.write_members(MARIA.replace(MARIAS_PESEL, ""), JAN)
    await resident.bring_in()
    resident.write_members(MARIA, JAN)
    await resident.bring_in()

    assert await is_logged_in(resident)


async def test_a_new_key_is_no_other_person(office: Office) -> None:
    old, new = new_key(), new_key()
    office.services = replace(office.services, vault=Vault([old]))
    await maria_moves_in(office)
    await opens_account(office, people.MARIA)
    office.write_members(MARIA.replace("+48600000217", ""), JAN)

    report = await office.bring_in(vault=Vault([new, old]))

    assert counts(report, FILE) == (0, 1, 1)
    assert warnings(report, FILE) == []
    assert await is_logged_in(office)


COMPANY = ("company", "Igła sp. z o.o.")


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (("person", "Halina Brak"), ("person", "Halina Brok"), True),
        (("person", "Halina Brak"), ("person", "Jan Nowy"), False),
        (("person", "Jan Nowak"), ("person", "Anna Nowak"), False),
        (("person", "Kowalscy Anna i Jan"), ("person", "Anna Kowalska"), True),
        (("person", "Yuliia Shevchenko"), ("person", "Julia Szewczenko"), True),
        (("person", "Jan Nowak"), COMPANY, False),
        (("person", "Jan Nowak"), ("company", "Jan Nowak Usługi"), True),
        (COMPANY, ("company", "IGŁA spółka z o.o."), True),
        (COMPANY, ("company", "Młot sp. z o.o."), False),
    ],
)
@pytest.mark.parametrize("identifier", [None, HALINAS_PESEL])
def test_without_a_number_on_record_the_names_decide(
    before: tuple[str, str], after: tuple[str, str], same: bool, identifier: str | None
) -> None:
    holder = Holder(*after, identifier)

    assert is_still_held(Vault([new_key()]), StoredHolder(*before, None, None), holder) is same


def test_a_number_sealed_with_a_key_that_is_gone_ends_nobody_of_the_same_name() -> None:
    gone = Vault([new_key()])
    before = StoredHolder(
        "person", "Maria Wiśniewska", gone.fingerprint(MARIAS_PESEL), gone.seal(MARIAS_PESEL)
    )
    vault = Vault([new_key()])

    assert is_still_held(vault, before, Holder("person", "Maria Wiśniewska", MARIAS_PESEL))
    assert not is_still_held(vault, before, Holder("person", "Anna Lis", ANOTHER_PESEL))


async def test_a_place_that_goes_to_somebody_else_is_no_longer_shown(resident: Office) -> None:
    resident.write_premises(FLAT.replace(SYMBOL, people.JAN.symbol))

    await resident.bring_in()

    seen = await who(resident.services, CHAT)
    assert isinstance(seen, Resident)
    assert (await statement(resident.services, seen.member_id)).premises == []


async def test_of_a_shared_place_the_others_keep_their_view(resident: Office) -> None:
    jans = FLAT.replace(SYMBOL, people.JAN.symbol)
    resident.write_premises(FLAT, jans)
    await resident.bring_in()
    resident.write_premises(FLAT)
    await resident.bring_in()

    seen = await who(resident.services, CHAT)
    assert isinstance(seen, Resident)
    (place,) = (await statement(resident.services, seen.member_id)).premises
    assert place.balance.to_pay == 11220
