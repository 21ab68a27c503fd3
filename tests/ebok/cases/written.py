"""Cases as residents write them, in one go."""

from __future__ import annotations

from ebok.cases.case import CaseTopic, Content, Writer
from ebok.cases.writing import add, begin, send, set_place
from ebok.services import Services
from tests.fixtures.people import CHAT


async def sent_case(
    services: Services,
    *texts: str,
    chat_id: int = CHAT,
    name: str = "Maria",
    topic: CaseTopic = CaseTopic.FEES,
    place: str | None = None,
) -> int:
    number = await begin(services, chat_id, Writer(name), None, topic, "pl")
    if place is not None:
        await set_place(services, chat_id, number, place)
    for message_id, text in enumerate(texts or ("Kiedy?",), start=number * 10):
        await add(services, chat_id, number, Content(html=text), message_id)
    await send(services, chat_id, number)
    return number
