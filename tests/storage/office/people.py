"""Residents in small: their records in the cooperative, and what they type and receive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dbos._serialization import DefaultSerializer
from sqlalchemy import func, select, text

from ebok.identity.contact import phone_number
from ebok.identity.numbers import pesel_or_nip
from ebok.office import Office
from ebok.registration import draft as drafts
from ebok.registration.application import submit
from ebok.registration.decision import Outcome, decide
from ebok.registration.draft import Draft, GivenConsent, Step
from storage.addresses import is_sqlite
from storage.database import Database
from storage.tables import (
    Account,
    Application,
    Base,
    Holder,
    LedgerEntry,
    Member,
    Outgoing,
    Premises,
)

CHAT, OTHER_CHAT = 1001, 2002
OWN_PASSWORD = "Brzoza-7-Okno"
NEW_PASSWORD = "Klon!8-Drzwi"


class Clock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(frozen=True)
class Person:
    """What the cooperative knows of a client, and what that client types."""

    symbol: str = "104217"
    name: str = "Maria Wiśniewska"
    address: str = "ul. Bulwar Ikara 12/5, 54-130 Wrocław"
    identifier: str | None = "52031512346"
    kind: str = "person"
    email: str = "maria@example.com"
    phone: str = "601 234 567"

    @property
    def answers(self) -> dict[Step, str]:
        return {
            Step.SYMBOL: self.symbol,
            Step.NAME: self.name,
            Step.ADDRESS: self.address,
            Step.IDENTIFIER: self.identifier or "52031512346",
            Step.EMAIL: self.email,
            Step.EMAIL_AGAIN: self.email,
            Step.PHONE: self.phone,
        }


MARIA = Person()
JAN = Person(
    "118830", "Jan Żółkiewski", "ul. Bulwar Dedala 9", "47110809172", email="jan@example.com"
)
IGLA = Person(
    "120045",
    "Igła sp. z o.o.",
    "ul. Bulwar Ikara 3",
    "8941234562",
    kind="company",
    email="biuro@igla.example.com",
)
WITHOUT_PESEL = Person("131313", "Anna Nowak", "ul. Bulwar Ikara 14/2", None, email="a@example.com")


async def enter_in_records(office: Office, *people: Person) -> None:
    async with office.database.transaction() as session:
        for person in people:
            fingerprint = person.identifier and office.vault.fingerprint(person.identifier)
            member = Member(
                symbol=person.symbol,
                kind=person.kind,
                name=person.name,
                sealed_identifier=person.identifier and office.vault.seal(person.identifier),
                identifier_fingerprint=fingerprint,
                email=None,
                phone=None,
                is_member=True,
            )
            place = Premises(code=f"L-{person.symbol}", address=person.address, kind="mieszkanie")
            session.add_all([member, place])
            await session.flush()
            session.add(Holder(premises_id=place.id, member_id=member.id))


async def book(
    office: Office, code: str, kind: str, amount: int, on: date, due: date | None = None
) -> None:
    async with office.database.transaction() as session:
        premises_id = await session.scalar(select(Premises.id).where(Premises.code == code))
        number = await session.scalar(select(func.count()).select_from(LedgerEntry))
        session.add(
            LedgerEntry(
                external_id=f"K{number}",
                premises_id=premises_id,
                booked_on=on,
                due_on=due,
                kind=kind,
                title="",
                amount=amount,
            )
        )


async def fill_in(office: Office, chat_id: int, person: Person, **instead: str) -> None:
    """All ten answers at once; ``instead`` changes some, by their names in the draft."""
    identifier = pesel_or_nip(instead.get("identifier") or person.identifier or "52031512346")
    at = office.now().isoformat()
    documents, profile = office.profile.documents, office.profile
    draft = Draft(
        symbol=instead.get("symbol", person.symbol),
        name=instead.get("name", person.name),
        address=instead.get("address", person.address),
        identifier_kind=identifier.kind,
        identifier=identifier.digits,
        email=instead.get("email", person.email),
        email_confirmed=True,
        phone=phone_number(person.phone),
        terms=GivenConsent(documents.terms_version, profile.terms_sha256, at),
        data_consent=GivenConsent(documents.consent_version, profile.consent_sha256("pl"), at),
        human=True,
    )
    await drafts.save(office, chat_id, draft)


async def apply(office: Office, person: Person, chat_id: int = CHAT, **instead: str) -> int:
    """Fills in and sends. Returns the application's id."""
    await fill_in(office, chat_id, person, **instead)
    await submit(office, chat_id, "pl")
    async with office.database.reading() as session:
        return int(await session.scalar(select(func.max(Application.id))) or 0)


async def decided(
    office: Office, person: Person, chat_id: int = CHAT, **instead: str
) -> Outcome | None:
    return await decide(office, await apply(office, person, chat_id, **instead))


@dataclass(frozen=True)
class Sent:
    channel: str
    template: str
    to: str
    data: dict[str, Any]


async def letters(office: Office, *templates: str) -> list[Sent]:
    """What waits to go out, in order; only these templates, when some are named."""
    async with office.database.reading() as session:
        rows = await session.scalars(select(Outgoing).order_by(Outgoing.id))
        found = []
        for row in rows:
            if row.sealed is not None and (not templates or row.template in templates):
                opened = office.vault.open_json(row.sealed)
                found.append(Sent(row.channel, row.template, opened["to"], opened["data"]))
        return found


async def temporary_password_sent(office: Office) -> str:
    """From the last mail that carries one."""
    carrying = [letter for letter in await letters(office) if "password" in letter.data]
    return str(carrying[-1].data["password"])


@dataclass(frozen=True)
class Job:
    queue: str
    name: str
    arguments: tuple[object, ...]


async def jobs(database: Database) -> list[Job]:
    """What waits for background work, in the tables of DBOS."""
    schema = "" if is_sqlite(database.url) else "dbos."
    statement = f"""
        SELECT status.queue_name, status.name, input.inputs
        FROM {schema}workflow_status AS status
        JOIN {schema}workflow_input AS input ON input.workflow_uuid = status.workflow_uuid
        ORDER BY status.workflow_uuid
    """  # noqa: S608 - one of the two schemas above
    async with database.reading() as session:
        rows = (await session.execute(text(statement))).all()
    read = DefaultSerializer().deserialize
    return [Job(queue, name, read(inputs)["args"]) for queue, name, inputs in rows]


async def all_rows(office: Office, table: type[Base]) -> list[Any]:
    async with office.database.reading() as session:
        return list(await session.scalars(select(table).order_by(*table.__table__.primary_key)))


async def with_account(office: Office, person: Person = MARIA, chat_id: int = CHAT) -> int:
    """Registered and accepted, with a password of their own; nobody is logged in. Returns the
    account's id."""
    await enter_in_records(office, person)
    await decided(office, person, chat_id)
    async with office.database.transaction() as session:
        account = await session.scalar(select(Account).where(Account.login == person.symbol))
        assert account is not None
        account.password_hash = await office.passwords.hash(OWN_PASSWORD)
        account.temporary_hash = account.temporary_until = None
        return account.id
