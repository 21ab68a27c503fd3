"""Pressed twice, delivered twice: done once."""

from __future__ import annotations

import asyncio
import re

import pytest

from tests.e2e import phrases
from tests.e2e.conftest import NewResident
from tests.e2e.resident import Resident


async def _newest_update(somebody: Resident) -> int:
    """The last update that the program has acknowledged."""
    await somebody.reads()
    calls = await somebody.sandbox.calls()
    return max(int(c["params"].get("offset") or 0) for c in calls if "offset" in c["params"]) - 1


async def _redelivered(somebody: Resident) -> str:
    await somebody.sandbox.redeliver(await _newest_update(somebody))
    await somebody.reads()
    return await somebody.everything()


async def test_two_quick_presses_on_send_make_one_application(resident: NewResident) -> None:
    somebody = await resident()
    await somebody.begins()
    await somebody.answers_ten_questions()
    summary = (await somebody.newest())["message_id"]
    await asyncio.gather(
        *(somebody.chat.press("Wyślij", message_id=summary) for _ in range(2)),
        return_exceptions=True,
    )
    await somebody.sees(phrases.ACCEPTED)
    assert len(set(re.findall(r"R/\d{4}/\d+", await somebody.everything()))) == 1
    await somebody.gets_temporary_password()
    assert len(await somebody.mails()) == 2
    account = await somebody.office.account(somebody.member.symbol)
    assert account.count("application sent") == 1


@pytest.mark.parametrize("label", ["Rejestracja", "Akceptuję regulamin", "Wyrażam zgodę"])
async def test_two_quick_presses_leave_one_screen(resident: NewResident, label: str) -> None:
    somebody = await resident()
    await somebody.writes("/start")
    if label != "Rejestracja":
        await somebody.presses("Rejestracja")
        await somebody.answers_typed_questions()
    if label == "Wyrażam zgodę":
        await somebody.presses("Akceptuję regulamin")
    screen = (await somebody.newest())["message_id"]
    await asyncio.gather(
        *(somebody.chat.press(label, message_id=screen) for _ in range(2)), return_exceptions=True
    )
    await somebody.reads()

    steps = [text for text in await somebody.chat.texts() if "Krok" in text]
    assert len(steps) == len(set(steps))
    assert len([m for m in await somebody.chat.messages() if m["buttons"]]) == 1


async def test_a_quick_second_tap_on_a_digit_is_no_answer(resident: NewResident) -> None:
    somebody = await resident()
    await somebody.begins()
    await somebody.answers_typed_questions()
    await somebody.agrees()
    first, second = await somebody.asked_digits()
    screen = await somebody.newest()
    await asyncio.gather(
        *(somebody.chat.press(first, message_id=screen["message_id"]) for _ in range(2))
    )
    assert "Dobrze" in await somebody.reads()
    assert "Czy wszystko się zgadza?" in await somebody.presses(second)


async def test_an_old_button_points_to_the_screen_below(resident: NewResident) -> None:
    somebody = await resident()
    await somebody.begins()
    first = (await somebody.newest())["message_id"]
    # The program takes old buttons away; here Telegram does not let it.
    await somebody.sandbox.fault(
        method="editMessageReplyMarkup",
        status=400,
        description="Bad Request: message can't be edited",
    )
    await somebody.writes(somebody.member.symbol)
    before = await somebody.everything()

    answer = await somebody.chat.press("Wstecz", message_id=first)

    assert answer is not None
    assert "Nowy ekran jest niżej" in answer["text"]
    assert await somebody.reads() in before
    assert await somebody.everything() == before
    assert "Krok 3 z 10" in await somebody.writes(somebody.member.name)


async def test_an_answer_delivered_twice_is_taken_once(resident: NewResident) -> None:
    somebody = await resident()
    await somebody.begins()
    await somebody.writes(somebody.member.symbol)
    before = await somebody.everything()
    assert await _redelivered(somebody) == before
    assert "Krok 3 z 10" in await somebody.writes(somebody.member.name)


async def test_a_sent_application_delivered_twice_is_one_application(
    resident: NewResident,
) -> None:
    somebody = await resident()
    await somebody.registers()
    update = await _newest_update(somebody)
    await somebody.sees(phrases.ACCEPTED)
    await somebody.gets_temporary_password()
    before = await somebody.everything()
    await somebody.sandbox.redeliver(update)
    await somebody.reads()
    assert await somebody.everything() == before
    assert len(await somebody.mails()) == 2


async def test_a_login_delivered_twice_does_not_count_as_a_failure(resident: NewResident) -> None:
    somebody = await resident()
    await somebody.has_account()
    first = await somebody.gives_login(somebody.member.symbol, "Zle-Haslo-1!")
    before = await somebody.everything()
    assert await _redelivered(somebody) == before
    second = await somebody.types_secret("Zle-Haslo-2!")
    assert "4" in first.splitlines()[0]
    assert "3" in second.splitlines()[0]
