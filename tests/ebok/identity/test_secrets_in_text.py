"""Secrets are found with words around them; addresses, mails, numbers and amounts are none."""

from __future__ import annotations

import pytest

from ebok.identity.secrets_in_text import identifier_in, secret_in

IDENTIFIERS = (
    "52031512346", "mój PESEL to 52031512346", "Maria, 520315 12346, Ikara", "520315-12346",
    "5 2 0 3 1 5 1 2 3 4 6", "PESEL:52031512346.", "pesel 5203.15.12346", "104217 52031512346",
    "520315 12346 104217", "Ikara 12/5 52031512346 601234567", "５２０３１５１２３４６",
    "52031512345", "pesel 52031512345", "mój peselek: 48010112345",  # one digit wrong
    "520 315 123 46", "Maria\n52031512346\nIkara", "520315\u200b12346", "NIP 894-123-45-62 firma",
)  # fmt: skip
PASSWORDS = (
    "Brzoza-7-Okno", "Kabezymu-4729-turahiwe", "Hasło tymczasowe:\nKabezymu-4729-turahiwe",
    "hasło to Kot-12!x", "moje hasło: kotek123", "haslo kotek123 nie działa", "mam hasło Ikara12",
    "Kotek2024!", "kotek123!", "to nie działa Brzoza-7-Okno dlaczego", "(Brzoza-7-Okno)",
    "password: Abc12345", "пароль Kotek123", "Brzoza#Okno7", "Zażółć-7gęś", "aA1!aA1!",
)  # fmt: skip
NEITHER = (
    "Rogowska 5/8", "Rogowska5/8", "Bulwar Ikara 12/5", "ul.Ikara12m5", "3Maja5/8",
    "3-go Maja 12/5",
    "11 Listopada 5/7", "gen.Bema18/3", "Ikara 12/5A", "L-12-5", "GAR-07", "104217 L-12-5",
    "maria52@example.com", "maria.k-52@wp.pl", "maria52wp.pl", "maria52,wp,pl", "Maria52@",
    "https://t.me/Ebok1Bot?start=x", "www.spoldzielnia24.pl", "104217", "1o4217", "104 217",
    "+48 601 234 567", "601 234 567", "48601234567", "48 22 258 25 25", "0048 601 234 567",
    "+380 67 123 45 67", "61 1090 1014 0000 0712 1981 2874", "61109010140000071219812874",
    "PL61 1090 1014 0000 0712 1981 2874", "R/2026/17", "r/2026/17.", "312,40zł", "312,40 zł",
    "15.12.2026r.", "2026-11-25", "45m2", "3-pokojowe mieszkanie", "8.00-15.00", "Wi-Fi",
    "COVID-19",
    "dzień dobry", "nie pamiętam hasła", "zapomniałam hasła do 104217", "hasło nie działa",
    "zmiana hasła", "hasło do maria52@example.com", "Maria Wiśniewska-Nowak",
    "Firma ABC-24 sp. z o.o.", "", "?!", "iPhone 15", "12345678901234567890",
)  # fmt: skip


@pytest.mark.parametrize("text", IDENTIFIERS)
def test_a_pesel_or_nip_is_found(text: str) -> None:
    assert secret_in(text) == "identifier"


@pytest.mark.parametrize("text", PASSWORDS)
def test_a_password_is_found(text: str) -> None:
    assert secret_in(text) == "password"


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_no_secret_stays(text: str) -> None:
    assert secret_in(text) is None


def test_the_number_is_read_out_of_the_words() -> None:
    found = identifier_in("to jest mój pesel 52031512346 dziękuję")

    assert found is not None
    assert found.digits == "52031512346"


@pytest.mark.parametrize(
    "text",
    ["1" * 100_000, "1 " * 50_000, "a1" * 50_000, "a." * 50_000, "1-" * 50_000, "hasło " * 9**5],
)
def test_a_text_without_end_is_read_at_once(text: str) -> None:
    assert secret_in(text) in {None, "password"}
