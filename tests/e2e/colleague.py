"""Somebody of the office who works in its group, and how a resident writes to it."""

from __future__ import annotations

import re

from telegram_sandbox.client import Chat, Message, Sandbox
from tests.e2e.resident import Resident
from tests.waiting import until

OFFICE_MAIL = "biuro@office.example"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "606060000000050001a5f645400000000049454e44ae426082"
)


class Colleague:
    """Somebody of the office, in the group."""

    def __init__(self, sandbox: Sandbox, chat: Chat) -> None:
        self.sandbox = sandbox
        self.chat = chat

    async def topics(self) -> dict[str, int]:
        """Names and threads."""
        group = await self.sandbox.group()
        return {topic["name"]: topic["thread"] for topic in group["topics"]}

    async def finds_topic(self, words: str) -> int:
        """One that has its first message: it takes nobody less long to open it."""

        async def look() -> int | None:
            found = next((t for name, t in (await self.topics()).items() if words in name), None)
            begun = found is not None and await self.chat.messages(thread=found)
            return found if begun else None

        return await until(look, f"a topic with {words!r}", self.topics)

    async def sees(self, words: str, thread: int | None, number: int = 1) -> Message:
        async def look() -> Message | None:
            found = [m for m in await self.chat.messages(thread=thread) if words in m["text"]]
            return found[number - 1] if len(found) >= number else None

        async def there() -> str:
            return "\n".join(await self.chat.texts(thread=thread))

        return await until(look, f"{words!r} in the group", there)

    async def writes(self, text: str, thread: int, reply_to: int | None = None) -> Message:
        return await self.chat.send(text, thread=thread, reply_to=reply_to)

    async def presses(self, label: str, thread: int) -> str | None:
        card = await self.chat.messages(thread=thread)
        pressed = next(m for m in card if m["buttons"])
        answer = await self.chat.press(label, message_id=pressed["message_id"])
        return None if answer is None else answer["text"]


async def writes_to_office(
    somebody: Resident, topic: str, *texts: str, place: str = "Bulwar Ikara 12, winda"
) -> int:
    """Up to the receipt; the case's number."""
    await somebody.writes("/biuro")
    if "Nowa sprawa" in await somebody.buttons():
        await somebody.presses("Nowa sprawa")
    await somebody.presses(topic)
    if topic == "Usterka":
        await somebody.writes(place)
    for text in texts:
        await somebody.writes(text)
    receipt = await somebody.presses("Wyślij")
    if "Wyślij do biura" in await somebody.buttons():  # the program knew an answer
        receipt = await somebody.presses("Wyślij do biura")
    found = re.search(r"[Ss]prawa nr (\d+)", receipt)
    assert found is not None, receipt
    return int(found[1])
