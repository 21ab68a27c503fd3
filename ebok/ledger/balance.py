"""What a client owes today: what is overdue, what falls due later, and what was paid last.

Payments settle the oldest debts first, so what is still open is the newest charges.
A charge that is due today is not overdue yet. What has no due day is due when it is booked;
a correction in the client's favour counts from its booking, whatever its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import BigInteger, Date, Select, and_, bindparam, case, func, literal_column, select

from ebok.services import Services
from storage.tables import Holder, LedgerEntry, Premises


@dataclass(frozen=True)
class Entry:
    kind: str  # charge | payment | correction | interest
    amount: int  # grosze, as in the ledger
    booked_on: date
    due_on: date | None = None

    @property
    def debt(self) -> int:
        """What it adds to the debt, in grosze."""
        return -self.amount if self.kind == "payment" else self.amount

    def payable_in_time(self, today: date) -> bool:
        """A debt whose due day has not passed; money to spare counts from its booking."""
        return self.debt > 0 and self.due_on is not None and self.due_on >= today


@dataclass(frozen=True)
class LastPayment:
    amount: int
    booked_on: date


@dataclass(frozen=True)
class Balance:
    """All amounts in grosze; at most one of ``to_pay`` and ``overpaid`` is above zero."""

    overdue: int
    not_yet_due: int
    overpaid: int
    next_due: date | None
    last_payment: LastPayment | None

    @property
    def to_pay(self) -> int:
        return self.overdue + self.not_yet_due


@dataclass(frozen=True)
class PremisesBalance:
    premises_id: int
    code: str
    address: str
    kind: str
    account_number: str | None
    balance: Balance


@dataclass(frozen=True)
class Statement:
    as_of: date
    premises: Sequence[PremisesBalance]

    @property
    def to_pay(self) -> int:
        return sum(item.balance.to_pay for item in self.premises)

    @property
    def overdue(self) -> int:
        return sum(item.balance.overdue for item in self.premises)

    @property
    def not_yet_due(self) -> int:
        return sum(item.balance.not_yet_due for item in self.premises)

    @property
    def overpaid(self) -> int:
        return sum(item.balance.overpaid for item in self.premises)

    @property
    def next_due(self) -> date | None:
        days = [item.balance.next_due for item in self.premises if item.balance.next_due]
        return min(days, default=None)

    @property
    def last_payment(self) -> LastPayment | None:
        payments = [item.balance.last_payment for item in self.premises]
        return max(
            (payment for payment in payments if payment is not None),
            key=lambda payment: payment.booked_on,
            default=None,
        )


def balance_of(
    entries: Iterable[Entry], today: date, last_payment: LastPayment | None = None
) -> Balance:
    """Pure: the whole ledger of one premises in, its balance on a day out. What was booked after
    ``today`` does not count yet. ``last_payment`` when it is known and the entries are sums."""
    known = [entry for entry in entries if entry.booked_on <= today]
    due_by_now = sum(entry.debt for entry in known if not entry.payable_in_time(today))
    overdue, credit = max(due_by_now, 0), max(-due_by_now, 0)
    later: dict[date, int] = {}
    for entry in known:
        if entry.due_on is not None and entry.payable_in_time(today):
            later[entry.due_on] = later.get(entry.due_on, 0) + entry.debt
    not_yet_due, next_due = 0, None
    for due_on in sorted(later):
        used = min(credit, later[due_on])
        credit -= used
        not_yet_due += later[due_on] - used
        if not_yet_due and next_due is None:
            next_due = due_on
    return Balance(
        overdue=overdue,
        not_yet_due=not_yet_due,
        overpaid=credit,
        next_due=next_due,
        last_payment=last_payment or _last_payment(known),
    )


def _last_payment(known: Iterable[Entry]) -> LastPayment | None:
    payments = [entry for entry in known if entry.kind == "payment"]
    last = max(payments, key=lambda entry: entry.booked_on, default=None)
    return None if last is None else LastPayment(last.amount, last.booked_on)


async def statement(services: Services, member_id: int) -> Statement:
    """Every premises the client holds, ordered by code; one statement, however long the ledger."""
    today = services.today()
    asked = {"member_id": member_id, "today": today}
    rows = await services.database.read_at_once(
        lambda connection: connection.execute(_SUMS, asked).all()
    )
    premises: dict[int, PremisesBalance] = {}
    for _code, of_one in groupby(rows, key=lambda row: row.code):
        sums = list(of_one)
        first = sums[0]
        entries = [
            Entry("correction", int(row.debt), today, row.falls_due)
            for row in sums
            if row.debt is not None
        ]
        paid = first.paid_amount
        last = None if paid is None else LastPayment(paid, first.paid_on)
        premises[first.id] = PremisesBalance(
            first.id,
            first.code,
            first.address,
            first.kind,
            first.account_number,
            balance_of(entries, today, last),
        )
    return Statement(today, list(premises.values()))


def _sums() -> Select[Any]:
    """Of each premises: what is due by now in one row, and a row for each later due day.

    The same rule as ``Entry.payable_in_time``, said to the database: years of entries stay there.
    """
    today, member_id = bindparam("today", type_=Date), bindparam("member_id", type_=BigInteger)
    debt = case((LedgerEntry.kind == "payment", -LedgerEntry.amount), else_=LedgerEntry.amount)
    later = case((and_(debt > 0, LedgerEntry.due_on >= today), LedgerEntry.due_on))
    held = (
        Premises.id,
        Premises.code,
        Premises.address,
        Premises.kind,
        Premises.account_number,
    )
    newest_payment = (
        select(LedgerEntry)
        .where(
            LedgerEntry.premises_id == Premises.id,
            LedgerEntry.kind == "payment",
            LedgerEntry.booked_on <= today,
        )
        .order_by(LedgerEntry.booked_on.desc(), LedgerEntry.id.desc())
        .limit(1)
        .correlate(Premises)
    )
    return (
        select(
            *held,
            later.label("falls_due"),
            func.sum(debt).label("debt"),
            newest_payment.with_only_columns(LedgerEntry.amount)
            .scalar_subquery()
            .label("paid_amount"),
            newest_payment.with_only_columns(LedgerEntry.booked_on)
            .scalar_subquery()
            .label("paid_on"),
        )
        .join(Holder, Holder.premises_id == Premises.id)
        .outerjoin(
            LedgerEntry,
            and_(LedgerEntry.premises_id == Premises.id, LedgerEntry.booked_on <= today),
        )
        .where(Holder.member_id == member_id)
        .group_by(*held, literal_column("falls_due"))
        .order_by(Premises.code)
    )


_SUMS = _sums()  # once: putting a statement together costs more than running it
