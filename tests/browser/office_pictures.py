"""The pictures of the README and of docs/biuro, made by playing the demo: `make pictures`.

Pictures made by hand show how the program looked one day; these are made again after a change.
"""

from __future__ import annotations

import asyncio
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.async_api import Locator, Page, async_playwright, expect

from sandbox_tests.browser.chromium import CHROMIUM, FLAGS, visits
from tests.browser.demo import ANSWER_MS, Newcomer, running_demo

DOCS = Path("docs")
TALLEST = 560  # pixels; of the list of topics no more is worth showing
ASKED = "Dzień dobry, winda w klatce A nie rusza od rana. Na parterze świeci się tylko lampka."
ANSWER = "Dziękujemy. Serwis przyjedzie dziś do 15.00. Napiszemy, gdy winda ruszy."


async def main() -> None:
    with TemporaryDirectory() as folder:
        async with (
            async_playwright() as playwright,
            running_demo(Path(folder)) as address,
        ):
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            async with visits(browser, address) as open_at:
                await _play(await open_at(width=1440, height=900))
            await browser.close()


async def _play(page: Page) -> None:
    somebody = Newcomer(page)
    for name, topic, text in (
        ("Jan Żółkiewski", "Opłaty", "Czy moja wpłata z 20 listopada już doszła?"),
        ("Igła sp. z o.o.", "Dokumenty", "Proszę o regulamin rozliczenia wody."),
    ):
        await somebody.hand.choose(name)
        await somebody.hand.start()
        await somebody.writes_to_the_office(text, topic)
    await _has_an_account(somebody, "Maria Wiśniewska", "maria@example.com")
    await somebody.writes_to_the_office(ASKED, "Usterka", "Bulwar Ikara 12, winda")

    await somebody.turns_to("Biuro")
    group = page.locator(".group")
    await _answers(group, "Żółkiewski", "Tak, doszła 21 listopada. Saldo jest już nowe.")
    await group.get_by_role("button", name="Wróć do tematów").click()
    _save(await group.locator(".topics").screenshot(), DOCS / "biuro" / "tematy.png", TALLEST)
    await _answers(group, "Wiśniewska", ANSWER)
    await somebody.is_answered(ANSWER)
    await page.mouse.move(720, 1)
    _save(await page.screenshot(), DOCS / "screenshot.png")
    _save(await group.locator(".group-talk").screenshot(), DOCS / "biuro" / "watek.png")
    await group.get_by_role("button", name="Wróć do tematów").click()
    _save(await group.locator(".topics").screenshot(), DOCS / "biuro" / "tematy.png", TALLEST)


async def _has_an_account(somebody: Newcomer, name: str, address: str) -> None:
    await somebody.registers(name)
    await somebody.reads_both_mails(address)
    await somebody.logs_in_with_the_mail()
    await somebody.sets_a_password()


async def _answers(group: Locator, who: str, text: str) -> None:
    """A colleague takes the case and writes in its topic."""
    back = group.get_by_role("button", name="Wróć do tematów")
    if await back.is_visible():  # a narrow group shows one topic or the list
        await back.click()
    await group.locator(".topic").filter(has_text=who).click(timeout=ANSWER_MS)
    log = group.get_by_role("log")
    await log.locator(".chip").filter(has_text="Przejmuję").click(timeout=ANSWER_MS)
    await expect(log).to_contain_text("Prowadzi", timeout=ANSWER_MS)
    box = group.get_by_role("textbox", name="Wiadomość")
    await box.fill(text)
    await box.press("Enter")
    await expect(log).to_contain_text("👌", timeout=ANSWER_MS)


def _save(picture: bytes, path: Path, tallest: int | None = None) -> None:
    """In few colours: the pages are read on slow lines too."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    if tallest is not None:
        image = image.crop((0, 0, image.width, min(image.height, tallest)))
    image.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    asyncio.run(main())
