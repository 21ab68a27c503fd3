"""Pressed buttons that wait for the bot's answer, and how long Telegram lets them wait."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import count
from typing import Any

ANSWERABLE_S = 60.0
KEPT = 10_000


@dataclass(eq=False)
class Query:
    id: str
    chat_id: int
    person_id: int
    at: float
    text: str = ""
    answer: dict[str, Any] | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class Queries:
    def __init__(self) -> None:
        self._ids = count(4_200_000_000_001)
        self._queries: OrderedDict[str, Query] = OrderedDict()

    def open(self, chat_id: int, person_id: int, now: float) -> Query:
        query = Query(str(next(self._ids)), chat_id, person_id, now)
        self._queries[query.id] = query
        if len(self._queries) > KEPT:
            self._queries.popitem(last=False)
        return query

    def find(self, query_id: str, now: float) -> Query | None:
        """The query unless it is unknown or too old to be answered."""
        query = self._queries.get(query_id)
        return query if query and now - query.at <= ANSWERABLE_S else None
