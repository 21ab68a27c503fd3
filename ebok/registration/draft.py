"""The registration under way in a chat: ten answers, kept sealed, so that it can go on after a
restart or a day later. Which step comes next follows from what has been answered."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.identity.contact import email_address, phone_number
from ebok.identity.numbers import TaxOrPersonId, client_symbol, pesel_or_nip
from ebok.office import Office
from storage.tables import RegistrationDraft


class Step(StrEnum):
    """The ten steps, in the order they are asked; the cooperative's tutorial, section 3."""

    SYMBOL = "symbol"
    NAME = "name"
    ADDRESS = "address"
    IDENTIFIER = "identifier"
    EMAIL = "email"
    EMAIL_AGAIN = "email_again"
    PHONE = "phone"
    TERMS = "terms"
    DATA_CONSENT = "data_consent"
    HUMAN = "human"


STEPS = tuple(Step)


class TooShort(ValueError):
    """A name or address that cannot be one."""


class TooLong(ValueError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} characters")
        self.limit = limit


class NotInLatinLetters(ValueError):
    """The cooperative's records are in Latin letters, so another alphabet could never match."""


class EmailsDiffer(ValueError):
    """The address typed the second time is another one."""


class NothingUnderWay(LookupError):
    """No registration is under way in this chat."""


@dataclass(frozen=True)
class GivenConsent:
    version: str
    text_sha256: str
    at: str  # ISO 8601, UTC


@dataclass(frozen=True)
class Draft:
    symbol: str | None = None
    name: str | None = None
    address: str | None = None
    identifier_kind: Literal["pesel", "nip"] | None = None
    identifier: str | None = None
    email: str | None = None
    email_confirmed: bool = False
    phone: str | None = None
    terms: GivenConsent | None = None
    data_consent: GivenConsent | None = None
    human: bool = False

    def answered(self, step: Step) -> bool:
        match step:
            case Step.EMAIL_AGAIN:
                return self.email_confirmed
            case Step.HUMAN:
                return self.human
            case _:
                return getattr(self, step.value) is not None

    def next_step(self) -> Step | None:
        """The first unanswered question; None when the application can be sent."""
        return next((step for step in STEPS if not self.answered(step)), None)

    @property
    def started(self) -> bool:
        return self != Draft()

    @property
    def masked_identifier(self) -> str:
        """All but the last three digits hidden: ``••••••••346``."""
        digits = self.identifier or ""
        return "•" * max(len(digits) - 3, 0) + digits[-3:]


MAX_TEXT = 200


def _sentence(text: str) -> str:
    """One line of text with at least two letters or digits in it."""
    line = " ".join(text.split())
    if len(line) > MAX_TEXT:
        raise TooLong(MAX_TEXT)
    if sum(char.isalnum() for char in line) < 2:
        raise TooShort
    letters = [char for char in line if char.isalpha()]
    if letters and not any("LATIN" in unicodedata.name(char, "") for char in letters):
        raise NotInLatinLetters
    return line


def read_name(text: str) -> str:
    """A person's or a company's name; digits alone are none. Raises TooShort, TooLong,
    NotInLatinLetters."""
    line = _sentence(text)
    if not any(char.isalpha() for char in line):
        raise TooShort
    return line


def read_address(text: str) -> str:
    """An address; one without a street or a house number is not one. Raises as ``read_name``
    does."""
    line = read_name(text)
    if not any(char.isdigit() for char in line):
        raise TooShort
    return line


async def load(office: Office, chat_id: int) -> Draft:
    """What has been answered so far; an empty draft when nothing is under way."""
    async with office.database.reading() as session:
        return await read_in(office, session, chat_id)


async def read_in(
    office: Office, session: AsyncSession, chat_id: int, *, lock: bool = False
) -> Draft:
    """``lock``: nobody else reads it so until the transaction ends."""
    row = await session.get(RegistrationDraft, chat_id, with_for_update=lock)
    if row is None:
        return Draft()
    answers = office.vault.open_json(row.sealed_answers)
    for kind in ("terms", "data_consent"):
        if answers.get(kind) is not None:
            answers[kind] = GivenConsent(**answers[kind])
    return Draft(**answers)


async def save(office: Office, chat_id: int, draft: Draft) -> None:
    async with office.database.transaction() as session:
        row = await session.get(RegistrationDraft, chat_id)
        sealed = office.vault.seal_json(asdict(draft))
        if row is None:
            session.add(
                RegistrationDraft(chat_id=chat_id, sealed_answers=sealed, updated_at=office.now())
            )
        else:
            row.sealed_answers, row.updated_at = sealed, office.now()


async def discard(office: Office, chat_id: int) -> None:
    async with office.database.transaction() as session:
        await discard_in(session, chat_id)


async def discard_in(session: AsyncSession, chat_id: int) -> None:
    row = await session.get(RegistrationDraft, chat_id)
    if row is not None:
        await session.delete(row)


async def answer(office: Office, chat_id: int, step: Step, text: str) -> Draft:
    """Checks one typed answer and keeps it.

    Raises:
        NotReadable (a subclass of it), TooShort, TooLong, NotInLatinLetters: the answer is not
            what was asked for.
        EmailsDiffer: step six and another address.
    """
    draft = await load(office, chat_id)
    match step:
        case Step.SYMBOL:
            draft = replace(draft, symbol=client_symbol(text))
        case Step.NAME:
            draft = replace(draft, name=read_name(text))
        case Step.ADDRESS:
            draft = replace(draft, address=read_address(text))
        case Step.IDENTIFIER:
            draft = with_identifier(draft, pesel_or_nip(text))
        case Step.EMAIL:
            draft = replace(draft, email=email_address(text), email_confirmed=False)
        case Step.EMAIL_AGAIN:
            if draft.email is None or email_address(text).casefold() != draft.email.casefold():
                raise EmailsDiffer
            draft = replace(draft, email_confirmed=True)
        case Step.PHONE:
            draft = replace(draft, phone=phone_number(text))
        case _:
            raise ValueError(f"{step} is answered with a button")
    await save(office, chat_id, draft)
    return draft


def with_identifier(draft: Draft, identifier: TaxOrPersonId) -> Draft:
    return replace(draft, identifier_kind=identifier.kind, identifier=identifier.digits)


async def accept(
    office: Office, chat_id: int, step: Literal[Step.TERMS, Step.DATA_CONSENT], language: str
) -> Draft:
    """Keeps the consent with the version and fingerprint of the text that was shown, in the
    language it was shown in."""
    documents, profile = office.profile.documents, office.profile
    at = office.now().isoformat()
    draft = await load(office, chat_id)
    if step is Step.TERMS:
        given = GivenConsent(documents.terms_version, profile.terms_sha256, at)
        draft = replace(draft, terms=given)
    else:
        given = GivenConsent(documents.consent_version, profile.consent_sha256(language), at)
        draft = replace(draft, data_consent=given)
    await save(office, chat_id, draft)
    return draft


async def withdraw(office: Office, chat_id: int, step: Step) -> Draft:
    """Takes a consent back: whoever says no after a yes has said no."""
    draft = await load(office, chat_id)
    draft = replace(draft, terms=None) if step is Step.TERMS else replace(draft, data_consent=None)
    await save(office, chat_id, draft)
    return draft


async def prove_human(office: Office, chat_id: int) -> Draft:
    draft = replace(await load(office, chat_id), human=True)
    await save(office, chat_id, draft)
    return draft
