"""What the office learns of who writes: name, symbol, telephone, own places. Never more."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from ebok.accounts.sessions import Resident
from ebok.cases.case import Writer
from ebok.services import Services
from storage.tables import Account, Holder, Premises


async def writer_for(services: Services, resident: Resident) -> Writer:
    async with services.database.reading() as session:
        account = await session.get_one(Account, resident.account_id)
        return Writer(resident.name, resident.login, account.phone)


async def places_of(services: Services, member_id: int) -> Sequence[str]:
    """Addresses, in the order of their codes."""
    async with services.database.reading() as session:
        found = await session.scalars(
            select(Premises.address)
            .join(Holder, Holder.premises_id == Premises.id)
            .where(Holder.member_id == member_id)
            .order_by(Premises.code)
        )
        return found.all()
