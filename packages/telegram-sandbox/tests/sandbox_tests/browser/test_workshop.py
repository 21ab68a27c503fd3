"""The workshop: the log of calls, and a fault switched on and off."""

from playwright.async_api import expect

from sandbox_tests.browser.chromium import OpenPage
from sandbox_tests.browser.phone import PhoneHand
from sandbox_tests.browser.stage import new_person
from telegram_sandbox.client import Sandbox


async def test_a_fault_is_switched_on_seen_and_switched_off(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Edyta")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    drawer = page.get_by_role("complementary", name="Warsztat")
    await hand.start()
    await hand.sees("Dzień dobry, Edyta.")

    await page.get_by_role("button", name="Warsztat").click()
    await drawer.get_by_role("tab", name="Usterki").click()
    await drawer.get_by_role("button", name="502: awaria").click()
    await drawer.get_by_label("Metoda").fill("sendMessage")
    await drawer.get_by_label("Ile razy").fill("5")
    await drawer.get_by_role("button", name="Włącz usterkę").click()
    await expect(drawer.locator(".fault-list")).to_contain_text("sendMessage")
    await expect(drawer.locator(".fault-list")).to_contain_text("jeszcze 5 razy")

    await hand.type("zgubione")
    await expect(drawer.locator(".fault-list")).to_contain_text("jeszcze 4 razy")
    await drawer.get_by_role("tab", name="Wywołania").click()
    await expect(drawer.locator(".call").first).to_contain_text("502")
    await hand.sees_no("Echo: zgubione")

    await drawer.get_by_role("tab", name="Usterki").click()
    await drawer.get_by_role("button", name="Wyłącz wszystkie").click()
    await expect(drawer.get_by_text("Żadna usterka nie jest włączona.")).to_be_visible()
    await hand.type("znów działa")
    await hand.sees("Echo: znów działa")


async def test_a_fault_can_last_until_it_is_switched_off(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page()
    drawer = page.get_by_role("complementary", name="Warsztat")
    await page.get_by_role("button", name="Warsztat").click()
    await drawer.get_by_role("tab", name="Usterki").click()

    await drawer.get_by_role("button", name="502: awaria").click()
    await drawer.get_by_label("Metoda").fill("sendDice")
    await drawer.get_by_label("aż do wyłączenia").check()
    await expect(drawer.get_by_label("Ile razy")).to_be_disabled()
    await drawer.get_by_role("button", name="Włącz usterkę").click()

    for _ in range(3):
        await expect(drawer.locator(".fault-list .count")).to_have_text("aż do wyłączenia")
        assert (await sandbox.bot_api("sendDice", chat_id=1))["error_code"] == 502
    await drawer.get_by_role("button", name="Wyłącz wszystkie").click()
    await expect(drawer.get_by_text("Żadna usterka nie jest włączona.")).to_be_visible()


async def test_calls_are_listed_with_what_was_said(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await new_person(sandbox, "Gustaw")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    await page.get_by_role("button", name="Warsztat").click()
    await hand.start()
    await hand.type("do dziennika")
    await hand.sees("Echo: do dziennika")

    newest = page.locator(".call").filter(has_text="sendMessage").first
    await newest.locator("summary").click()

    await expect(newest.locator("pre")).to_contain_text("Echo: do dziennika")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Warsztat")).to_be_focused()
