"""What the others of the tutorial's people owe, in words, each as the office's books have it."""

from __future__ import annotations

import re

from tests.e2e import phrases
from tests.e2e.conftest import NewResident
from tests.e2e.members import IGLA, JAN


async def test_jan_sees_his_flat_and_his_garage_and_both_together(resident: NewResident) -> None:
    jan = await resident(JAN)
    await jan.opens_account()
    balance = await jan.presses("Saldo")
    assert "Razem nadpłata: 58,00 zł" in balance
    flat, garage = re.split(r"📍", balance)[1:]
    assert "Bulwar Dedala 7/31" in flat
    assert "Nadpłata: 58,00 zł" in flat
    assert "garaż" in garage
    assert "Wszystko zapłacone" in garage
    assert "-" not in re.sub(r"\d{2}-\d{3}", "", balance), "a minus instead of words"
    assert "Zapłać" not in await jan.buttons()


async def test_a_company_registers_with_its_nip_and_sees_what_is_overdue(
    resident: NewResident,
) -> None:
    igla = await resident(IGLA)
    await igla.begins()
    summary = await igla.answers_ten_questions()
    assert phrases.SUMMARY in summary
    assert "NIP: •••••••562" in summary
    await igla.presses("Wyślij")
    await igla.sees(phrases.ACCEPTED)
    temporary = await igla.gets_temporary_password()
    await igla.presses("Logowanie")
    await igla.writes(IGLA.email)  # the e-mail is a login as well
    await igla.types_secret(temporary)
    await igla.sets_password("Naparstek-3-Nici!")
    await igla.presses("Tylko teraz")
    balance = await igla.presses("Saldo")
    assert "Do zapłaty: 1 204,77 zł" in balance
    assert "Zaległości: 1 204,77 zł" in balance
    assert "03 9990 0009 0020 1700 0003 0001" in await igla.presses("Zapłać")
