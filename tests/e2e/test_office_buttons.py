"""What colleagues press under a card, who may not, and what a resident takes back in time."""

from __future__ import annotations

from bot.staff.buttons import Press
from telegram_sandbox.client import Sandbox
from tests.e2e.colleague import Colleague, writes_to_office
from tests.e2e.conftest import NewColleague, NewResident
from tests.e2e.members import MARIA
from tests.waiting import until


async def test_the_balance_is_shown_to_the_colleague_who_pressed_and_to_nobody_else(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, beata, somebody = await colleague("Anna"), await colleague("Beata"), await resident()
    await somebody.opens_account()
    number = await writes_to_office(somebody, "Opłaty", "Ile mam zapłacić?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Ile mam zapłacić?", thread)

    await anna.presses("Więcej", thread)
    await anna.presses("Pokaż saldo", thread)

    async def seen_by(person: Colleague) -> bool:
        return any(" zł" in text for text in await person.chat.texts(thread=thread))

    await until(lambda: seen_by(anna), "the balance, whispered")
    assert not await seen_by(beata)
    shown = somebody.office.command.run("account", "show", somebody.member.symbol)
    assert "balance shown" in shown.said


async def test_a_blocked_person_is_refused_with_the_telephone_until_unblocked(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Inna sprawa", "Reklama!")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Reklama!", thread)
    await anna.presses("Więcej", thread)
    await anna.presses("Zablokuj", thread)
    await anna.sees("nie przyjmujemy wiadomości", thread)

    await somebody.writes("/biuro")
    await somebody.presses("Nowa sprawa")
    assert "71 354 00 00" in await somebody.presses("Opłaty")

    await anna.presses("Więcej", thread)
    await anna.presses("Odblokuj", thread)
    assert await writes_to_office(somebody, "Opłaty", "Ile mam zapłacić?") > number


async def test_a_canned_answer_is_read_first_and_goes_when_sent(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Konto i hasło", "Zapomniałam hasła do logowania")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Zapomniałam hasła", thread)

    await anna.presses("Szablon", thread)
    await anna.presses("Hasło: jak dostać nowe", thread)
    preview = await anna.sees("Czy wysłać to do mieszkańca?", thread)
    assert "Nie pamiętam hasła" not in await somebody.everything()
    await anna.chat.press("Wyślij", message_id=preview["message_id"])

    assert "Biuro" in (await somebody.sees("Nie pamiętam hasła"))["text"]


async def test_who_is_not_of_the_office_gets_nothing(
    resident: NewResident, colleague: NewColleague, sandbox: Sandbox
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Ile mam zapłacić?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Ile mam zapłacić?", thread)
    card = next(m for m in await anna.chat.messages(thread=thread) if m["buttons"])

    await sandbox.inject(
        {
            "callback_query": {
                "id": "1",
                "from": {"id": somebody.chat.person, "is_bot": False, "first_name": "Obcy"},
                "chat_instance": "1",
                "data": Press(deed="take", case=number).pack(),
                "message": {
                    "message_id": card["message_id"],
                    "date": 1,
                    "chat": {"id": anna.chat.id, "type": "supergroup", "title": "Biuro"},
                },
            }
        }
    )
    for command in ("/sprawy", "/statystyka", f"/szukaj {number}", f"/konto {MARIA.symbol}"):
        answer = await somebody.writes(command)
        assert "Ile mam zapłacić?" not in answer

    assert "Prowadzi" not in "\n".join(await anna.chat.texts(thread=thread))


async def test_what_was_written_can_be_taken_back_and_thrown_away_before_it_goes(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    before = set(await anna.topics())
    await somebody.writes("/biuro")
    await somebody.presses("Dokumenty")
    await somebody.writes("Proszę o statut.")
    await somebody.writes("I jeszcze coś.")
    assert "I jeszcze coś." not in await somebody.presses("Cofnij ostatnią")
    assert "Czy wyrzucić" in await somebody.presses("Anuluj")
    assert "Proszę o statut." in await somebody.presses("Nie, zostaw")

    await somebody.presses("Anuluj", "Tak, wyrzuć")

    assert set(await anna.topics()) == before


async def test_a_half_written_message_survives_a_restart(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    settings = dict(somebody.office._settings)
    await somebody.writes("/biuro")
    await somebody.presses("Opłaty")
    await somebody.writes("Pierwsza połowa.")
    await somebody.office.crash()
    await somebody.office.open(somebody.sandbox, **settings)

    await somebody.writes("Druga połowa.")
    receipt = await somebody.presses("Wyślij")

    number = receipt.rpartition("Sprawa nr ")[2].split()[0]
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Pierwsza połowa.", thread)
    await anna.sees("Druga połowa.", thread)


async def test_a_shared_contact_reaches_the_office_in_words(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA, phone="+48601234567")
    await somebody.writes("/biuro")
    await somebody.presses("Inna sprawa")
    await somebody.chat.share_contact()
    assert "Czy wysłać to do biura?" in await somebody.reads()
    receipt = await somebody.presses("Wyślij")

    number = receipt.rpartition("Sprawa nr ")[2].split()[0]
    await anna.sees("601234567", await anna.finds_topic(f"#{number} ·"))


async def test_an_answered_message_carries_the_sign_of_delivery(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Czy doszło?")
    thread = await anna.finds_topic(f"#{number} ·")
    await anna.sees("Czy doszło?", thread)
    answer = await anna.writes("Doszło.", thread)

    async def marked() -> bool:
        (message,) = [
            m
            for m in await anna.chat.messages(thread=thread)
            if m["message_id"] == answer["message_id"]
        ]
        return "👌" in str(message.get("reactions"))

    await until(marked, "the sign of delivery")
