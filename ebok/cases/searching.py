"""Looking for words in all that was ever written. Messages are sealed, so they are opened one by
one, the newest cases first, outside the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sqlalchemy import select

from ebok.cases.case import content_of, writer_of
from ebok.cases.plain import in_plain_text
from ebok.cases.reading import CaseRecord, records
from ebok.identity.folding import fold
from ebok.services import Services
from storage.tables import Case, CaseMessage

AT_A_TIME = 500
LONGEST_NUMBER = 15  # digits that a database can hold
AROUND = 60  # characters of an excerpt


async def search(services: Services, words: str, limit: int) -> Sequence[tuple[CaseRecord, str]]:
    """A case a line, with the place where the words stand; a number finds its case."""
    wanted = fold(words)
    found: dict[int, str] = {}
    typed = words.removeprefix("#")
    if typed.isdecimal() and len(typed) <= LONGEST_NUMBER:
        found[int(typed)] = ""
    before: int | None = None
    while len(found) < limit:
        rows = await _older(services, before)
        if not rows:
            break
        before = rows[-1][0].id
        for number, excerpt in await asyncio.to_thread(_matching, services, rows, wanted):
            found.setdefault(number, excerpt)
    cases = await records(services, list(found)[:limit])
    return [(case, found[case.number]) for case in cases]


async def _older(services: Services, before: int | None) -> Sequence[tuple[CaseMessage, Case]]:
    asked = select(CaseMessage, Case).join(Case, Case.id == CaseMessage.case_id)
    asked = asked.where(CaseMessage.sent_at.is_not(None))
    if before is not None:
        asked = asked.where(CaseMessage.id < before)
    async with services.database.reading() as session:
        found = await session.execute(asked.order_by(CaseMessage.id.desc()).limit(AT_A_TIME))
        return [(message, case) for message, case in found]


def _matching(
    services: Services, rows: Sequence[tuple[CaseMessage, Case]], wanted: str
) -> list[tuple[int, str]]:
    matching = []
    for message, case in rows:
        text = in_plain_text(content_of(services.vault, message))
        writer = writer_of(services.vault, case)
        place = fold(text).find(wanted)
        about = fold(f"{writer.name} {writer.symbol or ''} {writer.place or ''}")
        if place >= 0:
            begin = max(0, place - AROUND // 2)
            matching.append((case.id, text[begin : begin + AROUND].replace("\n", " ")))
        elif wanted in about:
            matching.append((case.id, text[:AROUND].replace("\n", " ")))
    return matching
