"""The cooperative's own records, as the back office exports them: who holds what and owes what."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId


class Member(Base):
    """A client of the cooperative: a person or a company, known by a six-digit symbol."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    symbol: Mapped[str] = mapped_column(String(6), unique=True)
    kind: Mapped[str] = mapped_column(String(16))  # person | company
    name: Mapped[str] = mapped_column(String(200))
    sealed_identifier: Mapped[bytes | None] = mapped_column(LargeBinary)  # PESEL or NIP
    identifier_fingerprint: Mapped[str | None] = mapped_column(String(64))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    is_member: Mapped[bool]  # of the cooperative; clients who are not hold premises all the same


class Premises(Base):
    __tablename__ = "premises"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    address: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(60))
    area_dm2: Mapped[int | None]  # hundredths of a square metre
    people: Mapped[int | None]
    account_number: Mapped[str | None] = mapped_column(String(26))  # NRB, digits only


class Holder(Base):
    """Who holds which premises; co-owners are several rows."""

    __tablename__ = "holders"

    premises_id: Mapped[int] = mapped_column(
        ForeignKey("premises.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class LedgerEntry(Base):
    """One booking. ``amount`` is grosze: positive charges, interest and payments; a correction
    is signed and a positive one raises the debt."""

    __tablename__ = "ledger_entries"
    __table_args__ = (Index("ix_ledger_entries_premises_id_booked_on", "premises_id", "booked_on"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    external_id: Mapped[str] = mapped_column(String(60), unique=True)
    premises_id: Mapped[int] = mapped_column(ForeignKey("premises.id", ondelete="CASCADE"))
    booked_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(String(16))  # charge | payment | correction | interest
    title: Mapped[str] = mapped_column(String(200))
    component: Mapped[str | None] = mapped_column(String(120))
    amount: Mapped[int]
