"""One fault, many people: joined in the office's group, answered together."""

from __future__ import annotations

from tests.e2e.colleague import writes_to_office
from tests.e2e.conftest import NewColleague, NewResident
from tests.e2e.members import MARIA

HERE = "Bulwar Ikara 12"  # where no other story has this fault


async def test_one_answer_reaches_everybody_who_wrote_about_the_same_fault(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna = await colleague("Anna")
    maria, jan, ewa = [await resident(MARIA) for _person in range(3)]
    first = await writes_to_office(maria, "Usterka", "Domofon nie działa.", place=HERE)
    second = await writes_to_office(jan, "Usterka", "Zepsuty domofon!", place=HERE)
    main, joined = [await anna.finds_topic(f"#{number} ·") for number in (first, second)]
    offer = await anna.sees("Bulwar Ikara 12: ", joined)
    assert f"#{first}" in offer["text"]

    await anna.chat.press("Połącz", message_id=offer["message_id"])
    await anna.sees("Co tu napiszemy, idzie do wszystkich.", main)
    await anna.sees("idzie tylko do tej osoby", joined)
    await anna.writes("Serwis domofonu jedzie.", main)

    for person, number in ((maria, first), (jan, second)):
        answer = await person.sees("Serwis domofonu jedzie.")
        assert f"sprawa nr {number}" in answer["text"]
    await jan.chat.send("Dziękuję.", reply_to=answer["message_id"])
    await anna.sees("Dziękuję.", joined)
    await anna.sees(f"pisze w #{second}", main)

    third = await writes_to_office(ewa, "Usterka", "Domofon milczy.", place=HERE)
    known = await ewa.sees("Biuro już wie:")
    assert "Serwis domofonu jedzie." in known["text"]
    late = await anna.finds_topic(f"#{third} ·")
    offer = await anna.sees("3 osoby z Bulwar Ikara 12: ", late)
    await anna.chat.press("Połącz", message_id=offer["message_id"])
    await anna.sees("idzie tylko do tej osoby", late)
    await anna.presses("Zamknij", main)
    for person in (maria, jan, ewa):
        await person.sees("Czy sprawa jest załatwiona?")
