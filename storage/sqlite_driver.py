"""SQLAlchemy's aiosqlite dialect with one hop to the connection's thread per statement.

The stock one hops four times: for the cursor, the statement, its rows and the cursor's end; and
once more for BEGIN. A hop costs more than most of our statements (docs/speed.md).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.util.concurrency import await_


class _Executed(NamedTuple):
    """What a cursor knows after its statement."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    rows: Any = ()


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()

    def __init__(self, adapt_connection: _Connection) -> None:
        self._adapt_connection: Any = adapt_connection
        self._connection = adapt_connection._connection
        self._take(_Executed())

    def execute(self, operation: Any, parameters: Any = None) -> None:
        self._run(lambda raw: raw.execute(operation, parameters or ()))

    def executemany(self, operation: Any, seq_of_parameters: Any) -> None:
        self._run(lambda raw: raw.executemany(operation, seq_of_parameters))

    def close(self) -> None:
        self._rows.clear()

    async def _async_soft_close(self) -> None:
        """Nothing of the real cursor is left open."""

    def _run(self, statement: Callable[[Any], Any]) -> None:
        def execute(raw: Any) -> _Executed:
            cursor = statement(raw)
            rows = cursor.fetchall() if cursor.description else ()
            return _Executed(cursor.description, cursor.rowcount, cursor.lastrowid, rows)

        self._take(self._adapt_connection.in_thread(execute))

    def _take(self, executed: _Executed) -> None:
        self._cursor: Any = executed
        self._rows = deque(executed.rows)
        self._soft_closed_memoized = {}  # type: ignore[assignment]  # never soft-closed


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ("_beginning",)

    _cursor_cls: Any = _Cursor

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self._beginning: str | None = None

    def begin_with(self, statement: str) -> None:
        """Said together with the first statement of the transaction, in the same hop."""
        self._beginning = statement

    def in_thread(self, work: Callable[[Any], _Executed]) -> _Executed:
        beginning, self._beginning = self._beginning, None
        connection: Any = self._connection

        def run() -> _Executed:
            raw = connection._conn
            if beginning is not None:
                raw.execute(beginning)
            return work(raw)

        try:
            done: _Executed = await_(connection._execute(run))
        except Exception as error:
            self._handle_exception(error)
        return done

    def commit(self) -> None:
        self._end(super().commit)

    def rollback(self) -> None:
        self._end(super().rollback)

    def _end(self, end: Callable[[], None]) -> None:
        self._beginning = None
        connection: Any = self._connection
        if connection._connection is not None and connection._conn.in_transaction:
            end()


class _Driver(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arg: Any, **kw: Any) -> AsyncAdapt_aiosqlite_connection:
        opened = super().connect(*arg, **kw)
        return _Connection(self, opened._connection)


class OneHopDialect(SQLiteDialect_aiosqlite):
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> AsyncAdapt_aiosqlite_dbapi:
        return _Driver(__import__("aiosqlite"), __import__("sqlite3"))


DRIVER = "sqlite+onehop"
registry.register("sqlite.onehop", __name__, OneHopDialect.__name__)
