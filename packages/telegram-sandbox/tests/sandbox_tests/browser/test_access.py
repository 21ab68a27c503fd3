"""Everyone can use the page: keyboard, screen reader, languages, dark and light, hostile text."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from sandbox_tests.browser.chromium import OpenPage
from sandbox_tests.browser.phone import MailHand, PhoneHand
from sandbox_tests.browser.stage import new_mail, new_person
from telegram_sandbox.client import Sandbox

CARD = {
    "title": "Jedno mieszkanie",
    "rows": [
        ["Numer klienta", "104217"],
        ["Adres", "ul. Bulwar Ikara 12/5, 54-130 Wrocław"],
        ["E-mail", "maria@example.org"],
    ],
    "note": "312,40 zł do zapłaty",
}

HOSTILE = (
    '<img src=x onerror="document.title=1"> <script>document.title=2</script> '
    "<b onclick=1>gruby</b> javascript:alert(1) [x](javascript:alert(1)) \u202eabc"
)


async def axe_findings(page: Page, axe: str) -> list[str]:
    """What axe-core calls serious or critical, one line each."""
    await page.evaluate(axe)
    result: dict[str, Any] = await page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in result["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


async def furnish(sandbox: Sandbox) -> str:
    """A conversation, a topic of the group and a letter; answers the place to open."""
    person = await new_person(sandbox, "Maria", last_name="Próbna", phone="+48600300400", card=CARD)
    clerk = await new_person(sandbox, "Alicja", staff=True)
    await sandbox.chat(person).send("/start")
    await sandbox.chat(person).send("grupa: dzień dobry")
    await sandbox.idle()
    for label in ("Pliki", "Klawiatura", "Tabela"):
        await sandbox.chat(person).press(label)
    await sandbox.chat(person).send("/start")
    await new_mail(sandbox, "maria@example.org", "Ważny list", "Login: 104217\n")
    await sandbox.idle()
    return f"a={person}&staff={clerk}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious_on_any_pane(
    sandbox: Sandbox, open_page: OpenPage, axe: str, scheme: str
) -> None:
    place = await furnish(sandbox)
    page = await open_page(place, scheme=scheme)
    await PhoneHand(page).sees("Dzień dobry, Maria.")
    await page.locator(".topic").filter(has_text="Maria Próbna").first.click()
    await MailHand(page).open("Ważny list")
    assert await axe_findings(page, axe) == []

    await page.get_by_role("button", name="Warsztat").click()
    await expect(page.locator(".call").first).to_be_visible()
    assert await axe_findings(page, axe) == []
    await page.get_by_role("tab", name="Usterki").click()
    assert await axe_findings(page, axe) == []
    await page.keyboard.press("Escape")

    await page.locator(".phone .plate").first.click()
    assert await axe_findings(page, axe) == []


async def test_axe_finds_nothing_serious_on_a_phone(
    sandbox: Sandbox, open_page: OpenPage, axe: str, screenshots: Path
) -> None:
    page = await open_page(await furnish(sandbox), width=390, height=844)
    await PhoneHand(page).sees("Dzień dobry, Maria.")
    assert await axe_findings(page, axe) == []
    for name, pane in (("Grupa", "group"), ("Poczta", "mail")):
        await page.get_by_role("tab", name=name).click()
        await page.screenshot(path=screenshots / f"sandbox-390-{pane}.png")
        assert await axe_findings(page, axe) == []


async def test_the_whole_way_by_keyboard(sandbox: Sandbox, open_page: OpenPage) -> None:
    await sandbox.person("Klawisz", last_name="Sam")
    page = await open_page()
    hand = PhoneHand(page)
    keys = page.keyboard

    await hand.phone.locator(".plate").focus()
    await keys.press("Enter")
    await page.get_by_role("dialog").get_by_role("button", name="Klawisz Sam").focus()
    await keys.press("Enter")
    await expect(hand.phone.locator(".plate")).to_be_focused()

    await hand.phone.get_by_role("button", name="Start", exact=True).focus()
    await keys.press("Enter")
    await hand.sees("Dzień dobry, Klawisz.")
    await expect(hand.box).to_be_focused()

    await keys.type("bez myszy")
    await keys.press("Enter")
    await hand.sees("Echo: bez myszy")
    await expect(hand.box).to_be_focused()

    await hand.button("Zmień").last.focus()
    await keys.press("Enter")
    await expect(hand.button("Wróć")).to_be_focused()

    await keys.press("Space")
    await expect(hand.button("Wróć")).to_have_count(0)
    await expect(hand.button("Zmień")).to_be_focused()


async def test_tabs_move_with_arrows(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(width=390, height=844)
    await page.get_by_role("tab", name="Telefon").focus()

    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Grupa")).to_be_focused()
    await expect(page.get_by_role("tabpanel", name="Grupa")).to_be_visible()
    await page.keyboard.press("End")
    await expect(page.get_by_role("tabpanel", name="Poczta")).to_be_visible()

    await page.reload()
    await expect(page.get_by_role("tabpanel", name="Poczta")).to_be_visible()


async def test_new_messages_are_announced(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await new_person(sandbox, "Słuchaczka")
    hand = PhoneHand(await open_page(f"a={person}"))
    await hand.start()
    await hand.sees("Dzień dobry, Słuchaczka.")

    await expect(hand.log).to_have_attribute("aria-live", "polite")
    await expect(hand.log).to_have_attribute("aria-busy", "false")


async def test_language_and_look_are_kept(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page()
    html = page.locator("html")

    await page.get_by_role("button", name="Switch to English").click()
    await expect(page.get_by_role("heading", name="Mailbox")).to_be_visible()
    await expect(html).to_have_attribute("lang", "en")
    await page.get_by_role("button", name="Dark look").click()
    await expect(html).to_have_attribute("data-theme", "dark")

    await page.reload()
    await expect(page.get_by_role("heading", name="Mailbox")).to_be_visible()
    await expect(html).to_have_attribute("data-theme", "dark")
    await page.get_by_role("button", name="Przełącz na polski").click()
    await expect(page.get_by_role("heading", name="Skrzynka pocztowa")).to_be_visible()


async def test_hostile_text_stays_text(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await new_person(sandbox, '<i onmouseover="x">Zły</i>', last_name="<script>")
    clerk = await new_person(sandbox, "Felicja", staff=True)
    page = await open_page(f"a={person}&staff={clerk}")
    hand = PhoneHand(page)
    await hand.start()

    await hand.type(HOSTILE)
    await hand.sees("Echo: <img src=x")
    await hand.type(f"grupa: {HOSTILE}".replace("<", "&lt;"))
    await hand.sees("Przekazane grupie")
    await new_mail(sandbox, "zly@example.org", HOSTILE.splitlines()[0], HOSTILE)
    await page.locator(".mail").first.click()

    await expect(page.locator(".log img, .log script, .mailbox img, .letter script")).to_have_count(
        0
    )
    await expect(page.locator("[onerror], [onclick], [onmouseover]")).to_have_count(0)
    await expect(page).to_have_title("Telegram na próbę")
    for anchor in await page.locator(".log a, .letter a").all():
        assert not str(await anchor.get_attribute("href")).lower().startswith("javascript")


DESK, POCKET = (1440, 900), (390, 844)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, POCKET], ids=["desk", "pocket"])
async def test_nothing_runs_off_the_screen(
    sandbox: Sandbox, open_page: OpenPage, screenshots: Path, size: tuple[int, int], scheme: str
) -> None:
    width, height = size
    page = await open_page(await furnish(sandbox), width=width, height=height, scheme=scheme)
    hand = PhoneHand(page)
    await hand.sees("Dzień dobry, Maria.")

    await page.wait_for_function(
        "log => log.scrollHeight - log.scrollTop - log.clientHeight < 2",
        arg=await hand.log.element_handle(),
    )

    await page.screenshot(path=screenshots / f"sandbox-{width}-{scheme}.png")

    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    for control in await hand.phone.locator(".chip, .key, .composer button, .box").all():
        if await control.is_visible():
            box = await control.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["height"] >= 44
    size_of_text = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert await hand.log.locator(".words").first.evaluate(size_of_text) >= 18
