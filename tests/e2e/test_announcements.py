"""What the office tells many residents at once reaches each of them once, by chat or by mail."""

from __future__ import annotations

import re

from telegram_sandbox.client import Message, Sandbox
from tests.e2e.colleague import Colleague
from tests.e2e.conftest import NewColleague, NewResident, on_sqlite
from tests.e2e.resident import Resident
from tests.waiting import until

GONE = "Ogłoszenie wysłane."


class Announcer:
    """A colleague in the topic of the announcements."""

    def __init__(self, colleague: Colleague, thread: int) -> None:
        self.colleague = colleague
        self.thread = thread
        self.posted = 0

    async def posts(self, text: str) -> str:
        sent = await self.colleague.writes(text, self.thread)
        self.posted = sent["message_id"]
        return (await self.card())["text"]

    async def card(self) -> Message:
        """The newest message of the bot under the text."""

        async def look() -> Message | None:
            there = await self.colleague.chat.messages(after=self.posted, thread=self.thread)
            return next((m for m in reversed(there) if m["from"]["is_bot"]), None)

        return await until(look, "a card under the text")

    async def presses(self, label: str) -> str:
        await self.colleague.chat.press(label, message_id=(await self.card())["message_id"])
        await self.colleague.sandbox.idle(quiet_ms=50)
        return (await self.card())["text"]

    async def lists(self, symbols: str) -> str:
        await self.presses("Lista symboli")
        asked = (await self.card())["message_id"]
        await self.colleague.writes(symbols, self.thread, reply_to=asked)
        await self.colleague.sandbox.idle(quiet_ms=50)
        return (await self.card())["text"]

    async def sees_the_end(self) -> str:
        async def look() -> str | None:
            said = (await self.card())["text"]
            return said if GONE in said else None

        return await until(look, "the count in the end")


async def announcer(colleague: Colleague) -> Announcer:
    return Announcer(colleague, await colleague.finds_topic("Ogłoszenia"))


async def copies(somebody: Resident, words: str) -> int:
    return sum(words in text for text in await somebody.chat.texts())


async def test_a_list_gets_it_in_the_chat_and_whoever_blocked_the_bot_by_mail(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna = await announcer(await colleague("Anna"))
    first, second = await resident(), await resident()
    await first.opens_account()
    await second.opens_account()

    assert "Kto ma dostać" in await anna.posts("W piątek <myjmy> klatki.")
    await anna.colleague.chat.edit(anna.posted, "W piątek <myjemy> klatki.")
    await second.chat.block()
    preview = await anna.lists(f"{first.member.symbol}, {second.member.symbol}; 999999")
    assert "W piątek <myjemy> klatki." in preview
    assert "2 czaty, 0 adresów e-mail" in preview
    assert "nie mają konta: 999999" in preview
    await anna.presses("Wyślij")

    ended = await anna.sees_the_end()
    assert "Doszło na czat: 1\nE-mailem: 1\nBot zablokowany: 1" in ended
    shown = await first.sees("W piątek <myjemy> klatki.")
    assert "Ogłoszenie" in shown["text"]
    assert await first.buttons() == ["Napisz do biura", "Wstecz", "Menu", "Pomoc"]
    mail = await second.gets_mail("Ogłoszenie")
    assert "W piątek <myjemy> klatki." in mail["text"]
    assert await copies(first, "myjemy") == 1
    await anna.colleague.chat.edit(anna.posted, "W sobotę <myjemy> klatki.")
    await anna.colleague.sees("Mieszkańcy nie zobaczą tej zmiany", anna.thread)


async def test_a_kill_in_the_middle_loses_nobody_and_tells_nobody_twice(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna = await announcer(await colleague("Anna"))
    people = [await resident() for _ in range(2)]
    for somebody in people:
        await somebody.opens_account()
    sandbox = anna.colleague.sandbox
    await anna.posts("Jutro nie ma ciepłej wody.")
    await anna.lists(" ".join(each.member.symbol for each in people))

    # The second of them does not get through until the program has died and come back.
    await sandbox.fault(
        method="sendMessage",
        status=500,
        description="Internal Server Error",
        times=None,
        where={"chat_id": people[1].chat.id},
    )
    await anna.presses("Wyślij")
    await people[0].sees("Jutro nie ma ciepłej wody.")
    assert "z 2" in (await anna.card())["text"]
    await people[0].office.crash_and_return(sandbox)
    await sandbox.clear_faults()

    await people[1].sees("Jutro nie ma ciepłej wody.")
    assert "Doszło na czat: 2" in await anna.sees_the_end()
    assert [await copies(each, "ciepłej wody") for each in people] == [1, 1]


@on_sqlite
async def test_whoever_is_no_administrator_is_refused_politely(
    colleague: NewColleague, sandbox: Sandbox
) -> None:
    anna = await announcer(await colleague("Anna"))
    link = await sandbox.bot_api("createChatInviteLink", chat_id=anna.colleague.chat.id)
    person = await sandbox.person("Ola")
    ola = Announcer(Colleague(sandbox, sandbox.chat(person, anna.colleague.chat.id)), anna.thread)
    await ola.colleague.chat.join(link["result"]["invite_link"])
    assert "tylko administratorzy" in await ola.posts("Zebranie w środę.")

    await anna.posts("Zebranie w czwartek.")
    card = (await anna.card())["message_id"]
    answer = await ola.colleague.chat.press("Wszyscy", message_id=card)
    assert answer is not None
    assert "tylko administratorzy" in answer["text"]
    assert "Kto ma dostać" in (await anna.card())["text"]
    assert "Nie wysłaliśmy" in await anna.presses("Anuluj")


async def test_an_outage_is_told_to_those_who_live_there_while_it_lasts_and_to_the_end(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna = await announcer(await colleague("Anna"))
    neighbour, elsewhere = await resident(), await resident()
    while building(elsewhere) == building(neighbour):
        elsewhere = await resident()
    for somebody in (neighbour, elsewhere):
        await somebody.opens_account()

    assert "Co nie działa?" in await anna.posts("/awaria Proszę nie wsiadać.")
    outage = (await anna.card())["message_id"]
    await anna.presses("Winda")
    await turn_to(anna, building(neighbour))
    await anna.presses(building(neighbour))
    await anna.presses("Dalej")
    preview = await anna.presses("Jeszcze nie wiadomo")
    assert f"Awaria: winda\n\nGdzie: {building(neighbour)}\nNie wiemy jeszcze" in preview
    assert "Proszę nie wsiadać." in preview
    await anna.presses("Wyślij")
    told = await neighbour.sees("Awaria: winda")
    assert "Proszę nie wsiadać." in told["text"]

    await neighbour.writes("/biuro")
    await neighbour.presses("Usterka")
    warned = await neighbour.writes(f"{building(neighbour)}, winda")
    assert "Wiemy o awarii w tym budynku: winda" in warned
    assert "Proszę napisać, co" in await neighbour.presses("Napisz mimo to")

    await anna.colleague.chat.press("Aktualizuj", message_id=outage)
    asked = await anna.colleague.sees("napisać, co nowego", anna.thread)
    await anna.colleague.writes("Serwis już jedzie.", anna.thread, reply_to=asked["message_id"])
    await neighbour.sees("Serwis już jedzie.")

    await anna.colleague.chat.press("Koniec awarii", message_id=outage)
    await anna.colleague.sandbox.idle(quiet_ms=50)
    await anna.colleague.chat.press("Tak, to koniec", message_id=outage)
    await neighbour.sees("Koniec awarii: winda")
    await anna.colleague.sees("Koniec awarii: winda", anna.thread, number=2)
    for words in ("Awaria: winda", "Serwis", "Koniec awarii"):
        assert await copies(elsewhere, words) == 0
    assert await copies(neighbour, "Serwis") == 1


def building(somebody: Resident) -> str:
    return re.sub(r"^ul\. ", "", somebody.member.address.split("/")[0].split(",")[0])


async def turn_to(anna: Announcer, name: str) -> None:
    """To the page of buildings that shows it."""
    while name not in (
        labels := [b["text"] for row in (await anna.card())["buttons"] for b in row]
    ):
        assert "▶" in labels, labels
        await anna.presses("▶")
