"""Telegram's rules of which entity may stand in which: they never cross, code and links hold no
others of their kind, styles are split where they would cross (core.telegram.org/bots/api,
"MessageEntity")."""

import itertools
from collections.abc import Iterable

from telegram_sandbox.formatting.marks import Entity

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
CODE = frozenset({"code", "pre"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
Span = tuple[int, int]


def nested(entities: Iterable[Entity]) -> list[Entity]:
    """The entities as Telegram keeps them, in no particular order."""
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    quotes = _apart([e for e in ordered if e["type"] in QUOTES], [])
    code = _apart([e for e in ordered if e["type"] in CODE], quotes)
    whole = [e for e in ordered if e["type"] not in CODE | QUOTES and e["type"] not in STYLES]
    links = [e for e in _apart(whole, quotes) if not _meets(_span(e), map(_span, code))]
    kept = [*quotes, *code, *links]
    for style in (e for e in ordered if e["type"] in STYLES):
        own = [_span(e) for e in kept if e["type"] == style["type"]]
        for span in _without(_span(style), [*map(_span, code), *own]):
            for start, end in _split(span, [_span(e) for e in kept]):
                kept.append(style | {"offset": start, "length": end - start})
    return kept


def _span(entity: Entity) -> Span:
    return entity["offset"], entity["offset"] + entity["length"]


def _apart(entities: Iterable[Entity], frames: Iterable[Entity]) -> list[Entity]:
    """Those that neither meet an earlier one nor cross the edge of a frame."""
    edges = [_span(frame) for frame in frames]
    kept: list[Entity] = []
    for entity in entities:
        span = _span(entity)
        if not _meets(span, map(_span, kept)) and not any(_crosses(span, edge) for edge in edges):
            kept.append(entity)
    return kept


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _crosses(one: Span, other: Span) -> bool:
    (first, last), (start, end) = sorted((one, other))
    return first < start < last < end


def _without(span: Span, holes: Iterable[Span]) -> list[Span]:
    rest, at = [], span[0]
    for start, end in sorted(holes):
        if end <= at or start >= span[1]:
            continue
        if start > at:
            rest.append((at, start))
        at = max(at, end)
    return [*rest, (at, span[1])] if at < span[1] else rest


def _split(span: Span, others: Iterable[Span]) -> list[Span]:
    """Cut at each edge of another that it would cross."""
    cuts = {
        edge
        for other in others
        if _crosses(span, other)
        for edge in other
        if span[0] < edge < span[1]
    }
    edges = [span[0], *sorted(cuts), span[1]]
    return list(itertools.pairwise(edges))
