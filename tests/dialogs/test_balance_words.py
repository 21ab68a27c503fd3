"""What the balance says: words and days instead of a bare minus, however many places there are."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dialogs.balance.getters import grouped, shortened, summary, transfer_title
from dialogs.states import Balance as States
from ebok.ledger.balance import Balance, LastPayment, PremisesBalance, Statement
from locales.speech import speaking
from tests.dialogs.windows import WINDOWS, drawn

TODAY = date(2026, 11, 22)
NOTHING = Balance(overdue=0, not_yet_due=0, overpaid=0, next_due=None, last_payment=None)
LATER = Balance(0, 31240, 0, date(2026, 12, 15), LastPayment(120477, date(2026, 11, 14)))
BOTH = Balance(10000, 31240, 0, date(2026, 12, 15), None)
CREDIT = Balance(0, 0, 5800, None, None)


def place(
    balance: Balance, address: str = "Bulwar Ikara 12/5", kind: str = "mieszkanie"
) -> PremisesBalance:
    return PremisesBalance(1, "L-12-5", address, kind, None, balance)


def told(*places: PremisesBalance) -> str:
    with speaking("pl"):
        return summary(Statement(TODAY, places))


def test_what_falls_due_later_comes_with_its_day_and_no_arrears() -> None:
    text = told(place(LATER))

    assert "<b>Do zapłaty: 312,40 zł.</b>" in text
    assert "15 grudnia 2026 r." in text
    assert "Zaległ" in text
    assert "⚠️" not in text


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (TODAY, "Termin zapłaty jest dziś: 22 listopada 2026 r."),
        (date(2026, 11, 23), "Termin zapłaty: 23 listopada 2026 r. Został 1 dzień."),
        (date(2026, 11, 24), "Termin zapłaty: 24 listopada 2026 r. Zostały 2 dni."),
        (date(2026, 11, 27), "Termin zapłaty: 27 listopada 2026 r. Zostało 5 dni."),
    ],
)
def test_the_days_that_are_left_are_said_as_people_count(on: date, said: str) -> None:
    assert said in told(place(Balance(0, 31240, 0, on, None)))


def test_arrears_are_told_apart_from_what_is_not_yet_due() -> None:
    text = told(place(BOTH))

    assert "<b>Do zapłaty: 412,40 zł.</b>" in text
    assert "100,00 zł" in text
    assert "312,40 zł" in text


def test_the_last_payment_comes_with_its_day() -> None:
    text = told(place(LATER))

    assert "1 204,77 zł" in text
    assert "14 listopada 2026 r." in text


def test_money_to_spare_is_a_word_and_never_a_minus() -> None:
    text = told(place(CREDIT))

    assert "<b>Nadpłata: 58,00 zł.</b>" in text
    assert "-" not in text.replace("L-12-5", "")
    assert "−" not in text


def test_nothing_owed_is_said_in_words() -> None:
    assert "<b>Wszystko zapłacone.</b>" in told(place(NOTHING))


def test_an_account_without_premises_is_told_what_to_do() -> None:
    text = told()

    assert text
    assert "zł" not in text


def test_several_places_begin_with_their_sum() -> None:
    text = told(place(BOTH), place(LATER, "Bulwar Dedala 9", "garaż"))

    first = text.splitlines()[0]
    assert "724,80 zł" in first
    assert text.index("Bulwar Ikara 12/5") < text.index("Bulwar Dedala 9")


def test_an_address_from_the_records_is_no_markup() -> None:
    text = told(place(LATER, "<b>ul.</b> Zła & Dobra {amount}"))

    assert "&lt;b&gt;ul.&lt;/b&gt; Zła &amp; Dobra {amount}" in text


@pytest.mark.parametrize("count", [10, 30, 80])
async def test_however_many_places_the_balance_fits_into_one_message(count: int) -> None:
    places = [place(BOTH, f"ul. Generała Władysława Andersa {n}/117") for n in range(count)]

    screen = await drawn(
        WINDOWS[States.main], values={"summary": told(*places), "day": "22 listopada 2026 r."}
    )

    assert len(re.sub("<[^>]+>", "", screen.text)) <= 4096  # Telegram counts without the tags


@pytest.mark.parametrize("count", [2, 4, 5, 80])
async def test_however_many_places_the_choice_is_five_rows_at_the_most(count: int) -> None:
    found = [(f"L-{n}", "Bulwar Ikara", "1,00 zł") for n in range(count)]

    screen = await drawn(WINDOWS[States.choose], values={"premises": found})

    assert len(screen.choices) <= 5


async def test_the_largest_number_of_a_place_fits_into_a_button() -> None:
    screen = await drawn(WINDOWS[States.choose], values={"premises": [(2**63 - 1, "Bulwar Ikara")]})

    assert [data for data in screen.callbacks if len(data.encode()) > 64] == []


def test_a_long_address_keeps_its_number_on_the_button() -> None:
    label = shortened(place(LATER, "ul. Generała Władysława Andersa 12/117, 54-130 Wrocław"))

    assert len(label) <= 24
    assert label.endswith("Andersa 12/117")


def test_a_garage_is_told_from_the_flat_at_the_same_address() -> None:
    assert shortened(place(LATER, kind="garaż")) != shortened(place(LATER))


def test_an_account_number_reads_as_banks_print_it() -> None:
    assert grouped("61109010140000071219812874") == "61 1090 1014 0000 0712 1981 2874"


def test_a_transfer_is_recognised_by_client_and_place() -> None:
    assert transfer_title("104217", "L-12-5") == "104217 L-12-5"
