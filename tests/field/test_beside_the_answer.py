"""What is beside the answer: silence for what Telegram tells of itself, the caption for a photo,
one answer for an album, and for all else a sentence that says what to do."""

from __future__ import annotations

from typing import Any

import pytest

from ebok.services import Services
from tests.fixtures.people import CHAT, MARIA, OWN_PASSWORD, with_account
from tests.fixtures.phone import BOT, NOW, Phone

FILE = {"file_id": "a", "file_unique_id": "a"}
PHOTO = {"photo": [{**FILE, "width": 1, "height": 1}]}
DOCUMENT = {"document": FILE}
VIDEO = {"video": {**FILE, "width": 1, "height": 1, "duration": 1}}
STICKER = {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False}
PINNED = {"message_id": 100, "date": NOW, "chat": {"id": CHAT, "type": "private"}, "text": "x"}
GIFT = {"id": "1", "sticker": {**STICKER, "is_video": False}, "star_count": 15}

TOLD_BY_TELEGRAM: dict[str, Any] = {
    "timer": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    "pin": {"pinned_message": {**PINNED, "from": BOT}},
    "wallpaper": {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🐣"}}},
    "boost": {"boost_added": {"boost_count": 1}},
    "topic": {"forum_topic_created": {"name": "Sprawa", "icon_color": 7322096}},
    "gift": {"gift": {"gift": GIFT}},
    "call": {"video_chat_started": {}},
    "access": {"write_access_allowed": {"from_request": True}},
    "alert": {"proximity_alert_triggered": {"traveler": BOT, "watcher": BOT, "distance": 5}},
    "photo": {"delete_chat_photo": True},
    "users shared": {"users_shared": {"request_id": 1, "users": [{"user_id": 5}]}},
    "unknown": {"quantum_entangled": {"with": 5}},
}
OF_ANOTHER_KIND: dict[str, tuple[dict[str, Any], str]] = {
    "sticker": ({"sticker": {**STICKER, "is_video": False}}, "Naklejek"),
    "dice": ({"dice": {"emoji": "🎲", "value": 6}}, "Naklejek"),
    "voice": ({"voice": {**FILE, "duration": 1}}, "odsłuchamy"),
    "photo": (PHOTO, "nie przyjmiemy pliku"),
    "document": (DOCUMENT, "nie przyjmiemy pliku"),
    "location": ({"location": {"latitude": 51.1, "longitude": 17.0}}, "na mapie"),
    "contact": ({"contact": {"phone_number": "1", "first_name": "A"}}, "numer telefonu nie jest"),
}


@pytest.fixture
def engine_name() -> str:
    """What is said depends on no engine."""
    return "sqlite"


async def at_the_name(phone: Phone) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    await phone.send(MARIA.symbol)
    assert "Krok 2 z 10" in phone.text


@pytest.mark.parametrize("content", TOLD_BY_TELEGRAM.values(), ids=TOLD_BY_TELEGRAM)
async def test_what_telegram_tells_of_itself_gets_no_answer(
    phone: Phone, content: dict[str, Any]
) -> None:
    await phone.send("/start")
    calls = len(phone.telegram.calls)

    for _ in range(4):
        await phone.send_other(**content)

    assert len(phone.telegram.calls) == calls


async def test_what_telegram_tells_of_itself_is_no_miss(phone: Phone) -> None:
    await at_the_name(phone)
    for _ in range(5):
        await phone.send_other(**TOLD_BY_TELEGRAM["timer"])
    await phone.send_other(**PHOTO)

    assert "Chętnie pomożemy przez telefon" not in phone.text


@pytest.mark.parametrize(("content", "words"), OF_ANOTHER_KIND.values(), ids=OF_ANOTHER_KIND)
async def test_what_cannot_be_read_is_told_with_what_to_do(
    phone: Phone, content: dict[str, Any], words: str
) -> None:
    await at_the_name(phone)

    await phone.send_other(**content)

    assert words in phone.text.splitlines()[0]
    assert "Proszę napisać odpowiedź albo nacisnąć przycisk." in phone.text
    assert "Krok 2 z 10" in phone.text


@pytest.mark.parametrize("sent", [PHOTO, DOCUMENT, VIDEO], ids=["photo", "document", "video"])
async def test_a_caption_answers_every_typed_question(phone: Phone, sent: dict[str, Any]) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    for number, answer in enumerate(MARIA.answers.values(), start=2):
        await phone.send_other(**sent, caption=answer)

        assert f"Krok {number} z 10" in phone.text


async def test_a_caption_logs_in(phone: Phone, services: Services) -> None:
    await with_account(services)
    await phone.send("/start")
    await phone.press("Logowanie")
    await phone.send_other(**PHOTO, caption=MARIA.symbol)
    await phone.send_other(**PHOTO, caption=OWN_PASSWORD)

    assert "zalogowan" in phone.text.casefold() or "telefon" in phone.text
    assert any(call.__api_method__ == "deleteMessage" for call in phone.telegram.calls)


async def test_a_caption_presses_a_button(phone: Phone) -> None:
    await phone.send("/start")
    await phone.send_other(**PHOTO, caption="Logowanie")

    assert "login" in phone.text


async def test_a_caption_that_is_no_answer_gets_the_words_of_its_question(phone: Phone) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    await phone.send_other(**PHOTO, caption="to mój rachunek")

    assert "6 cyfr" in phone.text
    assert "Krok 1 z 10" in phone.text


@pytest.mark.parametrize("captions", [("", "", ""), ("104217", "", ""), ("104217",) * 3])
async def test_an_album_is_one_answer(phone: Phone, captions: tuple[str, ...]) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    said = len(phone.telegram.messages)
    for caption in captions:
        more = {"caption": caption} if caption else {}
        await phone.send_other(**PHOTO, **more, media_group_id="7")

    assert len(phone.telegram.messages) == said + 1
    assert ("Krok 2 z 10" in phone.text) == bool(captions[0])


async def test_two_albums_are_two_answers(phone: Phone) -> None:
    await at_the_name(phone)
    said = len(phone.telegram.messages)
    for album in ("7", "7", "8", "8"):
        await phone.send_other(**PHOTO, media_group_id=album)

    assert len(phone.telegram.messages) == said + 2


async def test_a_letter_to_the_office_takes_every_file_of_an_album(phone: Phone) -> None:
    for words in ("/biuro", "Inna sprawa"):
        await phone.send(words)
    for _ in range(3):
        await phone.send_other(**PHOTO, media_group_id="7")

    assert "Pliki: 3" in phone.text


async def test_labels_of_a_letter_may_be_typed_and_its_caption_is_kept(phone: Phone) -> None:
    for words in ("/biuro", "inna sprawa"):
        await phone.send(words)
    await phone.send_other(**PHOTO, caption="Proszę o klucz do pralni")
    assert "Proszę o klucz do pralni" in phone.text

    await phone.send("wyslij")

    assert "Sprawa nr" in phone.text
