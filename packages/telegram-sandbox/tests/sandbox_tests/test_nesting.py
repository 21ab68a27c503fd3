"""Entities never cross: what people see and what libraries get is Telegram's nesting."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat
from telegram_sandbox.formatting import formatted, to_html
from telegram_sandbox.formatting.nesting import CODE, QUOTES, STYLES

Mark = tuple[str, int, int]
TEXT = "abcdefghijklmnop"


def marks(source: str, *given: Mark, mode: str | None = None) -> list[Mark]:
    entities = [{"type": kind, "offset": at, "length": size} for kind, at, size in given]
    made = formatted(source, mode, entities)
    return [(e["type"], e["offset"], e["length"]) for e in made.entities]


async def test_crossing_entities_are_split_and_every_letter_shown_once(
    api: Api, chat: Chat
) -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 5},
        {"type": "italic", "offset": 3, "length": 5},
    ]
    sent = await api.ok("sendMessage", chat_id=chat.id, text="abcdefgh", entities=entities)

    assert [(e["type"], e["offset"], e["length"]) for e in sent["entities"]] == [
        ("bold", 0, 5),
        ("italic", 3, 2),
        ("italic", 5, 3),
    ]
    assert (await chat.screen())["html"] == "<b>abc<i>de</i></b><i>fgh</i>"


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<b>a <code>x</code> b</b>", [("bold", 0, 2), ("code", 2, 1), ("bold", 3, 2)]),
        ("<code>a<b>c</b></code>", [("code", 0, 2)]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", [("blockquote", 0, 2)]),
        ("<b>a<b>b</b></b>", [("bold", 0, 2)]),
        ("<pre>  wcięte\n x</pre>", [("pre", 0, 11)]),
    ],
)
def test_what_may_not_stand_in_another(source: str, kept: list[Mark]) -> None:
    assert marks(source, mode="HTML") == kept


def test_an_indented_first_line_of_code_stays() -> None:
    assert formatted("\n <pre>  a\n    b</pre>\n", "HTML").text == "  a\n    b"


kinds = st.sampled_from([*STYLES, *sorted(CODE), *sorted(QUOTES)])
some_marks = st.tuples(kinds, st.integers(0, 15), st.integers(1, 16)).filter(
    lambda mark: mark[1] + mark[2] <= len(TEXT)
)


@given(st.lists(some_marks, max_size=8))
def test_whatever_is_asked_nothing_crosses_and_no_letter_is_lost(asked: list[Mark]) -> None:
    made: Any = formatted(
        TEXT, None, [{"type": kind, "offset": at, "length": size} for kind, at, size in asked]
    )
    spans = [(e["offset"], e["offset"] + e["length"]) for e in made.entities]
    for one in spans:
        for other in spans:
            (first, last), (start, end) = sorted((one, other))
            assert not first < start < last < end
    shown = to_html(made.text, made.entities)
    letters = "".join(part.partition(">")[2] for part in f">{shown}".split("<"))
    assert letters == TEXT
