"""Compares an application with the cooperative's records: what of it does not agree.

What comes out is for the office's eyes: a stranger must not learn what the records hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.identity.matching import same_address, same_company, same_person
from ebok.identity.person_names import is_deceased
from ebok.identity.streets import Streets
from ebok.services import Services
from storage.tables import Holder, Member, Premises


class Reason(StrEnum):
    """Why an application opens no account by itself. Stored."""

    NO_SUCH_SYMBOL = "no such symbol"
    NAME = "name"
    ADDRESS = "address"
    IDENTIFIER = "identifier"
    NO_IDENTIFIER = "no identifier"  # on record
    DECEASED = "deceased"  # on record or as typed; the heirs' rights are for the office to see
    EMAIL = "e-mail"  # another one than on record: for the office, where the profile says so


DIFFERS = frozenset({Reason.NO_SUCH_SYMBOL, Reason.NAME, Reason.ADDRESS, Reason.IDENTIFIER})


async def reasons_against(
    services: Services, session: AsyncSession, member: Member | None, answers: dict[str, Any]
) -> Sequence[Reason]:
    """None when symbol, name, address and PESEL or NIP all agree."""
    if member is None:
        return [Reason.NO_SUCH_SYMBOL]
    company = member.kind == "company"
    same_name = same_company if company else same_person
    reasons = []
    if not same_name(answers["name"], member.name):
        reasons.append(Reason.NAME)
    if not await _holds(session, member, answers["address"]):
        reasons.append(Reason.ADDRESS)
    if member.identifier_fingerprint is None:
        reasons.append(Reason.NO_IDENTIFIER)
    elif member.identifier_fingerprint not in services.vault.fingerprints(answers["identifier"]):
        reasons.append(Reason.IDENTIFIER)
    if not company and any(map(is_deceased, (member.name, answers["name"]))):
        reasons.append(Reason.DECEASED)
    return reasons


async def _holds(session: AsyncSession, member: Member, typed: str) -> bool:
    addresses = await session.scalars(
        select(Premises.address)
        .join(Holder, Holder.premises_id == Premises.id)
        .where(Holder.member_id == member.id)
    )
    streets = Streets(await session.scalars(select(Premises.address).distinct()))
    return any(same_address(typed, address, streets) for address in addresses)
