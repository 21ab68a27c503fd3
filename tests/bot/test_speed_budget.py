"""What a press costs, counted: statements, commits and Redis commands of each window.

The numbers are budgets: a test fails when one grows, and also when one shrinks, so that the budget
follows. Where the time goes stands in docs/speed.md."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.asyncio.connection import AbstractConnection
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.intake.chat_locks import RedisChatLocks
from bot.intake.throttle import RedisCounter
from ebok.accounts.login import log_in
from ebok.accounts.sessions import remember
from ebok.services import Services
from storage.conversations import RedisConversations
from tests.fixtures.people import CHAT, MARIA, OWN_PASSWORD, book, with_account
from tests.fixtures.phone import Phone, running_phone


@dataclass
class Spent:
    reads: int = 0
    writes: int = 0
    commits: int = 0
    redis: int = 0
    statements: list[str] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.reads, self.writes, self.commits


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Spent]:
    """Everything that any engine and any Redis connection of this process does inside."""
    spent = Spent()

    def on_statement(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("BEGIN"):
            return
        spent.statements.append(statement)
        if statement.lstrip().upper().startswith("SELECT"):
            spent.reads += 1
        else:
            spent.writes += 1

    def on_commit(_connection: Any) -> None:
        spent.commits += 1

    sent = AbstractConnection.send_packed_command

    async def on_redis(connection: Any, command: Any, check_health: bool = True) -> None:
        spent.redis += 1
        await sent(connection, command, check_health)

    event.listen(Engine, "before_cursor_execute", on_statement)
    event.listen(Engine, "commit", on_commit)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(AbstractConnection, "send_packed_command", on_redis)
            yield spent
    finally:
        event.remove(Engine, "before_cursor_execute", on_statement)
        event.remove(Engine, "commit", on_commit)


@pytest.fixture
async def phone(services: Services, engine_name: str, valkey: Redis) -> AsyncIterator[Phone]:
    """SQLite alone, or PostgreSQL with Valkey, as they are run."""
    if engine_name == "sqlite":
        with running_phone(services) as alone:
            yield alone
        return
    conversations = RedisConversations(valkey, services.database, "ebok:42")
    locks, counter = RedisChatLocks(valkey, "ebok:42"), RedisCounter(valkey, "ebok:42")
    with running_phone(services, conversations, locks, counter) as together:
        yield together


REDIS = 5  # round trips an update: lock, state, pace, save, unlock

# Reads, writes and commits of SQLite. With Redis the state and the claim stand there, so a press
# that only reads writes nothing into PostgreSQL.
PRESSES = {
    "Saldo": (2, 2, 1),
    "Dokumenty": (2, 2, 1),
    "Więcej": (1, 2, 1),
    "Pomoc": (1, 2, 1),
}


@pytest.mark.parametrize("label", PRESSES)
async def test_a_press_that_only_reads(
    phone: Phone,
    services: Services,
    engine_name: str,
    label: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await with_account(services, MARIA)
    await book(services, "L-104217", "charge", 31240, date(2026, 11, 1), date(2026, 11, 30))
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    await remember(services, CHAT)
    await phone.send("/start")

    calls = len(phone.telegram.calls)
    with counted(monkeypatch) as spent:
        await phone.press(label)

    reads, writes, commits = PRESSES[label]
    assert len(phone.telegram.calls) - calls == 2  # the answer to the press, and the screen
    if engine_name == "sqlite":
        assert spent.counts == (reads, writes, commits), spent.statements
    else:
        assert spent.counts == (reads, 0, 0), spent.statements
        assert spent.redis == REDIS


async def test_a_typed_answer_of_the_registration(
    phone: Phone, services: Services, engine_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")

    with counted(monkeypatch) as spent:
        await phone.send(MARIA.symbol)

    assert "Krok 2 z 10" in phone.text
    if engine_name == "sqlite":
        assert spent.counts == (3, 5, 2), spent.statements
    else:
        assert spent.counts == (3, 3, 2), spent.statements
        assert spent.redis == REDIS
