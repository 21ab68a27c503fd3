"""Canned answers: a file that cannot be used says what to mend; the likeliest answer is first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ebok.cases.case import CaseTopic, Content, Writer
from ebok.cases.reading import record
from ebok.cases.templates import BadTemplates, filled, likeliest_first, load
from ebok.cases.writing import add, begin, send
from ebok.profile import BUILT_IN, Cases
from ebok.services import Services
from tests.fixtures.people import CHAT


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[answer]]\ntitle = "A"\ntext = "{telefon}"', "telefon"),
        ('[[answer]]\ntitle = "A"', "text"),
        ('[[answer]]\ntitle = "A"\ntext = "B"\ntopics = ["woda"]', "woda"),
        ("[[answer", "answers.toml"),
        ('answer = "A"', "answers.toml"),
        ('[[answer]]\ntitle = "A"\ntext = 7', "answers.toml"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "answers.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(BadTemplates, match=says):
        load(path)


def test_those_that_come_along_can_be_used() -> None:
    assert load(BUILT_IN.with_name("odpowiedzi.toml"))


async def test_the_answer_that_fits_the_words_comes_first_and_is_filled_in(
    services: Services,
) -> None:
    number = await begin(services, CHAT, Writer("Jan"), None, CaseTopic.FAULT, "pl")
    await add(services, CHAT, number, Content("text", "Cieknie kran, kapie z rury"), 1)
    await send(services, CHAT, number)
    case = await record(services, number)

    (place, template), *_others = await likeliest_first(services, case)

    assert template.title.startswith("Usterka")
    assert "71 354 00 99" in filled(services, case, place)


async def test_a_profile_may_name_its_own_file(services: Services, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[answer]]\ntitle = "A"\ntext = "Sprawa {number}"', "utf-8")
    profile = services.profile.model_copy(
        update={"folder": tmp_path, "cases": Cases(answers="own.toml")}
    )
    own = replace(services, profile=profile)
    number = await begin(own, CHAT, Writer("Jan"), None, CaseTopic.OTHER, "pl")
    await add(own, CHAT, number, Content("text", "?"), 1)
    await send(own, CHAT, number)

    assert filled(own, await record(own, number), 0) == f"Sprawa {number}"
