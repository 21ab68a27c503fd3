"""Nobody goes round in circles: whoever cannot go on is brought to a person, and nothing that was
answered is asked again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ebok.accounts.login import log_in
from ebok.registration import draft as drafts
from ebok.services import Services
from storage.tables import Application
from tests.field.registering import (
    applies,
    applies_and_hears,
    begins,
    comes_to_step,
    deleted,
    everything,
    labels,
    office_answers,
    presses_digits,
)
from tests.fixtures.people import (
    CHAT,
    MARIA,
    OWN_PASSWORD,
    WITHOUT_PESEL,
    Clock,
    all_rows,
    decided,
    enter_in_records,
    temporary_password_sent,
    with_account,
)
from tests.fixtures.phone import Phone

OFFICE_PHONE, OFFICE = "71 354 00 00", "Bulwar Ikara 10b"
STRANGE = replace(MARIA, address="Bulwar Ikara 12/999")


def shows_the_way_to_people(phone: Phone) -> bool:
    return OFFICE_PHONE in phone.text and OFFICE in phone.text


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (1, "nie wiem"),
        (1, "nie mam tego numeru"),
        (2, "nie wiem"),
        (3, "nie pamiętam"),
        (4, "nie mam PESEL"),
        (4, "не маю"),
        (5, "nie mam maila"),
        (5, "I have no email"),
        (6, "nie wiem"),
    ],
)
async def test_who_cannot_answer_gets_the_office_at_once_and_the_question_stays(
    phone: Phone, step: int, words: str
) -> None:
    await comes_to_step(phone, MARIA, step)

    await phone.send(words)

    assert shows_the_way_to_people(phone)
    assert f"Krok {step} z 10" in phone.text
    await phone.press("Napisz do biura")
    assert OFFICE_PHONE in phone.text
    await phone.press("Wstecz")
    assert f"Krok {step} z 10" in phone.text
    await phone.send(list(MARIA.answers.values())[step - 1])
    assert f"Krok {step + 1} z 10" in phone.text
    assert not shows_the_way_to_people(phone)


async def test_who_has_no_telephone_gets_the_office_too(phone: Phone) -> None:
    await comes_to_step(phone, MARIA, 7)

    await phone.send("nie mam telefonu")

    assert shows_the_way_to_people(phone)
    await phone.send("Napisz do biura")
    assert OFFICE_PHONE in phone.text


@pytest.mark.parametrize("answer", ["nie wiem, chyba 104217", "104217?"])
async def test_an_unsure_answer_is_an_answer(phone: Phone, answer: str) -> None:
    await begins(phone)

    await phone.send(answer)

    assert not shows_the_way_to_people(phone)


@pytest.mark.parametrize(
    "pressed", [("Logowanie",), ("Logowanie", "Nie pamiętam hasła")], ids=["login", "forgotten"]
)
async def test_who_does_not_know_the_login_gets_the_office(
    phone: Phone, pressed: tuple[str, ...]
) -> None:
    await phone.send("/start")
    for label in pressed:
        await phone.press(label)

    await phone.send("nie wiem")

    assert shows_the_way_to_people(phone)
    assert deleted(phone) == 0


async def test_who_forgot_the_password_says_so_and_no_try_is_lost(
    phone: Phone, services: Services
) -> None:
    await with_account(services)
    await phone.send("/start")
    await phone.press("Logowanie")
    await phone.send(MARIA.symbol)
    for _ in range(6):
        await phone.send("nie pamiętam")

    assert shows_the_way_to_people(phone)
    assert "Nie pamiętam hasła" in labels(phone)
    await phone.send(OWN_PASSWORD)
    assert "Udało się zalogować" in phone.text


@pytest.mark.parametrize(
    ("step", "wrong"),
    [(1, "12"), (3, "!!! ???x"), (4, "123"), (5, "maria"), (6, "inna@example.com"), (7, "12")],
)
async def test_three_wrong_answers_bring_a_person_and_the_question_stays(
    phone: Phone, step: int, wrong: str
) -> None:
    await comes_to_step(phone, MARIA, step)
    seen = []
    for _ in range(4):
        await phone.send(wrong)
        seen.append(shows_the_way_to_people(phone))
        assert f"Krok {step} z 10" in phone.text

    assert seen == [False, False, True, True]


async def test_three_wrong_digits_bring_a_person(phone: Phone) -> None:
    await comes_to_step(phone, MARIA, 10)
    for _ in range(3):
        digits = [label for label in labels(phone) if label.isdigit()]
        shown = phone.text
        await phone.press(next(digit for digit in digits if f"{digit}\ufe0f" not in shown))

    assert shows_the_way_to_people(phone)
    await presses_digits(phone)
    assert "Czy wszystko się zgadza" in phone.text


async def test_an_error_keeps_its_question(phone: Phone) -> None:
    await begins(phone)
    question = phone.text

    await phone.send("12")

    assert phone.text != question
    assert phone.text.endswith(question)


async def test_a_refusal_keeps_all_answers_and_only_the_wrong_one_is_typed_again(
    phone: Phone, services: Services
) -> None:
    await enter_in_records(services, MARIA)
    await applies_and_hears(phone, services, STRANGE)
    assert labels(phone)[:2] == ["Popraw zgłoszenie", "Napisz do biura"]

    await phone.press("Popraw zgłoszenie")

    for answer in (MARIA.symbol, MARIA.name, STRANGE.address, "••••••••346", MARIA.email):
        assert answer in phone.text
    assert "52031512346" not in phone.text
    await phone.press("Popraw")
    await phone.press("Adres")
    await phone.send(MARIA.address)
    await phone.press("Wyślij")
    await office_answers(phone, services)
    assert "Konto jest gotowe" in phone.text


async def test_a_second_refusal_can_be_corrected_too(phone: Phone, services: Services) -> None:
    await applies_and_hears(phone, services, STRANGE)
    await phone.press("Popraw zgłoszenie")
    await phone.press("Wyślij")
    await office_answers(phone, services)
    assert labels(phone)[:2] == ["Napisz do biura", "Popraw zgłoszenie"]

    await phone.press("Popraw zgłoszenie")

    assert STRANGE.address in phone.text


@pytest.mark.parametrize("way", ["first screen", "result"])
async def test_a_refused_application_is_corrected_from_everywhere(
    phone: Phone, services: Services, way: str
) -> None:
    await applies_and_hears(phone, services, STRANGE)
    await phone.press("Pomoc" if way == "result" else "Menu")
    if way == "result":
        await phone.press("Wstecz")

    await phone.press("Popraw zgłoszenie")

    assert "Czy wszystko się zgadza" in phone.text
    await phone.press("Menu")
    assert "Krok 10" not in phone.text
    assert "Krok 10" not in everything(phone).rpartition("Czy wszystko się zgadza")[2]


async def test_kept_answers_go_when_the_person_says_so(phone: Phone, services: Services) -> None:
    await applies_and_hears(phone, services, STRANGE)
    await phone.press("Popraw zgłoszenie")
    await phone.press("Anuluj")
    await phone.press("Tak, usuń odpowiedzi")

    assert "Popraw zgłoszenie" not in labels(phone)
    assert [row.sealed_answers for row in await all_rows(services, Application)] == [None]


async def test_what_is_kept_of_a_refused_application_is_sealed_and_goes_with_the_next_one(
    services: Services,
) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, STRANGE)
    (row,) = await all_rows(services, Application)
    assert row.sealed_answers is not None
    assert b"52031512346" not in row.sealed_answers

    await decided(services, MARIA)

    assert [row.sealed_answers for row in await all_rows(services, Application)] == [None, None]


async def test_an_incomplete_record_never_offers_the_registration_again(
    phone: Phone, services: Services
) -> None:
    await enter_in_records(services, WITHOUT_PESEL)
    await applies_and_hears(phone, services, WITHOUT_PESEL)
    assert "dowodem osobistym" in phone.text
    assert labels(phone)[0] == "Napisz do biura"

    await phone.send("/start")
    assert "Rejestracja" not in labels(phone)
    assert "dowodem osobistym" in phone.text


async def test_the_result_is_a_screen_that_stays(phone: Phone, services: Services) -> None:
    await enter_in_records(services, MARIA)
    await applies_and_hears(phone, services, MARIA)
    result = phone.text
    offered = labels(phone)

    await phone.press("Pomoc")
    assert phone.text != result
    await phone.press("Wstecz")

    assert phone.text == result
    assert labels(phone) == offered
    await phone.press("Wstecz")
    assert phone.text != result


async def test_the_result_stays_also_for_who_was_elsewhere_when_it_came(
    phone: Phone, services: Services
) -> None:
    await applies(phone, STRANGE)
    await phone.press("Menu")
    await phone.press("Jak to działa?")
    await office_answers(phone, services)
    result = phone.text
    await phone.press("Pomoc")
    await phone.press("Wstecz")
    assert phone.text == result

    await phone.press("Wstecz")
    assert "Jak to działa" in phone.text


async def test_an_answer_that_stands_can_be_kept_at_every_typed_question(phone: Phone) -> None:
    await comes_to_step(phone, MARIA, 8)
    for step in range(7, 0, -1):
        if step == 6:
            await phone.send("Wstecz")  # the keys of step 7 stand below the chat
        else:
            await phone.press("Wstecz")
        assert f"Krok {step} z 10" in phone.text
    for step in range(1, 8):
        if step == 7:
            await phone.send("Zostaw bez zmian")
        else:
            await phone.press("Zostaw bez zmian")
        assert f"Krok {step + 1} z 10" in phone.text


async def test_terms_and_the_word_on_the_old_office_are_sent_once(phone: Phone) -> None:
    for _ in range(2):
        await comes_to_step(phone, MARIA, 8)
        await phone.send("/start")
        await phone.press("Rejestracja")
        await phone.press("Zacznij od nowa")
        await phone.press("Tak, zacznij od nowa")
    for _ in range(2):
        await phone.press("Menu")
        await phone.press("Rejestracja")

    files = [call for call in phone.telegram.calls if call.__api_method__ == "sendDocument"]
    assert len(files) == 1
    assert everything(phone).count("starym eBOK") == 1


async def test_the_terms_come_again_for_who_asks(phone: Phone) -> None:
    await comes_to_step(phone, MARIA, 8)

    await phone.press("Pokaż plik jeszcze raz")

    files = [call for call in phone.telegram.calls if call.__api_method__ == "sendDocument"]
    assert len(files) == 2
    assert "Krok 8 z 10" in phone.text


@pytest.mark.parametrize("no", ["Nie, zostaw odpowiedzi", "Wstecz"])
async def test_cancelling_asks_first(phone: Phone, services: Services, no: str) -> None:
    await comes_to_step(phone, MARIA, 10)
    await presses_digits(phone)

    await phone.press("Anuluj")
    await phone.press(no)

    assert "Czy wszystko się zgadza" in phone.text
    assert (await drafts.load(services, CHAT)).symbol == MARIA.symbol
    await phone.press("Anuluj")
    await phone.press("Tak, usuń odpowiedzi")
    assert "Usunęliśmy odpowiedzi" in phone.text
    assert not (await drafts.load(services, CHAT)).started


async def test_beginning_anew_asks_first(phone: Phone, services: Services) -> None:
    await comes_to_step(phone, MARIA, 5)
    await begins_again(phone)
    await phone.press("Zacznij od nowa")
    await phone.press("Nie, zostaw odpowiedzi")
    assert (await drafts.load(services, CHAT)).symbol == MARIA.symbol

    await phone.press("Zacznij od nowa")
    await phone.press("Tak, zacznij od nowa")

    assert "Krok 1 z 10" in phone.text
    assert not (await drafts.load(services, CHAT)).started


async def begins_again(phone: Phone) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")


async def test_a_registration_with_all_answers_says_so(phone: Phone) -> None:
    await comes_to_step(phone, MARIA, 10)
    await presses_digits(phone)

    await phone.send("/start")
    assert "10 z 10" not in phone.text
    await phone.press("Rejestracja")
    assert "10 z 10" not in phone.text
    await phone.press("Dokończ rejestrację")
    assert "Czy wszystko się zgadza" in phone.text


async def first_login(phone: Phone, services: Services) -> str:
    """With the temporary password, which it gives."""
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)
    temporary = await temporary_password_sent(services)
    await phone.send("/start")
    await phone.press("Logowanie")
    await phone.send(MARIA.symbol)
    await phone.send(temporary)
    return temporary


async def test_the_forced_change_does_not_ask_for_the_password_just_typed(
    phone: Phone, services: Services
) -> None:
    await first_login(phone, services)
    assert "Zasady" in phone.text

    await phone.send("Wrobel-na-Dachu-7")
    await phone.send("Wrobel-na-Dachu-7")

    assert phone.text.startswith("✅ Hasło zmienione")
    assert "Zapamiętaj ten telefon" in labels(phone)


async def test_the_previous_password_and_the_example_are_no_new_ones(
    phone: Phone, services: Services
) -> None:
    temporary = await first_login(phone, services)
    await phone.send(temporary)
    assert "❌ inne niż poprzednie" in phone.text

    await phone.send("Brzoza-7-Okno")

    assert "przykład" in phone.text.splitlines()[0]
    assert "Zasady" in phone.text or "❌" in phone.text


@pytest.mark.parametrize("stay", ["Nie, ustawię hasło", "Wstecz"])
async def test_back_in_the_forced_change_asks_before_it_logs_out(
    phone: Phone, services: Services, stay: str
) -> None:
    await first_login(phone, services)
    await phone.press("Wstecz")
    await phone.press(stay)
    assert "Zasady" in phone.text

    await phone.press("Menu")
    assert "Zasady" in phone.text
    await phone.press("Wstecz")
    await phone.press("Tak, wyloguj")
    assert "Logowanie" in labels(phone)


async def test_the_balance_names_the_amount_first_and_always_the_account_number(
    phone: Phone, services: Services
) -> None:
    await with_account(services)
    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)
    await phone.send("/saldo")
    assert phone.text.index("zapłacone") < phone.text.index("Bulwar Ikara 12/5")

    await phone.press("Numer konta")

    assert "numer" in phone.text.casefold()


async def test_a_pesel_is_confirmed_and_the_message_deleted(phone: Phone, clock: Clock) -> None:
    await comes_to_step(phone, MARIA, 5)

    assert phone.text.startswith("✅ Mamy PESEL. Usunęliśmy tę wiadomość.")
    assert deleted(phone) == 1
