"""Single questions of the registration: the telephone's button, refused consents, odd answers."""

from __future__ import annotations

import pytest

from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_postgresql
from tests.e2e.resident import Resident

pytestmark = on_postgresql

# Typed at each question in turn: none of them breaks anything or comes back as something else.
HOSTILE = {
    "HTML": "<b>Jan</b> & <a href='x'>y</a> <script>1</script>",
    "format braces": "{0.__class__} {symbol} %s %(x)d {{}}",
    "very long": "Ż" * 4096,
    "right to left": "\u202eמריה 12/5 \u202c",
    "zero width": "\u200b\u200d\ufeff\u2060",
    "SQL": "'; DROP TABLE member; --",
}


async def _at_the_telephone(somebody: Resident) -> Resident:
    await somebody.begins()
    me = somebody.member
    for answer in (me.symbol, me.name, me.address):
        await somebody.writes(answer)
    await somebody.types_secret(me.identifier)
    for answer in (me.email, me.email):
        await somebody.writes(answer)
    assert "Krok 7 z 10" in await somebody.reads()
    return somebody


async def test_the_telephone_number_is_shared_by_a_button(resident: NewResident) -> None:
    somebody = await _at_the_telephone(await resident(phone="+48 512 345 678"))
    assert "Udostępnij mój numer" in " ".join(await somebody.chat.keyboard())
    assert "Krok 8 z 10" in await somebody.presses("Udostępnij mój numer")
    assert await somebody.chat.keyboard() == []
    await somebody.agrees()
    assert "512 345 678" in await somebody.shows_to_be_human()


async def test_back_works_from_the_question_with_a_keyboard(resident: NewResident) -> None:
    somebody = await _at_the_telephone(await resident())
    assert "Krok 6 z 10" in await somebody.presses("Wstecz")
    assert await somebody.chat.keyboard() == []


async def test_somebody_elses_contact_is_not_taken(resident: NewResident) -> None:
    somebody = await _at_the_telephone(await resident(phone="+48 512 345 678"))
    friend = await resident(phone="+48 698 765 432")
    shown = await somebody.shares_contact_of(friend)
    assert "Krok 7 z 10" in shown
    assert "698" not in shown


async def test_a_foreign_number_is_taken(resident: NewResident) -> None:
    somebody = await _at_the_telephone(await resident())
    assert "Krok 8 z 10" in await somebody.writes("+380 67 123 45 67")


@pytest.mark.parametrize(
    ("refusal", "step"), [("Nie akceptuję", "Krok 8"), ("Nie wyrażam zgody", "Krok 9")]
)
async def test_without_consent_there_is_the_office_and_a_way_back(
    resident: NewResident, refusal: str, step: str
) -> None:
    somebody = await _at_the_telephone(await resident())
    await somebody.writes(somebody.member.phone)
    if step == "Krok 9":
        await somebody.presses("Akceptuję regulamin")
    declined = await somebody.presses(refusal)
    assert phrases.OFFICE in declined
    assert phrases.OFFICE_PHONE in declined
    assert step in await somebody.presses(phrases.READ_AGAIN)
    await somebody.presses(*(["Akceptuję regulamin"] * (step == "Krok 8")), "Wyrażam zgodę")
    assert phrases.SUMMARY in await somebody.shows_to_be_human()


async def test_a_wrong_digit_brings_new_digits(resident: NewResident) -> None:
    somebody = await _at_the_telephone(await resident())
    await somebody.writes(somebody.member.phone)
    await somebody.agrees()
    before = await somebody.reads()
    asked, _ = await somebody.asked_digits()
    after = await somebody.presses(str((int(asked) + 1) % 10))
    assert "Krok 10 z 10" in after
    assert after != before
    assert phrases.SUMMARY in await somebody.shows_to_be_human()


async def test_every_answer_can_be_corrected_from_the_summary(resident: NewResident) -> None:
    somebody, other = await resident(), await resident()
    right = somebody.member
    somebody.member = other.member.but(name="Ktoś Inny", phone="22 111 22 33")
    await somebody.begins()
    await somebody.answers_ten_questions()
    for field, answer in (
        ("Symbol klienta", right.symbol),
        ("Imię i nazwisko", right.name),
        ("Adres", right.address),
    ):
        await somebody.presses("Popraw", field)
        assert phrases.SUMMARY in await somebody.writes(answer)
    await somebody.presses("Popraw", "PESEL lub NIP")
    assert phrases.SUMMARY in await somebody.types_secret(right.identifier)
    await somebody.presses("Popraw", "E-mail lub telefon", "Telefon")
    assert "601 234 567" in await somebody.writes(right.phone)
    await somebody.presses("Popraw", "E-mail lub telefon", "E-mail")
    assert "Krok 6 z 10" in await somebody.writes(right.email)  # a new address is typed twice
    assert phrases.SUMMARY in await somebody.writes(right.email)
    somebody.member = right
    await somebody.presses("Wyślij")
    await somebody.sees(phrases.ACCEPTED)
    await somebody.gets_temporary_password()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_odd_text_is_asked_about_or_shown_as_it_was_typed(
    resident: NewResident, text: str
) -> None:
    somebody = await resident()
    await somebody.begins()
    me = somebody.member
    for step, right in enumerate((me.symbol, me.name, me.address, me.identifier, me.email), 1):
        answer = await somebody.writes(text)
        assert phrases.SORRY not in answer
        if f"Krok {step + 1} z 10" in answer:  # taken as it is: look at it, then correct it
            assert " ".join(text.split())[:20].strip("\u202e\u200b") in await _shown_again(somebody)
        else:
            assert f"Krok {step} z 10" in answer
        await somebody.writes(right)
        assert f"Krok {step + 1} z 10" in await somebody.reads()
    for right in (me.email, me.phone):
        assert phrases.SORRY not in await somebody.writes(text)
        await somebody.writes(right)
    assert "Krok 8 z 10" in await somebody.reads()


async def _shown_again(somebody: Resident) -> str:
    return await somebody.presses("Wstecz")


async def test_odd_text_is_no_login_and_a_wrong_password(resident: NewResident) -> None:
    somebody = await resident()
    for number, text in enumerate(HOSTILE.values()):
        await somebody.writes("/start")
        await somebody.presses("Logowanie")
        asked_again = await somebody.writes(text)
        assert "login" in asked_again.casefold()
        assert phrases.SORRY not in asked_again
        await somebody.writes(f"99990{number}")
        assert phrases.WRONG_LOGIN in await somebody.writes(text)
