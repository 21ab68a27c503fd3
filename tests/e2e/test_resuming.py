"""Nothing a person has answered is lost: not by a power cut, not by going away for a while."""

from __future__ import annotations

from tests.e2e import phrases
from tests.e2e.conftest import NewResident
from tests.e2e.resident import Resident


async def _comes_to_step_five(somebody: Resident) -> None:
    await somebody.begins()
    for answer in (somebody.member.symbol, somebody.member.name, somebody.member.address):
        await somebody.writes(answer)
    assert "Krok 5 z 10" in await somebody.types_secret(somebody.member.identifier)


async def test_after_a_power_cut_in_step_five_people_go_on_where_they_were(
    resident: NewResident,
) -> None:
    answering, greeting = await resident(), await resident()
    for somebody in (answering, greeting):
        await _comes_to_step_five(somebody)

    await answering.office.crash_and_return(answering.sandbox)

    # One goes on as if nothing had happened.
    assert "Krok 6 z 10" in await answering.writes(answering.member.email)
    await answering.writes(answering.member.email)
    assert "Krok 8 z 10" in await answering.writes(answering.member.phone)

    # The other says hello again, and is offered to finish.
    welcome = await greeting.writes("/start")
    assert "5 z 10" in welcome
    assert (await greeting.buttons())[0] == phrases.WAITING_REGISTRATION
    assert "Krok 5 z 10" in await greeting.presses(phrases.WAITING_REGISTRATION)
    await greeting.presses("Wstecz")
    assert greeting.member.identifier[-3:] in await greeting.reads()

    # Both arrive.
    await answering.agrees()
    assert phrases.SUMMARY in await answering.shows_to_be_human()
    await greeting.presses(phrases.KEEP_ANSWER)
    for answer in (greeting.member.email, greeting.member.email, greeting.member.phone):
        await greeting.writes(answer)
    await greeting.agrees()
    assert phrases.SUMMARY in await greeting.shows_to_be_human()
    for somebody in (answering, greeting):
        await somebody.presses("Wyślij")
        await somebody.sees(phrases.ACCEPTED)


async def test_what_was_written_while_the_program_was_away_is_answered_when_it_is_back(
    resident: NewResident,
) -> None:
    somebody = await resident()
    await somebody.begins()
    await somebody.office.crash()
    await somebody.chat.send(somebody.member.symbol)
    await somebody.chat.send(somebody.member.name)
    await somebody.office.open(somebody.sandbox)
    assert "Krok 3 z 10" in await somebody.reads()
    shown = await somebody.everything()
    assert shown.count("Krok 2 z 10") == 1
    assert shown.count("Krok 3 z 10") == 1


async def test_a_registration_begun_anew_forgets_the_answers(resident: NewResident) -> None:
    somebody = await resident()
    await _comes_to_step_five(somebody)
    await somebody.begins()
    assert "5 z 10" in await somebody.reads()
    assert "Krok" not in await somebody.presses("Zacznij od nowa")  # it asks first
    first = await somebody.presses("Tak, zacznij od nowa")
    assert "Krok 1 z 10" in first
    assert somebody.member.symbol not in first
    assert phrases.WAITING_REGISTRATION not in await _first_screen(somebody)


async def test_cancelling_leads_to_the_beginning_and_keeps_nothing(resident: NewResident) -> None:
    somebody = await resident()
    await somebody.begins()
    await somebody.answers_ten_questions()
    assert phrases.WELCOME not in await somebody.presses("Anuluj")
    assert phrases.WELCOME in await somebody.presses("Tak, usuń odpowiedzi")
    assert await somebody.mails() == []
    assert phrases.WAITING_REGISTRATION not in await _first_screen(somebody)


async def _first_screen(somebody: Resident) -> list[str]:
    await somebody.writes("/start")
    return await somebody.buttons()
