"""What colleagues do with a posted file, with old, guessed and hurried buttons. Only Telegram is
played."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from aiogram.methods import EditMessageText, SendMessage

from bot.outbox.contents import LONGEST_TEXT, visible_length
from bot.staff.document_cards import DocumentPress
from ebok.documents.document import Kind, State
from ebok.documents.publishing import Record, all_records
from ebok.outbox.recipients import Standing
from ebok.services import OfficeReach, Services
from ebok.staff_topics import note_standing
from storage.tables import AuditEvent
from tests.fixtures.people import all_rows
from tests.fixtures.phone import Phone, running_phone

GROUP, THREAD, ANNA = -1001, 9, 77
CHAT = {"id": GROUP, "type": "supergroup", "title": "Biuro", "is_forum": True}
COLLEAGUE = {"id": ANNA, "is_bot": False, "first_name": "Anna"}


@pytest.fixture
def engine_name() -> str:
    return "sqlite"


@pytest.fixture
async def group(services: Services) -> AsyncIterator[Phone]:
    office = replace(services, office=OfficeReach(None, GROUP))
    await note_standing(office, GROUP, Standing.DOCUMENTS, THREAD)
    with running_phone(office) as phone:
        yield phone


async def writes(group: Phone, message_id: int = 500, **content: Any) -> None:
    about = {"message_id": message_id, "date": 1_900_000_000, "chat": CHAT, "from": COLLEAGUE}
    where = {"message_thread_id": THREAD, "is_topic_message": True}
    await group.update(message={**about, **where, **content})


async def posts(group: Phone, name: str = "u.pdf", caption: str = "", **about: Any) -> None:
    file = {"file_id": "F", "file_unique_id": "f", "file_name": name, "file_size": 900}
    await writes(group, document={**file, **about}, caption=caption)


async def presses(group: Phone, deed: str, choice: str = "", document: int = 1) -> None:
    data = DocumentPress(deed=deed, document=document, choice=choice).pack()
    message = {"message_id": 600, "date": 0, "chat": CHAT}
    pressed = {"id": "1", "from": COLLEAGUE, "chat_instance": "1", "data": data}
    await group.update(callback_query={**pressed, "message": message})


def said(group: Phone) -> list[str]:
    calls = group.telegram.calls
    return [call.text or "" for call in calls if isinstance(call, SendMessage | EditMessageText)]


def answers(group: Phone) -> list[str]:
    calls = [call for call in group.telegram.calls if call.__api_method__ == "answerCallbackQuery"]
    return [getattr(call, "text", None) or "" for call in calls]


async def only(services: Services) -> Record:
    (document,) = await all_records(services)
    return document


async def test_a_hostile_caption_stays_a_title(group: Phone, services: Services) -> None:
    await posts(group, "\u202efdp.<b>.pdf", "<a href='x'>\u202e" + "Zażółć&" * 600)

    for deed, choice in (("kind", "other"), ("access", "everyone"), ("publish", "")):
        await presses(group, deed, choice)

    document = await only(services)
    assert document.state is State.PUBLISHED
    assert "\u202e" not in document.title + document.file_name
    for text in said(group):
        assert "<a href" not in text
        assert visible_length(text) <= LONGEST_TEXT


async def test_the_same_message_twice_has_one_card(group: Phone, services: Services) -> None:
    await posts(group)
    await posts(group)

    assert len(said(group)) == 1
    assert await only(services)


async def test_two_quick_presses_publish_once(group: Phone, services: Services) -> None:
    await posts(group)
    await presses(group, "kind", "resolution")
    await presses(group, "access", "members")
    await presses(group, "publish")
    await presses(group, "publish")

    assert answers(group)[-2:] == ["Opublikowane.", "Ten dokument już opublikowaliśmy."]
    assert len(await all_rows(services, AuditEvent)) == 1


@pytest.mark.parametrize(
    ("deed", "choice", "document"),
    [
        ("kind", "gazetka", 1),
        ("access", "root", 1),
        ("nothing", "", 1),
        ("publish", "", 1),  # not described yet
        ("publish", "", 10**12),
        ("kind", "other", 0),
    ],
)
async def test_a_guessed_button_is_answered_and_does_nothing(
    group: Phone, services: Services, deed: str, choice: str, document: int
) -> None:
    await posts(group)
    before = await only(services)

    await presses(group, deed, choice, document)

    assert answers(group)[-1]
    assert replace(await only(services), card_id=None) == replace(before, card_id=None)


async def test_old_buttons_do_not_change_what_is_published(
    group: Phone, services: Services
) -> None:
    await posts(group)
    for deed, choice in (("kind", "report"), ("access", "members"), ("publish", "")):
        await presses(group, deed, choice)

    for deed, choice in (("kind", "other"), ("year", "1999"), ("drop", "")):
        await presses(group, deed, choice)

    document = await only(services)
    assert (document.kind, document.state) == (Kind.REPORT, State.PUBLISHED)
    assert document.year != 1999


async def test_a_year_is_chosen_by_a_button(group: Phone, services: Services) -> None:
    await posts(group)
    await presses(group, "ask_year")
    await presses(group, "year", "2019")
    await presses(group, "year", "99999")

    assert (await only(services)).year == 2019


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            {"photo": [{"file_id": "P", "file_unique_id": "p", "width": 1, "height": 1}]},
            "jako plik",
        ),
        ({"voice": {"file_id": "V", "file_unique_id": "v", "duration": 1}}, "inny plik"),
        (
            {"document": {"file_id": "D", "file_unique_id": "d", "file_name": "a.zip"}},
            "inny plik",
        ),
        (
            {
                "document": {
                    "file_id": "D",
                    "file_unique_id": "d",
                    "file_name": "a.pdf",
                    "file_size": 21 * 1024 * 1024,
                }
            },
            "ponad 20 MB",
        ),
        ({"text": "/dokument"}, "odpowiedzieć tą komendą"),
    ],
)
async def test_what_cannot_be_published_is_said(
    group: Phone, services: Services, content: dict[str, Any], words: str
) -> None:
    await writes(group, **content)

    assert words in said(group)[-1]
    assert await all_records(services) == []


async def test_a_file_elsewhere_is_published_by_command(group: Phone, services: Services) -> None:
    file = {"file_id": "F", "file_unique_id": "f", "file_name": "statut.pdf", "file_size": 9}
    about = {"message_id": 500, "date": 1, "chat": CHAT, "from": COLLEAGUE, "document": file}
    await group.update(
        message={
            "message_id": 501, "date": 1, "chat": CHAT, "from": COLLEAGUE,
            "text": "/dokument", "reply_to_message": about,
        }
    )  # fmt: skip

    assert (await only(services)).posted_id == 500
    assert "Co to jest?" in said(group)[-1]
