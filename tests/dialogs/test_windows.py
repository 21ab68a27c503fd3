"""What holds for every screen, whichever conversation it belongs to."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from aiogram.fsm.state import State
from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button, Start, SwitchTo

from dialogs.help.topics import TOPICS
from dialogs.states import Help, Registration
from dialogs.words import L
from locales import LANGUAGES, catalogue_path
from locales.quality.catalogues import read
from tests.dialogs.windows import (
    ALL_DIALOGS,
    ALL_STATES,
    FIRST_SCREEN,
    KEYPAD,
    WINDOWS,
    drawn,
    keyboards_of,
    manager_for,
    message_of,
    name_of,
    preview_data,
    texts_of,
)

MESSAGE_LIMIT = 4096
CALLBACK_LIMIT = 64  # bytes
LABEL_LIMIT = 24
CHOICES = 5
BOTTOM_ROW = ("Wstecz", "Menu", "Pomoc")
# Tags of Telegram's HTML that the catalogue uses.
TAGS = {"b", "i", "code", "a", "u", "blockquote"}


class Markup(HTMLParser):
    """Follows Telegram: every tag known, opened and closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


def english_fragments() -> list[str]:
    """Pieces of English message ids that are long enough to be nothing else."""
    messages = read(catalogue_path("pl"), "pl")
    ids = [str(message.id) for message in messages if isinstance(message.id, str)]
    pieces = {piece.strip() for text in ids for piece in re.split(r"\{\w+\}|<[^>]+>|\n", text)}
    return [piece for piece in pieces if len(piece) >= 12 and " " in piece]


FRAGMENTS = english_fragments()


def words(label: str) -> str:
    """A label without the emoji before it."""
    return re.sub(r"^[^\w„]+", "", label)


@pytest.mark.parametrize("state", ALL_STATES, ids=name_of)
def test_every_state_has_a_window(state: State) -> None:
    assert state in WINDOWS


def test_no_window_stands_outside_the_states() -> None:
    assert set(WINDOWS) == set(ALL_STATES)
    assert sum(len(dialog.windows) for dialog in ALL_DIALOGS) == len(WINDOWS)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_window_is_drawn_without_bot_or_database(window: Window, language: str) -> None:
    message = await message_of(window, language)

    assert message.text
    assert message.text.strip()
    assert message.reply_markup is not None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_text_fits_into_one_message_and_its_markup_is_telegrams(
    window: Window, language: str
) -> None:
    text = (await drawn(window, language)).text
    markup = Markup()
    markup.feed(text)

    assert len(text) <= MESSAGE_LIMIT
    assert markup.faults == []
    assert markup.open == []


async def test_nothing_is_left_in_english_on_a_polish_screen(window: Window) -> None:
    screen = await drawn(window, "pl")
    shown = "\n".join([screen.text, *(label for row in screen.rows for label in row)])

    assert [piece for piece in FRAGMENTS if piece in shown] == []


async def test_nothing_is_left_to_fill_in(window: Window) -> None:
    screen = await drawn(window)
    shown = [screen.text, *(label for row in screen.rows for label in row)]

    assert [text for text in shown if re.search(r"[{}]", text)] == []


async def test_hidden_texts_can_be_drawn_from_the_same_data(window: Window) -> None:
    """A text that shows only sometimes would else fail only sometimes."""
    data = await preview_data(window)
    for widget in texts_of(window):
        if isinstance(widget, L):
            assert await widget._render_text(data, manager_for(window.state))


async def test_the_bottom_row_is_the_same_and_last_on_every_screen_but_the_first(
    window: Window,
) -> None:
    screen = await drawn(window)
    bottom = tuple(words(label) for label in screen.bottom)

    assert (bottom == BOTTOM_ROW) == (window.state != FIRST_SCREEN)
    assert not any(set(map(words, row)) & set(BOTTOM_ROW) for row in screen.choices)


async def test_at_most_five_choices_one_in_a_row(window: Window) -> None:
    screen = await drawn(window)
    rows = screen.rows if window.state == FIRST_SCREEN else screen.choices
    if window.state == KEYPAD:
        assert rows == (("0", "1", "2", "3", "4"), ("5", "6", "7", "8", "9"))
        return

    assert len(rows) <= CHOICES
    assert [len(row) for row in rows] == [1] * len(rows)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_labels_are_short_and_no_mere_signs(window: Window, language: str) -> None:
    labels = [label for row in (await drawn(window, language)).rows for label in row]

    assert [label for label in labels if len(label) > LABEL_LIMIT] == []
    assert [label for label in labels if not words(label)] == []


async def test_what_a_button_carries_fits_into_telegrams_limit(window: Window) -> None:
    callbacks = (await drawn(window)).callbacks

    assert (
        callbacks or window.state == Registration.phone
    )  # its keys stand below the chat and carry nothing
    assert [data for data in callbacks if len(data.encode()) > CALLBACK_LIMIT] == []
    assert len(set(callbacks)) == len(callbacks), "two buttons that cannot be told apart"


async def test_help_knows_the_topic_of_every_screen(window: Window) -> None:
    asked = [
        button
        for button in keyboards_of(window)
        if isinstance(button, Start) and button.state == Help.topic
    ]
    topics = [button.start_data["topic"] for button in asked if isinstance(button.start_data, dict)]

    assert len(topics) == len(asked)
    assert [topic for topic in topics if topic not in TOPICS] == []
    assert any(button.widget_id == "help" for button in asked) == (window.state != FIRST_SCREEN)


def test_every_jump_leads_to_a_window(window: Window) -> None:
    for button in keyboards_of(window):
        if isinstance(button, SwitchTo):
            assert button.state.group is window.state.group, "another conversation must be started"
        if isinstance(button, SwitchTo | Start):
            assert button.state in WINDOWS


def test_back_leads_to_a_window_of_the_same_conversation(window: Window) -> None:
    back = next((one for one in keyboards_of(window) if one.widget_id == "back"), None)
    if window.state == FIRST_SCREEN:
        assert back is None
        return
    assert isinstance(back, Button)
    target = declared_target(back)

    assert target is None or (target in WINDOWS and target.group is window.state.group)
    assert target != window.state


def declared_target(back: Button) -> State | None:
    """The state that Back was declared with; None when a handler finds its own way."""
    handler = back.on_click
    kept = getattr(getattr(handler, "callback", handler), "__closure__", None) or ()
    return next(
        (cell.cell_contents for cell in kept if isinstance(cell.cell_contents, State)), None
    )


def test_some_screens_do_declare_where_back_leads() -> None:
    """Else the test above would pass because it no longer sees anything."""
    backs = [
        button
        for window in WINDOWS.values()
        for button in keyboards_of(window)
        if button.widget_id == "back" and isinstance(button, Button)
    ]

    assert sum(declared_target(back) is not None for back in backs) >= 5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
async def test_every_help_topic_can_be_shown(topic: str, language: str) -> None:
    window = WINDOWS[Help.topic]
    screen = await drawn(window, language, {"explanation": TOPICS[topic]})

    assert len(screen.text) <= MESSAGE_LIMIT
    assert "{" not in screen.text
    if language == "pl":
        assert [piece for piece in FRAGMENTS if piece in screen.text] == []
