"""``mapping.toml``: what an exporting program calls the columns.

[members]
symbol = "Nr kontrahenta"
pesel = "PESEL/NIP"
nip = "PESEL/NIP"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from ebok.importing.report import CannotImport

MAPPING_FILE = "mapping.toml"

Headers = Mapping[str, str]  # our column: the file's header


class BadMapping(CannotImport):
    """The message says what is wrong in mapping.toml."""


def load_mapping(path: Path, columns: Mapping[str, frozenset[str] | None]) -> dict[str, Headers]:
    """The headers per table.

    Args:
        columns: of each table that may be named; None where its columns are not known yet.

    Raises:
        BadMapping
    """
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMapping(f"{path.name}: not a TOML file in UTF-8: {error}") from error
    for table, headers in tables.items():
        if table not in columns:
            raise BadMapping(f"{path.name}: [{table}] is none of {', '.join(columns)}")
        if not isinstance(headers, dict):
            raise BadMapping(f'{path.name}: "{table}" should be a table: [{table}]')
        known = columns[table]
        for column, header in headers.items():
            if known is not None and column not in known:
                raise BadMapping(f"{path.name}: [{table}] has no column {column}")
            if not isinstance(header, str) or not header.strip():
                raise BadMapping(f'{path.name}: [{table}] {column} should be a header such as "Nr"')
    return tables
