"""Whatever a person sends, there is a useful answer; after the third miss, the telephone."""

from __future__ import annotations

import pytest

from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_sqlite
from tests.e2e.members import MARIA

pytestmark = on_sqlite

SOUND = b"OggS" + bytes(60)
PICTURE = bytes.fromhex(  # one grey pixel
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
THINGS = {
    "voice": ("glos.ogg", SOUND, "voice", "audio/ogg"),
    "video note": ("film.mp4", bytes(64), "video_note", "video/mp4"),
    "photo": ("zdjecie.png", PICTURE, "photo", "image/png"),
    "document": ("umowa.pdf", b"%PDF-1.4", "document", "application/pdf"),
    "sticker": ("kotek.webp", b"RIFF" + bytes(60), "sticker", "image/webp"),
    "animation": ("kotek.mp4", bytes(64), "animation", "video/mp4"),
}


@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
async def test_a_file_gets_a_useful_answer_at_every_kind_of_screen(
    resident: NewResident, thing: tuple[str, bytes, str, str]
) -> None:
    somebody = await resident(MARIA)
    first = await somebody.writes("/start")
    answer = await somebody.sends(*thing)
    assert "⚠️" in answer
    assert first.splitlines()[0] in answer, "the screen comes again"
    assert "Rejestracja" in await somebody.buttons()

    question = await somebody.presses("Rejestracja")
    answer = await somebody.sends(*thing)
    assert "⚠️" in answer
    assert question in answer
    assert "Krok 2 z 10" in await somebody.writes(somebody.member.symbol)


async def test_text_where_a_button_is_due_and_the_telephone_after_the_third_miss(
    resident: NewResident,
) -> None:
    somebody = await resident(MARIA)
    await somebody.begins()
    await somebody.answers_typed_questions()
    for _ in range(2):
        answer = await somebody.writes("tak, zgadzam się")
        assert "Krok 8 z 10" in answer
        assert phrases.OFFICE_PHONE not in answer
    third = await somebody.writes("no przecież się zgadzam!")
    assert phrases.OFFICE_PHONE in third
    assert "8.00–15.00" in third
    assert "Krok 8 z 10" in third
    assert "Krok 9 z 10" in await somebody.presses("Akceptuję regulamin")


async def test_an_unknown_command_and_a_forwarded_message(resident: NewResident) -> None:
    somebody = await resident(MARIA)
    await somebody.begins()
    answer = await somebody.writes("/pogoda")
    assert "⚠️" in answer
    assert "Krok 1 z 10" in answer
    own = (await somebody.chat.messages())[-1]
    assert "Krok 1 z 10" in await somebody.passes_on(own)


async def test_a_button_of_a_finished_conversation_says_so_and_shows_the_present_screen(
    resident: NewResident,
) -> None:
    somebody = await resident(MARIA)
    await somebody.writes("/start")
    old = await somebody.newest()
    somebody_else = await somebody.presses("Rejestracja")
    assert "Krok 1 z 10" in somebody_else
    await somebody.answers_typed_questions()
    await somebody.presses("Menu")
    await somebody.writes("/start")
    remaining = [m for m in await somebody.chat.messages() if m["buttons"]]
    assert remaining[-1]["message_id"] != old["message_id"]
    shown = await somebody.presses("Logowanie")
    assert phrases.WELCOME not in shown


async def test_a_word_before_the_first_hello_is_answered_with_the_first_screen(
    resident: NewResident,
) -> None:
    somebody = await resident(MARIA)
    assert phrases.WELCOME in await somebody.writes("dzień dobry, ile mam zapłacić?")
    assert "Rejestracja" in await somebody.buttons()


async def test_an_edited_message_changes_nothing(resident: NewResident) -> None:
    somebody = await resident(MARIA)
    await somebody.begins()
    sent = await somebody.chat.send(somebody.member.symbol)
    before = await somebody.reads()
    await somebody.chat.edit(sent["message_id"], "000000")
    assert await somebody.reads() == before
    assert somebody.member.symbol in await somebody.presses("Wstecz")


async def test_who_blocked_the_bot_and_came_back_is_answered(resident: NewResident) -> None:
    somebody = await resident(MARIA)
    await somebody.begins()
    await somebody.chat.block()
    await somebody.chat.unblock()
    assert "Krok 2 z 10" in await somebody.writes(somebody.member.symbol)


@on_sqlite
async def test_a_pesel_at_another_question_is_deleted_and_is_no_answer(
    resident: NewResident,
) -> None:
    somebody = await resident()
    await somebody.begins()
    pesel = somebody.member.identifier
    for step in (1, 2, 3):
        assert f"Krok {step} z 10" in await somebody.types_secret(pesel)
        assert pesel not in await somebody.everything()
        await somebody.writes((somebody.member.symbol, somebody.member.name, "Ikara 1/1")[step - 1])
    assert "Krok 4 z 10" in await somebody.reads()
