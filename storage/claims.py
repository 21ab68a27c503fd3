"""The claim on the update being handled.

Telegram delivers an update again for up to 24 hours when it was not acknowledged. The first
transaction of an update writes its id; a second delivery finds it there and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update
from sqlalchemy.exc import IntegrityError

from storage.tables import HandledUpdate

_TABLE: Any = HandledUpdate.__table__
_INSERT = insert(_TABLE)
_FINISH = (
    update(_TABLE).where(HandledUpdate.update_id == bindparam("claimed")).values(finished=True)
)


class AlreadyHandled(Exception):
    """Another delivery of this update has made its changes."""


@dataclass
class Claim:
    update_id: int
    written: bool = False

    def write(self, connection: Connection) -> None:
        """In the caller's transaction, before its other changes. Raises AlreadyHandled."""
        if not self.written:
            self._insert(connection, finished=False)

    def finish(self, connection: Connection) -> None:
        """With the last write of the update: the person has seen the answer. Raises
        AlreadyHandled when the row that stands there is another delivery's."""
        if not self.written:
            self._insert(connection, finished=True)
            return
        connection.execute(_FINISH, {"claimed": self.update_id})

    def _insert(self, connection: Connection, *, finished: bool) -> None:
        row = {"update_id": self.update_id, "at": datetime.now(UTC), "finished": finished}
        try:
            connection.execute(_INSERT, row)
        except IntegrityError as error:
            raise AlreadyHandled(self.update_id) from error
