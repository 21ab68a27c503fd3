"""The registration as one person walks it, and the office that answers, in one process."""

from __future__ import annotations

import re
from typing import Any, cast

from sqlalchemy import select

from bot.outbox.deliver import deliver
from ebok.registration.decision import decide
from ebok.services import Services
from storage.tables import Application, Outgoing
from tests.fixtures.people import Person
from tests.fixtures.phone import Phone

PLACES = ("pierwszą", "drugą", "trzecią", "czwartą", "piątą", "szóstą")
KEYCAP = re.compile(r"(\d)\ufe0f?\u20e3")


async def begins(phone: Phone) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")


async def comes_to_step(phone: Phone, person: Person, step: int) -> None:
    """The question with this number is open."""
    await begins(phone)
    for answer in list(person.answers.values())[: step - 1]:
        await phone.send(answer)
    if step >= 9:
        await phone.press("Akceptuję regulamin")
    if step >= 10:
        await phone.press("Wyrażam zgodę")
    assert f"Krok {step} z 10" in phone.text


async def presses_digits(phone: Phone) -> None:
    digits = KEYCAP.findall(phone.text)
    asked = [PLACES.index(word) for word in re.findall(r"\w+", phone.text) if word in PLACES]
    for place in asked:
        await phone.press(digits[place])


async def applies(phone: Phone, person: Person) -> None:
    await comes_to_step(phone, person, 10)
    await presses_digits(phone)
    await phone.press("Wyślij")


async def office_answers(phone: Phone, services: Services) -> None:
    """What background work does: decides, and brings the answer into the chat."""
    async with services.database.reading() as session:
        waiting = (
            await session.scalars(select(Application.id).where(Application.decided_at.is_(None)))
        ).all()
    for application in waiting:
        await decide(services, application)
    async with services.database.reading() as session:
        notices = (
            await session.scalars(
                select(Outgoing.id).where(
                    Outgoing.channel == "chat", Outgoing.delivered_at.is_(None)
                )
            )
        ).all()
    for number in notices:
        await deliver(services, phone.handler._bot, cast(Any, None), number)


async def applies_and_hears(phone: Phone, services: Services, person: Person) -> None:
    await applies(phone, person)
    await office_answers(phone, services)


def labels(phone: Phone) -> list[str]:
    """Under the newest message with buttons, without their emoji."""
    rows = phone.screen["reply_markup"]["inline_keyboard"]
    return [re.sub(r"^\W+", "", button["text"]) for row in rows for button in row]


def deleted(phone: Phone) -> int:
    return sum(call.__api_method__ == "deleteMessage" for call in phone.telegram.calls)


def everything(phone: Phone) -> str:
    return "\n".join(str(message["text"]) for message in phone.telegram.messages.values())
