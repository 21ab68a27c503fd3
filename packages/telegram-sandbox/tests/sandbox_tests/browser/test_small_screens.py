"""A small screen and large letters: nothing lies over anything else; a newcomer knows the way."""

import pytest
from playwright.async_api import Browser, Page, expect

from sandbox_tests.browser.chromium import OpenPage, visits
from sandbox_tests.browser.conftest import rehearsed
from sandbox_tests.browser.phone import PhoneHand
from sandbox_tests.browser.stage import new_mail, new_person
from telegram_sandbox.client import Sandbox
from telegram_sandbox.process import started

LARGE_LETTERS = "html { font-size: 200% !important; }"
# What one reads or presses around the conversation, as far as it is not scrolled out of sight.
OVERLAPS = """() => {
  const shown = [];
  const parts = "h1, h2, h3, .begin, .health, button, summary, textarea, .chat-who > *, select";
  for (const element of document.querySelectorAll(parts)) {
    if (element.closest(".log") || !element.checkVisibility({ visibilityProperty: true })) continue;
    let { left, top, right, bottom } = element.getBoundingClientRect();
    for (let frame = element.parentElement; frame; frame = frame.parentElement) {
      if (getComputedStyle(frame).overflowY === "visible") continue;
      const box = frame.getBoundingClientRect();
      left = Math.max(left, box.left); right = Math.min(right, box.right);
      top = Math.max(top, box.top); bottom = Math.min(bottom, box.bottom);
    }
    if (right - left > 2 && bottom - top > 2) shown.push({ element, left, top, right, bottom });
  }
  const found = [];
  for (const [place, one] of shown.entries()) {
    for (const other of shown.slice(place + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (width > 2 && height > 2) found.push([one, other].map(({ element }) => element.outerHTML));
    }
  }
  return found;
}"""
WIDER_THAN_THE_SCREEN = """() => [
  ...document.querySelectorAll("h1, h2, .begin, button, textarea, summary")]
  .filter((element) => element.checkVisibility() && !element.closest(".log, .skip, .choices"))
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => element.outerHTML.slice(0, 80))"""
CARD = {
    "title": "Jedno mieszkanie",
    "rows": [["Numer klienta", "104217"], ["Adres", "ul. Bulwar Ikara 12/5, 54-130 Wrocław"]],
}
SIZES = [(360, 740), (375, 812), (390, 844), (1440, 900)]


async def all_is_apart(page: Page) -> None:
    assert await page.evaluate(OVERLAPS) == []
    assert await page.evaluate(WIDER_THAN_THE_SCREEN) == []
    width = await page.evaluate("innerWidth")
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nothing_lies_over_anything_else(
    sandbox: Sandbox, open_page: OpenPage, size: tuple[int, int], large: bool
) -> None:
    name = "Wiśniewska-Kowalczykowska"
    person = await new_person(sandbox, "Maria Magdalena", last_name=name, card=CARD)
    clerk = await new_person(sandbox, "Felicja", last_name="Grupowa", staff=True)
    await new_mail(sandbox, "maria@example.org", "Konto jest gotowe", "Login: 104217")
    page = await open_page(f"a={person}&staff={clerk}", width=size[0], height=size[1])
    if large:
        await page.add_style_tag(content=LARGE_LETTERS)
    hand = PhoneHand(page)
    await all_is_apart(page)

    await hand.start()
    await hand.press("Klawiatura")
    await hand.sees("Proszę wybrać")
    await all_is_apart(page)
    for pane in ("Grupa", "Poczta"):
        tab = page.get_by_role("tab", name=pane)
        if await tab.count():
            await tab.click()
            await all_is_apart(page)


async def test_the_first_line_says_where_to_begin(browser: Browser) -> None:
    async with rehearsed() as sandbox, visits(browser, sandbox.url) as open_at:
        page = await open_at(width=390, height=844)
        line = page.locator(".begin")
        hand = PhoneHand(page)
        await expect(line).to_contain_text("proszę wybrać osobę")

        await sandbox.person("Nowa")
        await expect(line).to_contain_text("proszę nacisnąć Start")
        await hand.start()
        await hand.sees("Dzień dobry, Nowa.")
        await expect(line).to_be_hidden()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("forum", "Tu pojawią się tematy"),
        ("group", "Tu pojawi się to, co bot i ludzie napiszą"),
        ("none", "bez grupy"),
    ],
)
async def test_an_empty_group_says_what_will_come(browser: Browser, kind: str, words: str) -> None:
    with started("--group", kind, "--group-title", "Sąsiedzi") as address:
        async with Sandbox(*address) as sandbox, visits(browser, sandbox.url) as open_at:
            await sandbox.bot_api("getUpdates")
            page = await open_at()
            await expect(page.locator(".no-topics")).to_contain_text(words)
            title = "Grupa" if kind == "none" else "Sąsiedzi"
            await expect(page.get_by_role("heading", name=title)).to_be_visible()


async def test_a_person_votes_on_the_page(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await new_person(sandbox, "Wit")
    chat = sandbox.chat(person)
    await chat.send("/start")
    await sandbox.bot_api("sendPoll", chat_id=person, question="Kiedy?", options=["rano", "nigdy"])
    page = await open_page(f"a={person}")

    await page.get_by_role("button", name="rano").click()

    await expect(page.get_by_role("button", name="rano")).to_contain_text("1")
