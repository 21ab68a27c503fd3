"""A resident's phone: choose a person, start, type, press; what the bot edits, deletes, sends."""

from pathlib import Path

from playwright.async_api import expect

from sandbox_tests.browser.chromium import OpenPage
from sandbox_tests.browser.phone import PhoneHand
from sandbox_tests.browser.rehearsal_bot import PNG
from sandbox_tests.browser.stage import new_person
from telegram_sandbox.client import Sandbox


async def test_a_newcomer_chooses_a_person_starts_and_types(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    await sandbox.person("Jadwiga", last_name="Nowicka")
    page = await open_page()
    hand = PhoneHand(page)

    await hand.choose("Jadwiga Nowicka")
    await hand.start()
    await hand.sees("Dzień dobry, Jadwiga.")
    await hand.type("104217")

    await hand.sees("Echo: 104217")
    await expect(hand.message("Echo: 104217").locator(".quote")).to_have_text("104217")


async def test_a_person_is_made_on_the_page(open_page: OpenPage) -> None:
    page = await open_page()
    hand = PhoneHand(page)

    await hand.phone.locator(".plate").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_text("Nowa osoba").click()
    await dialog.get_by_label("Imię").fill("Bożena")
    await dialog.get_by_label("Telefon", exact=True).fill("+48600100200")
    await dialog.get_by_role("button", name="Dodaj").click()

    await expect(hand.phone.locator(".plate")).to_have_text("Bożena")
    await hand.start()
    await hand.sees("Dzień dobry, Bożena.")


async def test_the_card_types_for_a_newcomer(sandbox: Sandbox, open_page: OpenPage) -> None:
    card = {"title": "Jedno mieszkanie", "rows": [["Numer klienta", "104217"]]}
    person = await new_person(sandbox, "Stefania", card=card)
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    await hand.start()
    await hand.sees("Dzień dobry, Stefania.")

    await hand.type_from_card("Numer klienta")
    await hand.sees("Echo: 104217")
    await expect(hand.phone.locator(".card-row")).to_have_class("card-row is-typed")

    await hand.phone.get_by_role("button", name="Kopiuj: Numer klienta").click()
    await expect(page.get_by_text("Skopiowano")).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") == "104217"


async def test_on_a_phone_the_card_makes_room(sandbox: Sandbox, open_page: OpenPage) -> None:
    card = {"title": "Jedno mieszkanie", "rows": [["Numer klienta", "104217"]]}
    person = await new_person(sandbox, "Teresa", card=card)
    hand = PhoneHand(await open_page(f"a={person}", width=390, height=844))
    await hand.start()
    await hand.sees("Dzień dobry, Teresa.")

    await hand.phone.get_by_text("Dane do wpisania").click()
    await hand.type_from_card("Numer klienta")

    await hand.sees("Echo: 104217")
    await expect(hand.phone.locator(".card-row")).to_be_hidden()


async def test_the_bot_edits_and_deletes_before_ones_eyes(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Ewa")
    hand = PhoneHand(await open_page(f"a={person}"))
    await hand.start()

    await hand.press("Zmień")
    await hand.sees("Treść po zmianie")
    await expect(hand.message("Treść po zmianie").locator(".edited")).to_have_count(0)
    await hand.sees_no("Dzień dobry, Ewa.")

    await hand.press("Wróć")
    await hand.press("Usuń")
    await hand.sees("Tamtej wiadomości już nie ma")
    await hand.sees_no("Znów menu")


async def test_toasts_fade_and_alerts_wait_to_be_closed(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Ola")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    await hand.start()

    await hand.press("Podpowiedź")
    await expect(hand.phone.locator(".toast")).to_have_text("Zapisane")

    await hand.press("Ostrzeżenie")
    dialog = page.get_by_role("alertdialog")
    await expect(dialog).to_contain_text("To jest ważne")
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(hand.button("Ostrzeżenie")).to_be_focused()


async def test_copy_buttons_copy_and_links_stay_links(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Iga")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    await hand.start()

    await hand.press("Konto")

    await expect(page.get_by_text("Skopiowano")).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") == "PL61 1090 1014"
    await expect(hand.button("Strona")).to_have_attribute("href", "https://example.org/")


async def test_rich_messages_are_drawn(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await new_person(sandbox, "Lech")
    hand = PhoneHand(await open_page(f"a={person}"))
    await hand.start()

    await hand.press("Tabela")

    await expect(hand.log.get_by_role("heading", name="Saldo")).to_be_visible()
    await expect(hand.log.get_by_role("cell", name="312,40 zł")).to_be_visible()
    await expect(hand.log.get_by_role("listitem")).to_have_count(2)
    await expect(hand.log.get_by_text("Czynsz za listopad.")).to_be_hidden()
    await hand.log.get_by_text("Skąd ta kwota?").click()
    await expect(hand.log.get_by_text("Czynsz za listopad.")).to_be_visible()


async def test_pictures_show_and_documents_open(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await new_person(sandbox, "Adam")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    await hand.start()

    await hand.press("Pliki")

    picture = hand.message("Plan piętra").locator("img")
    await expect(picture).to_be_visible()
    await page.wait_for_function(
        "image => image.complete && image.naturalWidth > 0", arg=await picture.element_handle()
    )
    row = hand.message("Regulamin").locator(".file-row")
    await expect(row).to_contain_text("regulamin.pdf")
    address = await row.get_attribute("href")
    answer = await page.request.get(str(address))
    assert (await answer.body()).startswith(b"%PDF")


async def test_a_spoiler_opens_when_pressed(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await new_person(sandbox, "Jerzy")
    hand = PhoneHand(await open_page(f"a={person}"))
    await hand.start()
    await hand.press("Pliki")

    cover = hand.log.get_by_role("button", name="Ukryty tekst")
    await cover.press("Enter")

    await expect(cover).to_have_count(0)
    await expect(hand.message("Regulamin").locator(".words")).to_have_text("Regulamin hasło lato")


async def test_the_bots_keyboard_sends_its_text_and_the_contact(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Zofia", phone="+48600200300")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    await hand.start()
    await hand.press("Klawiatura")

    await hand.press("Udostępnij mój numer")
    await page.get_by_role("alertdialog").get_by_role("button", name="Udostępnij").click()
    await hand.sees("Numer: +48600200300")

    await hand.press("Wstecz")
    await hand.sees("Echo: Wstecz")

    await hand.press("Schowaj")
    await hand.sees("Schowane")
    await expect(hand.phone.locator(".reply-keyboard")).to_be_hidden()


async def test_typing_is_seen_until_the_bot_speaks(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await new_person(sandbox, "Piotr")
    hand = PhoneHand(await open_page(f"a={person}"))
    await hand.start()

    await hand.press("Czekaj")
    await expect(hand.phone.locator(".chat-status")).to_have_text("pisze…")

    await hand.type("Jestem")
    await hand.sees("Echo: Jestem")
    await expect(hand.phone.locator(".chat-status")).to_have_text("bot")


async def test_own_messages_are_changed_answered_and_removed(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Hanna")
    hand = PhoneHand(await open_page(f"a={person}"))
    await hand.start()
    await hand.type("Pierwsza wersja")
    await hand.sees("Echo: Pierwsza wersja")

    own = hand.log.locator(".message-own").last
    await own.get_by_role("button", name="Co zrobić z tą wiadomością").click()
    await own.get_by_role("button", name="Zmień").click()
    await expect(hand.box).to_have_value("Pierwsza wersja")
    await hand.type("Druga wersja")
    await hand.sees("Po zmianie: Druga wersja")
    await expect(own.locator(".words")).to_have_text("Druga wersja")
    await expect(own.locator(".edited")).to_have_text("zmieniona")

    await own.get_by_role("button", name="Co zrobić z tą wiadomością").click()
    await own.get_by_role("button", name="Usuń").click()
    await expect(hand.log.locator(".message-own")).to_have_count(1)


async def test_a_file_goes_out_with_its_caption(
    sandbox: Sandbox, open_page: OpenPage, tmp_path: Path
) -> None:
    person = await new_person(sandbox, "Tomasz")
    hand = PhoneHand(await open_page(f"a={person}"))
    await hand.start()
    letter = tmp_path / "pismo.txt"
    letter.write_text("Proszę o fakturę.", encoding="utf-8")
    photo = tmp_path / "kran.png"
    photo.write_bytes(PNG)

    await hand.phone.locator("input[data-as=document]").set_input_files(letter)
    await hand.type("pilne")
    await hand.sees("Plik: pismo.txt pilne")

    await hand.phone.locator("input[data-as=photo]").set_input_files(photo)
    await hand.box.press("Enter")
    await hand.sees("Plik: zdjęcie")


async def test_commands_are_offered(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await new_person(sandbox, "Marek")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    await hand.start()
    await hand.sees("Dzień dobry, Marek.")

    await hand.box.fill("/sa")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")

    await hand.sees("Echo: /saldo")


async def test_two_phones_talk_side_by_side(sandbox: Sandbox, open_page: OpenPage) -> None:
    first = await new_person(sandbox, "Kasia")
    second = await new_person(sandbox, "Basia")
    page = await open_page(f"a={first}&b={second}")
    one, two = PhoneHand(page, "a"), PhoneHand(page, "b")

    await one.start()
    await two.start()
    await one.type("tu Kasia")
    await two.type("tu Basia")

    await one.sees("Echo: tu Kasia")
    await two.sees("Echo: tu Basia")
    await one.sees_no("tu Basia")


async def test_a_reload_and_a_second_tab_show_the_same(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    person = await new_person(sandbox, "Irena")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    await hand.start()
    await hand.press("Klawiatura")
    await hand.sees("Proszę wybrać")
    before = await hand.log.inner_text()

    await page.reload()
    await hand.sees("Proszę wybrać")
    assert await hand.log.inner_text() == before
    await expect(hand.button("Schowaj")).to_be_visible()

    other = PhoneHand(await open_page(f"a={person}"))
    await other.sees("Proszę wybrać")
    await hand.type("z pierwszej karty")
    await other.sees("Echo: z pierwszej karty")


async def test_blocking_the_bot_and_letting_it_back(sandbox: Sandbox, open_page: OpenPage) -> None:
    person = await new_person(sandbox, "Celina")
    page = await open_page(f"a={person}")
    hand = PhoneHand(page)
    await hand.start()
    more = hand.phone.get_by_role("button", name="Więcej", exact=True)

    await more.click()
    await hand.phone.get_by_role("button", name="Zablokuj bota").click()
    await expect(hand.phone.locator(".chat-status")).to_have_text("Bot jest zablokowany.")

    await more.click()
    await hand.phone.get_by_role("button", name="Odblokuj bota").click()
    await expect(hand.phone.locator(".chat-status")).to_have_text("bot")
