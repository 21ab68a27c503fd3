"""`ebok demo` as a newcomer starts it, and what a newcomer does on its page."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, expect

from sandbox_tests.browser.phone import MailHand, PhoneHand
from tests.e2e import phrases
from tests.e2e.resident import KEYCAP, PLACES
from tests.fixtures.ports import free_port

PATIENCE = 90.0  # seconds; other work shares the machine
ANSWER_MS = 15_000
CARD = ("Symbol klienta", "Imię i nazwisko", "Adres", "PESEL", "E-mail", "E-mail", "Telefon")
A_LOOK_MS = 300
PHONE_KEYS = ["Udostępnij mój numer", "Po co telefon?", "Wstecz", "Menu", "Pomoc"]
PASSWORD = "Wrobel-na-Dachu-7"


@asynccontextmanager
async def running_demo(folder: Path) -> AsyncIterator[str]:
    """Its address; ends it with SIGTERM and waits until all its processes have gone."""
    port = free_port()
    errors = folder / "errors"
    with errors.open("wb") as stderr:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "demo",
            "--port", str(port), "--data", str(folder / "data"), "--fresh", "--no-browser",
            env={key: value for key, value in os.environ.items() if not key.startswith("EBOK_")},
            stdout=PIPE, stderr=stderr,
        )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            while b"Ctrl-C" not in (line := await process.stdout.readline()):
                assert line, f"the demo did not start: {errors.read_text()}"
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(PATIENCE):
            # Its parts write to the same pipe: it ends when the last of them has ended.
            await process.stdout.read()
            assert await process.wait() == 0, errors.read_text()


class Newcomer:
    """Clicks and types only; at 390 px the panes are tabs and the card is folded."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hand = PhoneHand(page)
        self.mail = MailHand(page)

    async def registers(self, name: str) -> None:
        hand = self.hand
        await hand.choose(name)
        await hand.start()
        await hand.sees(phrases.WELCOME)
        await hand.press("Rejestracja")
        for step, label in enumerate(CARD, start=1):
            await hand.sees(f"Krok {step} z 10")
            if label == "Telefon":
                # The library hides data behind these words; nothing of it may be seen.
                await expect(hand.phone.locator(".key")).to_have_text(PHONE_KEYS)
            await hand.type_from_card(label)
        await hand.sees("Krok 8 z 10")
        terms = hand.message("regulamin").locator(".file-row")
        await expect(terms).to_be_visible()
        await expect(terms).to_contain_text("PDF")
        await hand.press("Akceptuję regulamin")
        await hand.sees("Krok 9 z 10")
        await hand.press("Wyrażam zgodę")
        await self.shows_to_be_human()
        await hand.sees(phrases.SUMMARY)
        await expect(hand.message(phrases.SUMMARY)).to_contain_text(name)
        await hand.press("Wyślij")
        await self.is_answered(phrases.ACCEPTED)

    async def shows_to_be_human(self) -> None:
        hand = self.hand
        await hand.sees("Krok 10 z 10")
        text = await hand.message("Krok 10 z 10").last.inner_text()
        digits = KEYCAP.findall(text)
        first, second = (PLACES.index(word) for word in re.findall(r"\w+", text) if word in PLACES)
        await hand.press_exactly(digits[first])
        await hand.sees("Teraz proszę nacisnąć")
        await hand.press_exactly(digits[second])

    async def reads_both_mails(self, address: str) -> None:
        """The one with login and password stays open."""
        await self.turns_to("Poczta")
        mailbox = self.mail.mailbox
        if await mailbox.get_by_label("Adres").is_visible():
            await mailbox.get_by_label("Adres").select_option(address)
        mails = mailbox.locator(".mail")
        await expect(mails).to_have_count(2)
        await mails.filter(has_text=phrases.RECEIVED).click()
        await expect(mailbox.locator(".letter-text")).to_contain_text("Dostaliśmy zgłoszenie")
        await mailbox.get_by_role("button", name="Wróć do listy").click()
        await mails.filter(has_text="hasło tymczasowe").click()
        await expect(mailbox.locator(".letter-text")).to_contain_text("Hasło tymczasowe:")

    async def logs_in_with_the_mail(self) -> None:
        await self.turns_to("Telefon")
        await self.hand.press("Logowanie")
        await self.is_answered("Proszę podać login")
        await self.types_from_mail("Login")
        await self.is_answered("Proszę podać hasło")
        await self.types_from_mail("Hasło tymczasowe")
        await self.is_answered("co najmniej jedna cyfra")

    async def sets_a_password(self) -> None:
        await self.hand.type(PASSWORD)
        await self.is_answered("jeszcze raz. Musi być takie samo")
        await self.hand.type(PASSWORD)
        await self.is_answered(phrases.LOGGED_IN)
        await self.hand.press("Zapamiętaj ten telefon")

    async def reads_the_balance(self, amount: str) -> None:
        await self.hand.press("Saldo")
        await self.is_answered(amount)

    async def writes_to_the_office(
        self, text: str, topic: str = "Inna sprawa", place: str | None = None
    ) -> None:
        hand = self.hand
        await hand.type("/biuro")
        await self.is_answered("Czego dotyczy sprawa?")
        await hand.press(topic)
        if place is not None:
            await self.is_answered("Gdzie")
            await hand.type(place)
        await self.is_answered("Proszę napisać, co" if place else "Proszę napisać, o co chodzi")
        await hand.type(text)
        await self.is_answered("Czy wysłać to do biura?")
        await hand.press("Wyślij")
        await self.is_answered("Sprawa nr")

    async def is_answered_by_the_office(self, surname: str, asked: str, answer: str) -> None:
        """The other side of the page: a colleague opens the new topic and writes."""
        await self.turns_to("Biuro")
        group = self.page.locator(".group")
        await group.locator(".topic").filter(has_text=surname).click(timeout=ANSWER_MS)
        await expect(group.get_by_role("log")).to_contain_text(asked, timeout=ANSWER_MS)
        box = group.get_by_role("textbox", name="Wiadomość")
        await box.fill(answer)
        await box.press("Enter")
        await self.turns_to("Telefon")
        await self.is_answered(answer)

    async def types_from_mail(self, label: str) -> None:
        await self.turns_to("Poczta")
        await self.mail.use(label)
        await self.hand.box.press("Enter")

    async def is_answered(self, text: str) -> None:
        """Passwords and the records take longer to look at than a tap."""
        await expect(self.hand.message(text).last).to_be_visible(timeout=ANSWER_MS)

    async def is_folded(self) -> bool:
        return await self.page.get_by_role("tab", name="Poczta").count() > 0

    async def turns_to(self, pane: str) -> None:
        if not await self.is_folded():
            return
        tab = self.page.get_by_role("tab", name=pane)
        for _try in range(5):  # what comes in meanwhile may bring another pane
            await tab.click()
            await self.page.wait_for_timeout(A_LOOK_MS)
            if await tab.get_attribute("aria-selected") == "true":
                return
        await expect(tab).to_have_attribute("aria-selected", "true")
