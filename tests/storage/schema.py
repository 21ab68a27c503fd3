"""The tables of the running program: the office's own and, beside them, those of DBOS."""

from __future__ import annotations

from dbos import DBOS
from sqlalchemy import URL

from storage.migrate import upgrade


def migrate(url: URL) -> None:
    upgrade(url)
    DBOS.migrate(url.render_as_string(hide_password=False))
