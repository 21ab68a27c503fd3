"""The registration under way in a chat: ten answers, kept sealed, so that it can go on after a
restart or a day later. Which step comes next follows from what has been answered."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.identity.cannot_answer import says_cannot_answer
from ebok.identity.cleaning import clean_text
from ebok.identity.contact import email_address, phone_number
from ebok.identity.errors import CannotAnswer, NotAnEmail
from ebok.identity.numbers import TaxOrPersonId, client_symbol, pesel_or_nip
from ebok.identity.secrets_in_text import identifier_in
from ebok.services import Services
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
# A code from a letter has answered the others.
STEPS_BY_LETTER = (Step.EMAIL, Step.EMAIL_AGAIN, Step.TERMS, Step.DATA_CONSENT)


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
    letter: str | None = None  # the fingerprint of a code on paper, which was given
    # What was sent into the chat and is not sent again, and which version of it.
    told: dict[str, str] = field(default_factory=dict)

    def answered(self, step: Step) -> bool:
        match step:
            case Step.EMAIL_AGAIN:
                return self.email_confirmed
            case Step.HUMAN:
                return self.human
            case _:
                return getattr(self, step.value) is not None

    @property
    def steps(self) -> tuple[Step, ...]:
        return STEPS if self.letter is None else STEPS_BY_LETTER

    def place_of(self, step: Step) -> tuple[int, int]:
        """Which question it is, and of how many."""
        steps = self.steps if step in self.steps else STEPS
        return steps.index(step) + 1, len(steps)

    def next_step(self) -> Step | None:
        """The first unanswered question; None when the application can be sent."""
        return next((step for step in self.steps if not self.answered(step)), None)

    @property
    def started(self) -> bool:
        return self != self.emptied()

    def emptied(self) -> Draft:
        """Without the answers; what was sent into the chat still stands there."""
        return Draft(told=self.told)

    @property
    def masked_identifier(self) -> str:
        """All but the last three digits hidden: ``••••••••346``."""
        digits = self.identifier or ""
        return "•" * max(len(digits) - 3, 0) + digits[-3:]


MAX_TEXT = 200


def read_line(text: str) -> str:
    """One line of text with at least two letters or digits in it."""
    line = " ".join(clean_text(text).split())
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
    line = read_line(text)
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


async def load(services: Services, chat_id: int) -> Draft:
    """What has been answered so far; an empty draft when nothing is under way."""
    async with services.database.reading() as session:
        return await read_in(services, session, chat_id)


async def read_in(
    services: Services, session: AsyncSession, chat_id: int, *, lock: bool = False
) -> Draft:
    """``lock``: nobody else reads it so until the transaction ends."""
    return _opened(services, await session.get(RegistrationDraft, chat_id, with_for_update=lock))


def _opened(services: Services, row: RegistrationDraft | None) -> Draft:
    return Draft() if row is None else opened(services, row.sealed_answers)


def opened(services: Services, sealed_answers: bytes) -> Draft:
    answers = services.vault.open_json(sealed_answers)
    for kind in ("terms", "data_consent"):
        if answers.get(kind) is not None:
            answers[kind] = GivenConsent(**answers[kind])
    return Draft(**answers)


async def save(services: Services, chat_id: int, draft: Draft) -> None:
    await _change(services, chat_id, lambda before: replace(draft, told=before.told))


async def _change(services: Services, chat_id: int, change: Callable[[Draft], Draft]) -> Draft:
    """Reads, changes and keeps in one transaction. Raises what ``change`` raises."""
    async with services.database.transaction() as session:
        row = await session.get(RegistrationDraft, chat_id, with_for_update=True)
        draft = change(_opened(services, row))
        _keep(services, session, chat_id, row, draft)
    return draft


async def save_in(services: Services, session: AsyncSession, chat_id: int, draft: Draft) -> None:
    row = await session.get(RegistrationDraft, chat_id)
    _keep(services, session, chat_id, row, draft)


def _keep(
    services: Services,
    session: AsyncSession,
    chat_id: int,
    row: RegistrationDraft | None,
    draft: Draft,
) -> None:
    if row is None:
        row = RegistrationDraft(chat_id=chat_id)
        session.add(row)
    row.sealed_answers = services.vault.seal_json(asdict(draft))
    row.updated_at = services.now()


async def discard(services: Services, chat_id: int) -> None:
    async with services.database.transaction() as session:
        await discard_in(services, session, chat_id)


async def discard_in(services: Services, session: AsyncSession, chat_id: int) -> None:
    row = await session.get(RegistrationDraft, chat_id)
    if row is None:
        return
    empty = _opened(services, row).emptied()
    if empty == Draft():
        await session.delete(row)
    else:
        row.sealed_answers = services.vault.seal_json(asdict(empty))


async def note_told(services: Services, chat_id: int, what: str, version: str = "") -> None:
    """That this was sent into the chat."""
    await _change(
        services, chat_id, lambda draft: replace(draft, told={**draft.told, what: version})
    )


async def answer(services: Services, chat_id: int, step: Step, text: str) -> Draft:
    """Checks one typed answer and keeps it.

    Raises:
        CannotAnswer: "nie wiem", "nie mam".
        NotReadable (a subclass of it), TooShort, TooLong, NotInLatinLetters: the answer is not
            what was asked for.
        EmailsDiffer: step six and another address.
    """
    return await _change(services, chat_id, lambda draft: _answered(draft, step, text))


def _answered(draft: Draft, step: Step, text: str) -> Draft:  # noqa: PLR0911 - one a step
    if says_cannot_answer(text):
        raise CannotAnswer
    match step:
        case Step.SYMBOL:
            return replace(draft, symbol=client_symbol(text), letter=None)
        case Step.NAME:
            return replace(draft, name=read_name(text))
        case Step.ADDRESS:
            return replace(draft, address=read_address(text))
        case Step.IDENTIFIER:
            return with_identifier(draft, identifier_in(text) or pesel_or_nip(text))
        case Step.EMAIL:
            return replace(draft, email=email_address(text), email_confirmed=False)
        case Step.EMAIL_AGAIN:
            if draft.email is None or _as_asked_about(text) != draft.email.casefold():
                raise EmailsDiffer
            return replace(draft, email_confirmed=True)
        case Step.PHONE:
            return replace(draft, phone=phone_number(text))
        case _:
            raise ValueError(f"{step} is answered with a button")


def _as_asked_about(text: str) -> str:
    """Whoever said yes to "did you mean …?" types the address in the same way again."""
    try:
        return email_address(text)
    except NotAnEmail as fault:
        if fault.meant is None:
            raise
        return fault.meant


def with_identifier(draft: Draft, identifier: TaxOrPersonId) -> Draft:
    return replace(draft, identifier_kind=identifier.kind, identifier=identifier.digits)


async def accept(
    services: Services, chat_id: int, step: Literal[Step.TERMS, Step.DATA_CONSENT], language: str
) -> Draft:
    """Keeps the consent with the version and fingerprint of the text that was shown, in the
    language it was shown in."""
    documents, profile = services.profile.documents, services.profile
    at = services.now().isoformat()
    if step is Step.TERMS:
        terms = GivenConsent(documents.terms_version, profile.terms_sha256, at)
        return await _change(services, chat_id, lambda draft: replace(draft, terms=terms))
    sha256 = profile.consent_sha256(language)
    data = GivenConsent(documents.consent_version, sha256, at)
    return await _change(services, chat_id, lambda draft: replace(draft, data_consent=data))


async def withdraw(services: Services, chat_id: int, step: Step) -> Draft:
    """Takes a consent back: whoever says no after a yes has said no."""
    if step is Step.TERMS:
        return await _change(services, chat_id, lambda draft: replace(draft, terms=None))
    return await _change(services, chat_id, lambda draft: replace(draft, data_consent=None))


async def prove_human(services: Services, chat_id: int) -> Draft:
    return await _change(services, chat_id, lambda draft: replace(draft, human=True))
