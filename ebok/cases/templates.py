"""Canned answers: from the profile's file, with fields, the likeliest for a case first."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ebok.cases.case import Author, CaseTopic
from ebok.cases.reading import CaseRecord, history
from ebok.identity.contact import readable_phone
from ebok.identity.folding import words
from ebok.profile import POLISH, in_language
from ebok.services import Services

SHOWN = 5
FIELDS = ("number", "phone", "emergency", "address", "room", "hours")


@dataclass(frozen=True)
class Template:
    title: str
    text: str
    topics: tuple[str, ...]
    words: tuple[str, ...]  # that residents use when it fits


class BadTemplates(ValueError):
    """The file of canned answers cannot be used; the message says what to mend."""


@lru_cache(maxsize=8)
def load(path: Path) -> tuple[Template, ...]:
    """Raises BadTemplates, also for a text with a field that nobody fills in."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        found = tuple(
            Template(
                one["title"],
                one["text"].strip(),
                tuple(CaseTopic(topic) for topic in one.get("topics", ())),
                tuple(one.get("words", ())),
            )
            for one in tables.get("answer", ())
        )
        for template in found:
            template.text.format_map(dict.fromkeys(FIELDS, ""))
        return found
    except KeyError as missing:
        raise BadTemplates(f"{path}: there is no {missing}") from missing
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadTemplates(f"{path}: {error}") from error


async def likeliest_first(services: Services, case: CaseRecord) -> Sequence[tuple[int, Template]]:
    """With the place of each in the file."""
    said = [
        message.content.html
        for message in await history(services, case.number)
        if message.author is Author.RESIDENT
    ]
    spoken = set(words(" ".join(said[-3:])))

    def fit(template: Template) -> tuple[int, bool]:
        stems = [stem for word in template.words for stem in words(word)]
        hits = sum(any(word.startswith(stem) for word in spoken) for stem in stems)
        return hits, case.topic in template.topics

    numbered = list(enumerate(load(services.profile.answers_file)))
    return sorted(numbered, key=lambda one: fit(one[1]), reverse=True)[:SHOWN]


def filled(services: Services, case: CaseRecord, place: int) -> str:
    """The text with the office's and the case's own data."""
    office = services.profile.office
    return load(services.profile.answers_file)[place].text.format_map(
        {
            "number": case.number,
            "phone": readable_phone(office.phone),
            "emergency": readable_phone(office.emergency_phone),
            "address": office.address,
            "room": in_language(office.room, POLISH),
            "hours": in_language(office.hours, POLISH),
        }
    )
