"""What the page remembers: it begins anew with the sandbox, and a long history costs little."""

import re
from typing import Any

from playwright.async_api import Browser, Page, Route, expect

from sandbox_tests.browser.chromium import OpenPage, visits
from sandbox_tests.browser.conftest import rehearsed
from sandbox_tests.browser.phone import PhoneHand
from sandbox_tests.browser.stage import new_mail, new_person
from telegram_sandbox.client import Sandbox

TOPICS, MESSAGES = 200, 6000
CARD = {"title": "Jedno mieszkanie", "rows": [["Numer klienta", "104217"]]}

# The page's own connection, kept where a test can speak through it.
KEEP_SOURCE = """
window.EventSource = class extends EventSource {
  constructor(address) { super(address); window.source = this; }
};
"""
TELL = """async events => {
  let drawn = 0;
  const observer = new MutationObserver(list => {
    for (const one of list) drawn += one.addedNodes.length;
  });
  observer.observe(document.querySelector(".topic-list"), { childList: true });
  const begin = performance.now();
  for (const event of events) {
    source.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(event) }));
  }
  const spent = performance.now() - begin;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  observer.disconnect();
  return { drawn, spent, whole: performance.now() - begin };
}"""


def message(number: int, thread: int) -> dict[str, Any]:
    return {
        "message_id": number,
        "date": 1_767_225_600 + number,
        "edited": False,
        "from": {"id": 42, "is_bot": True, "name": "Bot"},
        "thread": thread,
        "text": f"Wiadomość {number}",
        "html": f"Wiadomość {number}",
        "buttons": [],
    }


async def answers(page: Page, address: str, body: object) -> None:
    async def answer(route: Route) -> None:
        await route.fulfill(json=body)

    await page.route(address, answer)


async def test_a_reset_is_forgotten_on_open_pages_as_by_a_reload(browser: Browser) -> None:
    async with rehearsed() as sandbox, visits(browser, sandbox.url) as open_at:
        person = await new_person(sandbox, "Dawna", card=CARD)
        clerk = await new_person(sandbox, "Dawniejsza", staff=True)
        page = await open_at(f"a={person}&staff={clerk}&topic=0", width=1920)
        hand = PhoneHand(page)
        group = page.locator(".group")
        await hand.start()
        await hand.press("Klawiatura")
        await hand.sees("Proszę wybrać")
        await hand.type_from_card("Numer klienta")
        await hand.type("grupa: dawne pytanie")
        await expect(group.locator(".topic").filter(has_text="Dawna")).to_have_count(1)
        await sandbox.chat(clerk, (await sandbox.group())["id"]).send("dawne ogłoszenie")
        await expect(group.get_by_role("log")).to_contain_text("dawne ogłoszenie")
        await group.get_by_role("textbox").fill("niewysłane w grupie")
        await hand.box.fill("niewysłane")
        await new_mail(sandbox, "dawna@example.org", "Dawny list", "x")
        await sandbox.fault(method="sendPhoto", status=500)
        await page.get_by_role("button", name="Warsztat").click()
        await expect(page.locator(".call").first).to_be_visible()
        await page.locator(".mail").click()

        await sandbox.reset()

        await expect(hand.phone.get_by_text("Proszę wybrać osobę.")).to_be_visible()
        await expect(hand.phone.locator(".plate")).to_have_text("Wybierz osobę")
        await expect(group.locator(".plate")).to_have_text("Wybierz osobę")
        await expect(group.locator(".topic")).to_have_text([re.compile("Ogólny")])
        await expect(group.get_by_text("Tu nikt jeszcze nie pisał.")).to_be_visible()
        await expect(page.get_by_text("Skrzynka jest pusta.")).to_be_visible()
        await expect(page.get_by_role("main")).not_to_contain_text("awn")
        await expect(page.locator(".drawer")).not_to_contain_text("sendPhoto")
        await expect(page.locator(".health")).to_have_attribute("data-state", "botReady")

        assert await new_person(sandbox, "Nowa", card=CARD) == person
        await new_person(sandbox, "Nowsza", staff=True)
        await expect(hand.phone.locator(".plate")).to_have_text("Nowa")
        await expect(hand.phone.locator(".reply-keyboard")).to_be_hidden()
        await expect(hand.phone.locator(".card-row")).to_have_class("card-row")
        await hand.start()
        await hand.sees("Dzień dobry, Nowa.")
        await expect(hand.box).to_have_value("")
        await expect(group.get_by_role("textbox")).to_have_value("")


async def test_ten_messages_cost_little_in_a_long_history(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    chat = (await sandbox.group())["id"]
    clerk = await new_person(sandbox, "Sabina", staff=True)
    page = await open_page()
    topics = [{"thread": n, "name": f"Temat {n}", "closed": False} for n in range(2, TOPICS + 2)]
    history = [message(1000 + n, 2 + n % TOPICS) for n in range(MESSAGES)]
    group = {"id": chat, "title": "Biuro", "is_forum": True, "topics": topics}
    await answers(page, "**/sandbox/group", group)
    await answers(page, f"**/sandbox/chats/{chat}/messages", history)
    await page.add_init_script(KEEP_SOURCE)
    await page.goto(f"{sandbox.url}/#staff={clerk}&topic=2")
    await page.reload()
    rows = page.locator(".topic-list .topic")
    await expect(rows).to_have_count(TOPICS + 1)
    await expect(rows.first).to_contain_text(f"Wiadomość {1000 + MESSAGES - 1}")

    new = [message(8000 + n, 2 if n % 2 else 100) for n in range(10)]
    cost = await page.evaluate(
        TELL, [{"type": "message", "chat": chat, "message": one} for one in new]
    )

    await expect(rows.first).to_contain_text("Wiadomość 8009")
    await expect(rows.nth(1)).to_contain_text("Wiadomość 8008")
    await expect(page.locator(".group").get_by_role("log")).to_contain_text("Wiadomość 8009")
    # Two topics came forward; no other row was touched, and nothing ran while the events came in.
    assert cost["drawn"] <= 4, cost
    assert cost["spent"] < 100, cost
    assert cost["whole"] < 1000, cost
