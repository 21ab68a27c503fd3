"""The language a chat is spoken to in: guessed once, chosen for good."""

from __future__ import annotations

import pytest

from ebok.languages import choose_language, spoken
from ebok.services import Services
from storage.chats import chosen_language
from tests.fixtures.people import CHAT, OTHER_CHAT


async def chosen(services: Services, chat_id: int) -> str | None:
    async with services.database.reading() as session:
        return await chosen_language(session, chat_id)


@pytest.mark.parametrize(
    ("phone", "language"), [(None, "pl"), ("pl", "pl"), ("en", "pl"), ("uk", "uk"), ("de", "pl")]
)
def test_a_language_is_guessed_from_the_phone(phone: str | None, language: str) -> None:
    assert spoken(None, phone) == language


@pytest.mark.parametrize("phone", [None, "pl", "uk"])
def test_what_was_chosen_goes_before_what_the_phone_says(phone: str | None) -> None:
    assert spoken("en", phone) == "en"


async def test_a_chosen_language_is_kept_for_the_chat(services: Services) -> None:
    await choose_language(services, CHAT, "uk")
    await choose_language(services, CHAT, "en")

    assert await chosen(services, CHAT) == "en"
    assert await chosen(services, OTHER_CHAT) is None
