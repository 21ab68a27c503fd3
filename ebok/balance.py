"""What a client owes today: what is overdue, what falls due later, and what was paid last.

Payments settle the oldest debts first, so what is still open is the newest charges.
A charge that is due today is not overdue yet. A charge without a due day, interest and
corrections are due when they are booked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ebok.office import Office
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

    @property
    def counts_from(self) -> date:
        return self.due_on or self.booked_on


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


def balance_of(entries: Iterable[Entry], today: date) -> Balance:
    """Pure: the whole ledger of one premises in, its balance on a day out. What was booked
    after ``today`` does not count yet."""
    known = [entry for entry in entries if entry.booked_on <= today]
    due_now = sum(entry.debt for entry in known if entry.counts_from <= today)
    due_today = sum(
        entry.debt for entry in known if entry.counts_from == today and entry.due_on is not None
    )
    later = sorted(
        (entry for entry in known if entry.counts_from > today), key=lambda entry: entry.counts_from
    )
    if due_today > 0:
        # Still payable in time: it belongs to what is not overdue.
        due_now -= due_today
        later = [Entry("charge", due_today, today, today), *later]
    overdue = max(due_now, 0)
    credit = max(-due_now, 0)
    not_yet_due, next_due = 0, None
    for entry in later:
        used = min(credit, max(entry.debt, 0))
        credit -= used
        open_part = entry.debt - used
        not_yet_due += open_part
        if open_part > 0 and next_due is None:
            next_due = entry.counts_from
    if not_yet_due < 0:  # a future correction larger than the future charges
        credit, not_yet_due = credit - not_yet_due, 0
    payments = [entry for entry in known if entry.kind == "payment"]
    last = max(payments, key=lambda entry: entry.booked_on, default=None)
    return Balance(
        overdue=overdue,
        not_yet_due=not_yet_due,
        overpaid=credit if not_yet_due + overdue == 0 else 0,
        next_due=next_due,
        last_payment=None if last is None else LastPayment(last.amount, last.booked_on),
    )


async def statement(office: Office, member_id: int) -> Statement:
    """Every premises the client holds, ordered by code."""
    today = office.today()
    async with office.database.reading() as session:
        held = (
            await session.scalars(
                select(Premises)
                .join(Holder, Holder.premises_id == Premises.id)
                .where(Holder.member_id == member_id)
                .order_by(Premises.code)
            )
        ).all()
        rows = await session.execute(
            select(
                LedgerEntry.premises_id,
                LedgerEntry.kind,
                LedgerEntry.amount,
                LedgerEntry.booked_on,
                LedgerEntry.due_on,
            ).where(LedgerEntry.premises_id.in_([premises.id for premises in held]))
        )
        entries: dict[int, list[Entry]] = {premises.id: [] for premises in held}
        for premises_id, kind, amount, booked_on, due_on in rows:
            entries[premises_id].append(Entry(kind, amount, booked_on, due_on))
    return Statement(
        today,
        [
            PremisesBalance(
                premises.id,
                premises.code,
                premises.address,
                premises.kind,
                premises.account_number,
                balance_of(entries[premises.id], today),
            )
            for premises in held
        ],
    )
