"""People of the example cooperative: they register, read their mail, and log in."""

from __future__ import annotations

import asyncio
import csv
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.smtp import SMTP

from benchmarks.bot_api import PATIENCE, Chat, NoAnswer
from benchmarks.processes import ROOT

COOPERATIVE = ROOT / "examples" / "cooperative"
ORDINALS = ("pierwszą", "drugą", "trzecią", "czwartą", "piątą", "szóstą")
KEYCAP = re.compile(r"(\d)\ufe0f?\u20e3")
TEMPORARY = re.compile(r"^Hasło tymczasowe:\s*(\S+)", re.M)
CHOSEN = "Sikorka-27-Lot!"


@dataclass(frozen=True)
class Member:
    symbol: str
    name: str
    address: str
    pesel: str

    @property
    def email(self) -> str:
        return f"osoba.{self.symbol}@example.com"

    @property
    def answers(self) -> tuple[str, ...]:
        """To the questions before the address is to be typed again: each a text of its own."""
        return (self.symbol, self.name, self.address, self.pesel, self.email)


def members() -> list[Member]:
    """Who has a PESEL on record and one place: an account opens for each of them."""
    premises = _rows("premises.csv")
    held = Counter(row["symbol"] for row in premises)
    addresses = {row["symbol"]: row["address"] for row in premises}
    return [
        Member(symbol, row["name"], addresses[symbol], row["pesel"])
        for row in _rows("members.csv")
        if row["pesel"] and held[symbol := row["symbol"]] == 1
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (COOPERATIVE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


class Mailbox:
    """Takes every mail; temporary passwords can be read from it."""

    def __init__(self) -> None:
        self._passwords: dict[str, str] = {}
        self._came = asyncio.Condition()

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        body = message_from_bytes(envelope.content, policy=policy.default).get_body(("plain",))
        found = TEMPORARY.search(body.get_content() if body else "")
        if found:
            async with self._came:
                self._passwords.update(dict.fromkeys(envelope.rcpt_tos, found[1]))
                self._came.notify_all()
        return "250 OK"

    async def password(self, address: str) -> str:
        async with asyncio.timeout(PATIENCE), self._came:
            await self._came.wait_for(lambda: address in self._passwords)
            return self._passwords[address]


@asynccontextmanager
async def mail_server(mailbox: Mailbox) -> AsyncIterator[str]:
    """Its address as a setting."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox, loop=loop), "127.0.0.1", 0)
    async with server:
        yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def asks_to_register(chat: Chat) -> None:
    """Up to the first question."""
    await writes(chat, "/start")
    await presses(chat, "Rejestracja")


async def open_accounts(chats: Sequence[Chat], people: Sequence[Member], mailbox: Mailbox) -> None:
    """A few at a time, so that nobody waits long for an answer."""
    few = asyncio.Semaphore(4)

    async def one(chat: Chat, member: Member) -> None:
        async with few:
            await opens_account(chat, member, mailbox)

    await asyncio.gather(*map(one, chats, people))


async def opens_account(chat: Chat, member: Member, mailbox: Mailbox) -> None:
    """From the first word to the menu."""
    await asks_to_register(chat)
    await writes(chat, *member.answers, member.email, "601 234 567")
    await presses(chat, "Akceptuję regulamin", "Wyrażam zgodę")
    await presses(chat, *_asked_digits(chat.newest["text"]), "Wyślij")
    temporary = await mailbox.password(member.email)
    await chat.settled(shown=2)  # the receipt, and that the account is ready
    await presses(chat, "Logowanie")
    await writes(chat, member.symbol, temporary)
    if "tymczasowe" in chat.newest["text"]:  # proves the temporary password once more
        await writes(chat, temporary)
    await writes(chat, CHOSEN, CHOSEN)
    await presses(chat, "Tylko teraz")
    if not chat.offers("Saldo"):
        raise NoAnswer(f"{member.symbol} is not logged in: {chat.newest['text']}")


def _asked_digits(text: str) -> tuple[str, str]:
    digits = KEYCAP.findall(text)
    first, second = (ORDINALS.index(word) for word in re.findall(r"\w+", text) if word in ORDINALS)
    return digits[first], digits[second]


async def writes(chat: Chat, *texts: str) -> None:
    for text in texts:
        chat.write(text)
        await chat.settled()


async def presses(chat: Chat, *labels: str) -> None:
    for label in labels:
        await chat.until_offered(label)
        chat.press(label)
        await chat.settled()
