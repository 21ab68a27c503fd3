"""The cooperative's tutorial from its first page to its last, as a conversation."""

from __future__ import annotations

import re

from tests.e2e import phrases
from tests.e2e.conftest import NewResident
from tests.e2e.members import MARIA
from tests.e2e.resident import Resident

RULES = 8  # of the tutorial's section 7


async def test_maria_walks_through_the_whole_tutorial(resident: NewResident) -> None:
    maria = await resident(MARIA)
    await _registers_with_the_usual_slips(maria)
    temporary = await _reads_her_two_mails(maria)
    await _sets_a_password_of_her_own(maria, temporary)
    await _reads_her_balance_and_how_to_pay(maria)
    account = await maria.office.account(MARIA.symbol)
    assert "Maria Wiśniewska" in account
    assert MARIA.email in account
    assert "+48 601 234 567" in account or "601 234 567" in account


async def _registers_with_the_usual_slips(maria: Resident) -> None:
    assert phrases.WELCOME in await maria.writes("/start")
    first_screen = [
        "Rejestracja",
        "Logowanie",
        "Jak to działa?",
        "Napisz do biura",
        "Język / Мова",
    ]
    assert await maria.buttons() == first_screen

    assert "Krok 1 z 10" in await maria.presses("Rejestracja")
    assert phrases.OLD_OFFICE in await maria.everything()
    assert "6 cyfr" in await maria.writes("1042")
    assert "Krok 2 z 10" in await maria.writes("104 217")
    assert "Krok 3 z 10" in await maria.writes("maria wisniewska")
    assert "Krok 4 z 10" in await maria.writes("Bulwar Ikara 12 m. 5")

    assert "nie jest prawidłowy PESEL" in await maria.types_secret("52031512347")
    assert "Krok 5 z 10" in await maria.types_secret(MARIA.identifier)

    before = await maria.presses("Wstecz")
    assert "Krok 4 z 10" in before
    assert "••••••••346" in before
    assert "Krok 3 z 10" in await maria.presses("Wstecz")
    assert "Bulwar Ikara 12 m. 5" in await maria.reads()
    assert "Krok 5 z 10" in await maria.presses(phrases.KEEP_ANSWER, phrases.KEEP_ANSWER)

    assert "maria@gmail.com" in await maria.writes("maria@gmial.com")
    assert "Krok 6 z 10" in await maria.presses(phrases.NO_SLIP)
    assert "Krok 5 z 10" in await maria.presses("Wstecz")
    assert "Krok 6 z 10" in await maria.writes(MARIA.email)
    assert "Krok 6 z 10" in await maria.writes("marai@example.com")
    assert "Krok 7 z 10" in await maria.writes(MARIA.email)
    assert "Krok 7 z 10" in await maria.writes("601 234")
    assert "Krok 8 z 10" in await maria.writes("601 234 567")

    terms = [m["file"] for m in await maria.chat.messages() if "file" in m]
    assert [file["mime"] for file in terms] == ["application/pdf"]
    assert (await maria.sandbox.download(terms[0]["url"])).startswith(b"%PDF")
    assert "Krok 9 z 10" in await maria.presses("Akceptuję regulamin")
    assert "Krok 10 z 10" in await maria.presses("Wyrażam zgodę")
    assert phrases.SUMMARY in await maria.shows_to_be_human()

    summary = await maria.reads()
    for answer in ("104217", "Bulwar Ikara 12 m. 5", "••••••••346", MARIA.email, "601 234 567"):
        assert answer in summary
    assert "maria wisniewska" in summary
    await maria.presses("Popraw", "Imię i nazwisko")
    corrected = await maria.writes("Maria Wiśniewska")
    assert phrases.SUMMARY in corrected
    assert "Maria Wiśniewska" in corrected
    assert re.search(r"R/\d{4}/\d+", await maria.presses("Wyślij"))


async def _reads_her_two_mails(maria: Resident) -> str:
    receipt = re.search(r"R/\d{4}/\d+", await maria.everything())
    assert receipt is not None
    confirmation = await maria.gets_mail(phrases.RECEIVED)
    assert receipt[0] in confirmation["text"]
    temporary = await maria.gets_temporary_password()
    mail = await maria.gets_mail("hasło tymczasowe")
    assert "Login: 104217" in mail["text"].splitlines()
    await maria.sees(phrases.ACCEPTED)
    assert temporary not in await maria.everything()
    assert len(await maria.mails()) == 2
    return temporary


async def _sets_a_password_of_her_own(maria: Resident, temporary: str) -> None:
    await maria.presses("Logowanie")
    await maria.writes("104217")
    assert "Zasady" in await maria.types_secret(temporary)
    await maria.types_secret("wrobel")
    refused = await maria.reads()
    assert "✅ co najmniej 6 znaków" in refused
    assert "❌ co najmniej jedna cyfra" in refused
    assert "❌ co najmniej jedna duża litera" in refused
    assert refused.count("✅") + refused.count("❌") == RULES
    assert "❌ bez symbolu klienta" in await maria.types_secret("Wrobel-104217-Maj!")
    assert "❌ inne niż poprzednie" in await maria.types_secret(temporary)

    await maria.types_secret("Wrobel-na-Dachu-7")
    assert phrases.PASSWORDS_DIFFER in await maria.types_secret("Wrobel-na-Dachu-8")
    await maria.types_secret("Wrobel-na-Dachu-7")
    assert phrases.LOGGED_IN in await maria.types_secret("Wrobel-na-Dachu-7")
    maria.password = "Wrobel-na-Dachu-7"
    assert await maria.buttons() == [
        "Zapamiętaj ten telefon",
        "Tylko teraz",
        "Wstecz",
        "Menu",
        "Pomoc",
    ]
    menu = await maria.presses("Zapamiętaj ten telefon")
    assert "Maria Wiśniewska" in menu
    assert "Saldo" in await maria.buttons()


async def _reads_her_balance_and_how_to_pay(maria: Resident) -> None:
    balance = await maria.presses("Saldo")
    assert "Do zapłaty: 312,40 zł" in balance
    assert "Zaległości nie ma" in balance
    assert "Termin zapłaty:" in balance
    assert re.search(r"Stan na dzień \d{1,2} \w+ \d{4}", balance)
    assert re.search(r"^Termin zapłaty: .*\d{1,2} \w+ \d{4}", balance, re.M), "and until when"
    assert "Ostatnia wpłata" in balance

    transfer = await maria.presses("Zapłać")
    assert "37 9990 0009 0020 1700 0000 3005" in transfer
    assert "312,40 zł" in transfer
    copied = [
        button["copy_text"]
        for row in (await maria.newest())["buttons"]
        for button in row
        if "copy_text" in button
    ]
    assert "37999000090020170000003005" in [text.replace(" ", "") for text in copied]
    assert "Do zapłaty: 312,40 zł" in await maria.presses("Wstecz")
    assert "Maria Wiśniewska" in await maria.presses("Menu")
