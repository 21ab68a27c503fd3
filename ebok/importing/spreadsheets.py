"""What was written in a cell, without what spreadsheets and copying add to it.

Undone where nothing can be lost; refused where a spreadsheet has already lost something.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ebok.identity.cleaning import clean_text
from ebok.importing.cells import BadCell
from ebok.importing.report import ProblemCode, shown

# Tabs and line ends are spaces; the other control signs have no business in a cell.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Both say "this is text" to a spreadsheet: ="00123" and '00123.
GUARDED = re.compile(r"""="([^"]*)"|'([^']+)""")
FORMULA = re.compile(r"=|[+@-][A-Za-z][\w.]*[(|!]")
ERRORS = re.compile(
    r"#(?:N/A|N/D!?|REF!|ADR!|VALUE!|ARG!|NAME\?|NAZWA\?|DIV/0!|DZIEL/0!|NUM!|LICZBA!|NULL!|ZERO!)"
    r"|#{3,}",
    re.IGNORECASE,
)
SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]?\d{2,3}", re.IGNORECASE)


def written(cell: str) -> str:
    """Raises BadCell."""
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return _unguarded(cell)
    return _cleaned(cell)


@lru_cache(maxsize=4096)
def _cleaned(cell: str) -> str:
    if control := CONTROL.search(cell):
        raise BadCell(ProblemCode.CONTROL_SIGN, f"U+{ord(control[0]):04X}")
    return _unguarded(" ".join(clean_text(cell).split()))


def _unguarded(cell: str) -> str:
    if not cell or cell[0].isalpha():
        return cell
    if guarded := GUARDED.fullmatch(cell):
        cell = (guarded[1] or guarded[2] or "").strip()
    if FORMULA.match(cell):
        raise BadCell(ProblemCode.FORMULA, shown(cell))
    if ERRORS.fullmatch(cell):
        raise BadCell(ProblemCode.SPREADSHEET_ERROR, shown(cell))
    if SCIENTIFIC.fullmatch(cell):
        raise BadCell(ProblemCode.SCIENTIFIC, shown(cell))
    return cell
