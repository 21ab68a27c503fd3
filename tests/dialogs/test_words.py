"""Words on the screen: looked up when shown, and values that are never markup nor places."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from dialogs.states import Menu
from dialogs.words import L, Label, Looked
from locales.speech import _, current_language, escaped, speak, speaking
from tests.dialogs.windows import manager_for

MANAGER = manager_for(Menu.main)
HOSTILE = "<b>x</b> & {other} %s {0}"


async def test_a_value_is_escaped_in_a_text_and_plain_on_a_button() -> None:
    data = {"name": HOSTILE, "other": "secret"}

    text = await L("Hello {name}").render_text(data, MANAGER)
    label = await Label("Hello {name}").render_text(data, MANAGER)

    assert text == "Hello &lt;b&gt;x&lt;/b&gt; &amp; {other} %s {0}"
    assert label == f"Hello {HOSTILE}"


async def test_a_looked_up_text_escapes_its_values_and_not_itself() -> None:
    data = {"fault": "<b>Wrong</b>: {name}", "name": HOSTILE}

    text = await Looked("fault").render_text(data, MANAGER)

    assert text == "<b>Wrong</b>: &lt;b&gt;x&lt;/b&gt; &amp; {other} %s {0}"


@pytest.mark.parametrize("data", [{}, {"fault": None}, {"fault": ""}])
async def test_a_looked_up_text_that_is_not_there_shows_nothing(data: dict[str, Any]) -> None:
    assert await Looked("fault").render_text(data, MANAGER) == ""


def test_what_is_no_text_is_not_escaped() -> None:
    assert escaped({"n": 5, "flag": None}) == {"n": 5, "flag": None}


def test_values_are_put_in_as_they_are() -> None:
    assert _("Hello {name}", name="{x} <b>") == "Hello {x} <b>"
    assert _("Braces {stay} without values") == "Braces {stay} without values"


def test_a_word_follows_the_language_of_the_moment() -> None:
    with speaking("pl"):
        polish = _("Menu"), _("Back")
    with speaking("en"):
        english = _("Menu"), _("Back")

    assert polish == ("Menu", "Wstecz")
    assert english == ("Menu", "Back")


async def test_each_task_speaks_its_own_language() -> None:
    async def told(language: str) -> tuple[str, str]:
        speak(language)
        await asyncio.sleep(0)
        return current_language(), _("Back")

    before = current_language()
    polish, english = await asyncio.gather(
        asyncio.create_task(told("pl")), asyncio.create_task(told("en"))
    )

    assert (polish, english) == (("pl", "Wstecz"), ("en", "Back"))
    assert current_language() == before
