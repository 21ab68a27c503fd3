"""The group with its topics, and the mailbox."""

from playwright.async_api import expect

from sandbox_tests.browser.chromium import OpenPage
from sandbox_tests.browser.phone import MailHand, PhoneHand
from sandbox_tests.browser.stage import new_mail, new_person
from telegram_sandbox.client import Sandbox


async def test_a_resident_and_the_group_talk_in_a_topic(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    resident = await new_person(sandbox, "Wanda", last_name="Lipska")
    clerk = await new_person(sandbox, "Beata", staff=True)
    page = await open_page(f"a={resident}&staff={clerk}")
    hand = PhoneHand(page)
    group = page.locator(".group")
    await hand.start()

    await hand.type("grupa: Cieknie kran")
    topic = group.locator(".topic").filter(has_text="Wanda Lipska")
    await expect(topic.locator(".count")).to_have_text("1 nowa")
    await topic.click()
    await expect(group.get_by_role("log")).to_contain_text("Cieknie kran")

    box = group.get_by_role("textbox", name="Wiadomość")
    await box.fill("Hydraulik przyjdzie jutro")
    await box.press("Enter")
    await hand.sees("Grupa: Hydraulik przyjdzie jutro")


async def test_staff_close_reopen_and_delete_a_topic(sandbox: Sandbox, open_page: OpenPage) -> None:
    resident = await new_person(sandbox, "Olga", last_name="Mak")
    clerk = await new_person(sandbox, "Daria", staff=True)
    await sandbox.chat(resident).send("grupa: pytanie")
    await sandbox.idle()
    page = await open_page(f"a={resident}&staff={clerk}")
    group = page.locator(".group")
    topic = group.locator(".topic").filter(has_text="Olga Mak")
    more = group.get_by_role("button", name="Więcej", exact=True)
    await topic.click()

    await more.click()
    await group.get_by_role("button", name="Zamknij temat").click()
    await expect(group.get_by_text("Ten temat jest zamknięty.")).to_be_visible()

    await more.click()
    await group.get_by_role("button", name="Otwórz temat").click()
    await expect(group.get_by_text("Ten temat jest zamknięty.")).to_have_count(0)

    await more.click()
    await group.get_by_role("button", name="Usuń temat").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Usuń").click()
    await expect(topic).to_have_count(0)


async def test_a_letter_arrives_and_its_values_are_ready_to_use(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Rita")
    page = await open_page(f"a={person}")
    hand, mail = PhoneHand(page), MailHand(page)
    await hand.start()

    await new_mail(
        sandbox,
        "rita@example.org",
        "Konto jest gotowe",
        "Dzień dobry,\n\nLogin: 104217\nHasło tymczasowe:\nKwiat-7-Rzeka\n\nDziała 72 godziny.\n",
        '<p>Login: <b>104217</b></p><script>parent.document.title = "złe"</script>',
    )
    await mail.open("Konto jest gotowe")

    await expect(mail.mailbox).not_to_contain_text("null")
    assert await mail.value("Login") == "104217"
    assert await mail.value("Hasło tymczasowe") == "Kwiat-7-Rzeka"
    await mail.mailbox.get_by_role("button", name="Wpisz: Hasło tymczasowe").click()
    await expect(hand.box).to_have_value("Kwiat-7-Rzeka")
    await expect(hand.box).to_be_focused()

    await mail.mailbox.get_by_role("button", name="Wygląd listu").click()
    frame = page.frame_locator(".letter-look")
    await expect(frame.get_by_text("Login: 104217")).to_be_visible()
    await expect(page).to_have_title("Telegram na próbę")


async def test_letters_are_shown_by_address(sandbox: Sandbox, open_page: OpenPage) -> None:
    await new_mail(sandbox, "jeden@example.org", "List do pierwszego", "a")
    await new_mail(sandbox, "dwa@example.org", "List do drugiego", "b")
    page = await open_page()
    mailbox = page.locator(".mailbox")

    await mailbox.get_by_label("Adres").select_option("dwa@example.org")

    await expect(mailbox.locator(".mail-subject")).to_have_text(["List do drugiego"])


async def test_on_a_phone_news_are_counted_on_the_folded_tabs(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Nina", last_name="Sowa")
    page = await open_page(f"a={person}", width=390, height=844)
    hand = PhoneHand(page)
    await hand.start()
    await hand.sees("Dzień dobry, Nina.")

    await new_mail(sandbox, "nina@example.org", "Nowina", "x")
    await expect(page.get_by_role("tab", name="Poczta 1 nowa")).to_be_visible()

    await page.get_by_role("tab", name="Poczta").click()
    await MailHand(page).open("Nowina")
    await expect(page.get_by_role("tab", name="Poczta", exact=True)).to_be_visible()
