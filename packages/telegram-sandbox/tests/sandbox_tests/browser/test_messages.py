"""How single messages look and what they offer: protected, albums, quotes, tables, buttons."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect

from sandbox_tests.browser.chromium import OpenPage
from sandbox_tests.browser.phone import PhoneHand
from sandbox_tests.browser.rehearsal_bot import PNG
from sandbox_tests.browser.stage import new_person
from sandbox_tests.browser.test_access import axe_findings
from telegram_sandbox.client import Sandbox

POCKET = {"width": 390, "height": 844}
TOOLS = "Co zrobić z tą wiadomością"


async def newcomer(sandbox: Sandbox, first_name: str) -> int:
    """Somebody whom the bot may write to."""
    person = await new_person(sandbox, first_name)
    await sandbox.chat(person).send("Początek")
    await sandbox.idle()
    return person


async def bot_says(sandbox: Sandbox, method: str, person: int, **params: Any) -> Any:
    answer = await sandbox.bot_api(method, chat_id=person, **params)
    assert answer["ok"], answer
    return answer["result"]


async def new_album(sandbox: Sandbox, person: int, *captions: str) -> list[int]:
    """An album of the bot's with a picture for each caption; its message ids."""
    sent = await sandbox.chat(person).send_file("plan.png", PNG, as_="photo", mime="image/png")
    file_id = sent["file"]["url"].split("/")[3]
    media = [{"type": "photo", "media": file_id, "caption": words} for words in captions]
    made = await bot_says(sandbox, "sendMediaGroup", person, media=media)
    return [message["message_id"] for message in made]


async def tools(message: Locator) -> list[str]:
    await message.get_by_role("button", name=TOOLS).click()
    return await message.locator(".tool").all_inner_texts()


async def nothing_runs_off(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= POCKET["width"]
    log = page.get_by_role("log").first
    assert await log.evaluate("log => log.scrollWidth <= log.clientWidth")


async def test_a_protected_message_says_so_and_offers_no_copy(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await newcomer(sandbox, "Prot")
    await bot_says(sandbox, "sendMessage", person, text="Hasło lato", protect_content=True)
    await bot_says(sandbox, "sendMessage", person, text="Zwykła")
    hand = PhoneHand(await open_page(f"a={person}"))

    secret, plain = hand.message("Hasło lato"), hand.message("Zwykła")
    await expect(secret.locator(".protected")).to_have_text("bez kopiowania")
    assert await tools(secret) == ["Odpowiedz"]
    await expect(plain.locator(".protected")).to_have_count(0)
    assert await tools(plain) == ["Odpowiedz", "Kopiuj tekst"]


async def test_captions_are_changed_and_contacts_are_not(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Kapcia", phone="+48600111222")
    chat = sandbox.chat(person)
    await chat.send_file("pismo.txt", b"x", text="pierwszy podpis")
    await chat.share_contact()
    await sandbox.idle()
    hand = PhoneHand(await open_page(f"a={person}"))

    file = hand.log.locator(".message-own").filter(has_text="pismo.txt")
    contact = hand.log.locator(".message-own").filter(has_text="+48600111222")
    assert await tools(contact) == ["Odpowiedz", "Kopiuj tekst", "Usuń"]
    assert await tools(file) == ["Odpowiedz", "Kopiuj tekst", "Zmień", "Usuń"]
    await file.get_by_role("button", name="Zmień").click()
    await expect(hand.box).to_have_value("pierwszy podpis")
    await expect(hand.box).to_have_attribute("placeholder", "Podpis do pliku")
    await hand.type("drugi podpis")

    await hand.sees("Po zmianie: drugi podpis")
    await expect(file.locator(".words")).to_have_text("drugi podpis")
    await expect(hand.box).to_have_attribute("placeholder", "Wiadomość")

    # The arrow takes the newest that can be changed, which a contact is not.
    await hand.box.press("ArrowUp")
    await expect(hand.box).to_have_value("drugi podpis")


async def test_the_bots_hint_in_the_box_stays_when_the_language_changes(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await newcomer(sandbox, "Hint")
    keyboard = {"keyboard": [[{"text": "Tak"}]], "input_field_placeholder": "Numer klienta"}
    await bot_says(sandbox, "sendMessage", person, text="Proszę podać", reply_markup=keyboard)
    page = await open_page(f"a={person}")
    box = page.locator(".phone .box").first
    await expect(box).to_have_attribute("placeholder", "Numer klienta")

    await page.get_by_role("button", name="Switch to English").click()
    await expect(box).to_have_attribute("aria-label", "Message")
    await expect(box).to_have_attribute("placeholder", "Numer klienta")

    remove = {"remove_keyboard": True}
    await bot_says(sandbox, "sendMessage", person, text="Dziękuję", reply_markup=remove)
    await expect(box).to_have_attribute("placeholder", "Message")
    await page.get_by_role("button", name="Przełącz na polski").click()
    await expect(box).to_have_attribute("placeholder", "Wiadomość")


async def test_an_album_is_one_bubble_that_follows_edits_and_deletes(
    sandbox: Sandbox, open_page: OpenPage, screenshots: Path, axe: str
) -> None:
    person = await new_person(sandbox, "Albina")
    ids = await new_album(sandbox, person, "Trzy plany", "", "")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    album = hand.log.locator("article").filter(has=page.locator(".album"))

    await expect(album).to_have_count(1)
    await expect(album.locator("img")).to_have_count(3)
    await expect(album.locator(".words")).to_have_text(["Trzy plany"])
    await expect(album.locator(".stamp")).to_have_count(1)
    await page.screenshot(path=screenshots / "sandbox-1440-album.png")
    assert await axe_findings(page, axe) == []

    await bot_says(sandbox, "editMessageCaption", person, message_id=ids[0], caption="Dwa plany")
    await expect(album.locator(".words")).to_have_text(["Dwa plany"])
    await bot_says(sandbox, "deleteMessage", person, message_id=ids[2])
    await expect(album.locator("img")).to_have_count(2)
    await bot_says(sandbox, "deleteMessage", person, message_id=ids[0])
    await expect(album).to_have_count(0)
    await expect(hand.log.locator(".message-bot img")).to_have_count(1)


async def test_ones_own_album_is_changed_and_removed_as_a_whole(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Olbracht")
    form = aiohttp.FormData({"from": str(person), "as": "photo", "text": "z piwnicy"})
    for name in ("a.png", "b.png"):
        form.add_field("file", PNG, filename=name, content_type="image/png")
    await sandbox.call("POST", f"/chats/{person}/send", data=form)
    await sandbox.chat(person).send("potem")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    album = hand.log.locator("article").filter(has=page.locator(".album"))
    await expect(album.locator("img")).to_have_count(2)

    assert await tools(album) == ["Odpowiedz", "Kopiuj tekst", "Zmień", "Usuń"]
    await album.get_by_role("button", name="Zmień").click()
    await hand.type("ze strychu")
    await expect(album.locator(".words")).to_have_text(["ze strychu"])

    await album.get_by_role("button", name=TOOLS).click()
    await album.get_by_role("button", name="Usuń").click()
    await expect(album).to_have_count(0)
    await expect(hand.log.locator(".message-own img")).to_have_count(0)
    await hand.sees("potem")


async def test_a_poll_shows_what_to_choose_from(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await newcomer(sandbox, "Ankietka")
    options = [{"text": "Wtorek"}, {"text": "Środa"}]
    sent = await bot_says(sandbox, "sendPoll", person, question="Kiedy?", options=options)
    hand = PhoneHand(await open_page(f"a={person}"))
    poll = hand.message("Kiedy?")

    await expect(poll.get_by_role("listitem")).to_have_text(["Wtorek", "Środa"])
    await expect(poll.get_by_text("Ankieta jest zakończona.")).to_have_count(0)

    await bot_says(sandbox, "stopPoll", person, message_id=sent["message_id"])
    await expect(poll.get_by_text("Ankieta jest zakończona.")).to_be_visible()


# Of a quote: what is seen of it, all of it, and one line.
HEIGHTS = """quote => [
  quote.clientHeight, quote.scrollHeight, parseFloat(getComputedStyle(quote).lineHeight)
]"""


async def test_long_expandable_quotes_start_folded(
    sandbox: Sandbox, open_page: OpenPage, screenshots: Path, axe: str
) -> None:
    person = await newcomer(sandbox, "Cytata")
    lines = "\n".join(f"Punkt {n} regulaminu" for n in range(1, 9))
    for words in (lines, "Krótki cytat"):
        await bot_says(
            sandbox,
            "sendMessage",
            person,
            text=f"Wyciąg:\n<blockquote expandable>{words}</blockquote>",
            parse_mode="HTML",
        )
    page = await open_page(f"a={person}", **POCKET)
    hand = PhoneHand(page)
    long, short = (hand.message(words).locator("blockquote") for words in ("Punkt 1", "Krótki"))

    opener = long.get_by_role("button", name="Pokaż całość")
    await expect(opener).to_have_attribute("aria-expanded", "false")
    await expect(short.get_by_role("button")).to_be_hidden()
    shown, whole, line = await long.locator(".quote-words").evaluate(HEIGHTS)
    assert abs(shown - 3 * line) <= 2 < whole - shown
    await page.screenshot(path=screenshots / "sandbox-390-quote.png")
    assert await axe_findings(page, axe) == []

    await opener.press("Enter")
    await expect(opener).to_have_count(0)
    shown, whole, _ = await long.locator(".quote-words").evaluate(HEIGHTS)
    assert shown == whole
    await expect(long.get_by_role("button", name="Zwiń")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(opener).to_be_focused()


WORDS = ["Wielomieszkaniowy", "Administracja", "Rozliczenia", "Harmonogram"]

# Words of a button that stand on more than one line.
BROKEN = """button => {
  const walker = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walker.nextNode()) {
    for (const { 0: word, index } of walker.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word);
    }
  }
  return broken;
}"""


@pytest.mark.parametrize("width", [390, 1440])
async def test_long_words_on_buttons_stay_whole(
    sandbox: Sandbox, open_page: OpenPage, screenshots: Path, width: int
) -> None:
    person = await newcomer(sandbox, "Guzikowa")
    digits = [[{"text": str(n), "callback_data": str(n)} for n in range(1, 6)]]
    inline = [[{"text": word, "callback_data": word} for word in WORDS], *digits]
    await bot_says(
        sandbox, "sendMessage", person, text="Wybór", reply_markup={"inline_keyboard": inline}
    )
    keyboard = {"keyboard": [[{"text": word} for word in WORDS]]}
    await bot_says(sandbox, "sendMessage", person, text="Klawiatura", reply_markup=keyboard)
    page = await open_page(f"a={person}", width=width, height=844)
    hand = PhoneHand(page)
    await hand.sees("Klawiatura")
    await page.screenshot(path=screenshots / f"sandbox-{width}-buttons.png")

    buttons = await hand.phone.locator(".chip, .key").all()
    assert len(buttons) == 2 * len(WORDS) + 5
    for button in buttons:
        assert await button.evaluate(BROKEN) == []
        assert await button.evaluate("it => it.scrollWidth <= it.clientWidth")
    boxes = [await button.bounding_box() for button in buttons[4:9]]
    assert len({round(box["y"]) for box in boxes if box}) == 1  # five short ones share a line
    assert len({round(box["width"]) for box in boxes if box}) == 1
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_wide_tables_are_moved_sideways_in_the_bubble(
    sandbox: Sandbox, open_page: OpenPage, screenshots: Path, axe: str
) -> None:
    person = await newcomer(sandbox, "Tabelina")
    heads = ["Lokal", "Okres", "Zaliczka", "Rozliczenie", "Do zapłaty"]
    cells = ["Bulwar Ikara 12/5", "2026-01", "312,40 zł", "1 058,00 zł", "745,60 zł"]
    rows = "".join(
        f"<tr>{''.join(f'<{tag}>{text}</{tag}>' for text in texts)}</tr>"
        for tag, texts in (("th", heads), ("td", cells))
    )
    narrow = "<table><tr><td>a</td><td>b</td></tr></table>"
    for table in (narrow, f"<table>{rows}</table>"):
        await bot_says(sandbox, "sendRichMessage", person, rich_message={"html": table})
    page = await open_page(f"a={person}", **POCKET)
    hand = PhoneHand(page)
    small, wide = hand.log.locator(".table-frame").first, hand.log.locator(".table-frame").last

    await expect(wide).to_have_attribute("data-more", "right")
    await expect(wide).to_have_attribute("aria-label", "Tabela, którą można przesunąć w bok")
    await expect(small).to_have_attribute("data-more", "")
    await expect(small).not_to_have_attribute("tabindex", "0")
    bubble = await hand.log.locator(".bubble").last.bounding_box()
    frame = await wide.bounding_box()
    assert bubble is not None
    assert frame is not None
    assert frame["x"] >= bubble["x"]
    assert frame["x"] + frame["width"] <= bubble["x"] + bubble["width"]
    await nothing_runs_off(page)
    await page.screenshot(path=screenshots / "sandbox-390-table.png")
    assert await axe_findings(page, axe) == []

    await wide.focus()
    await page.keyboard.press("ArrowRight")
    await expect(wide).to_have_attribute("data-more", "left right")
    await page.keyboard.press("End")
    for _ in range(20):
        await page.keyboard.press("ArrowRight")
    await expect(wide).to_have_attribute("data-more", "left")
