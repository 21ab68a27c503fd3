"""The e-mail has not come: where to look, where it went, once more, and the office at last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ebok.accounts.login import log_in
from ebok.accounts.no_mail import send_again, where_sent
from ebok.outbox.letters import TemporaryPasswordSent
from ebok.outbox.recipients import Mailbox
from ebok.services import Services
from tests.field.registering import applies_and_hears, labels
from tests.fixtures.people import (
    CHAT,
    MARIA,
    OTHER_CHAT,
    OWN_PASSWORD,
    Clock,
    enter_in_records,
    letters,
    temporary_password_sent,
    with_account,
)
from tests.fixtures.phone import Phone

AT_WP = replace(MARIA, email="maria@wp.pl")
SLIPPED = replace(MARIA, email="maria@gmial.com")


async def asks_after_forgotten(phone: Phone, login: str) -> None:
    await phone.send("/start")
    await phone.press("Logowanie")
    await phone.press("Nie pamiętam hasła")
    await phone.send(login)
    await phone.press("Nie przyszedł e-mail")


async def test_the_result_says_where_the_mail_went_and_where_to_look(
    phone: Phone, services: Services
) -> None:
    await enter_in_records(services, AT_WP)
    await applies_and_hears(phone, services, AT_WP)

    await phone.press("Nie przyszedł e-mail")

    assert "m•••@wp.pl" in phone.text
    assert "maria@wp.pl" not in phone.text
    assert "Spam" in phone.text
    assert "Oferty" in phone.text
    assert "71 354 00 00" in phone.text
    assert "literówka" not in phone.text
    assert "Wyślij jeszcze raz" in labels(phone)
    await phone.press("Wstecz")
    assert "Konto jest gotowe" in phone.text


async def test_a_likely_slip_is_named(services: Services) -> None:
    await with_account(services, SLIPPED)

    sent = await where_sent(services, CHAT, SLIPPED.symbol)

    assert (sent.address, sent.slip) == ("m•••@gmial.com", True)


async def test_sending_once_more_mails_a_new_temporary_password_that_opens(
    phone: Phone, services: Services
) -> None:
    await enter_in_records(services, AT_WP)
    await applies_and_hears(phone, services, AT_WP)
    first = await temporary_password_sent(services)
    await phone.press("Nie przyszedł e-mail")

    await phone.press("Wyślij jeszcze raz")

    assert phone.text.startswith("✅")
    (sent,) = await letters(services, TemporaryPasswordSent)
    assert sent.to == Mailbox("maria@wp.pl")
    second = await temporary_password_sent(services)
    assert second != first
    assert second not in phone.text
    for temporary in (second, first):
        assert (await log_in(services, CHAT, MARIA.symbol, temporary)).must_change_password


async def test_few_a_day_are_sent_and_the_screen_says_when_the_next_is(
    phone: Phone, services: Services, clock: Clock
) -> None:
    await enter_in_records(services, AT_WP)
    await applies_and_hears(phone, services, AT_WP)
    await phone.press("Nie przyszedł e-mail")
    for _ in range(3):
        await phone.press("Wyślij jeszcze raz")

    assert "Wyślij jeszcze raz" not in labels(phone)
    assert "po godzinie 13.00, 23 listopada 2026 r." in phone.text
    assert len(await letters(services, TemporaryPasswordSent)) == 3
    clock.move(days=1, minutes=1)
    await phone.send("/start")
    await asks_after_forgotten(phone, MARIA.symbol)
    assert "Wyślij jeszcze raz" in labels(phone)


async def test_the_owners_phone_is_told_the_address_after_forgotten(
    phone: Phone, services: Services
) -> None:
    await with_account(services, AT_WP, chat_id=OTHER_CHAT)
    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)
    await phone.send("/wyloguj")

    await asks_after_forgotten(phone, MARIA.symbol)

    assert "m•••@wp.pl" in phone.text


async def test_a_strangers_phone_cannot_tell_whether_there_is_an_account(
    phone: Phone, services: Services
) -> None:
    await with_account(services, AT_WP, chat_id=OTHER_CHAT)
    told = []
    for login in (MARIA.symbol, "999990"):
        await asks_after_forgotten(phone, login)
        told.append(phone.text)
        await phone.press("Wyślij jeszcze raz")
        told.append(phone.text)

    assert told[0] == told[2]
    assert told[1] == told[3]
    assert "wp.pl" not in "".join(told)


@pytest.mark.parametrize("typed", ["maria@gmial.com", "nikt@gmial.com"])
async def test_whoever_types_an_address_sees_it_masked_and_its_slip_named(
    phone: Phone, services: Services, typed: str
) -> None:
    await with_account(services, SLIPPED, chat_id=OTHER_CHAT)

    await asks_after_forgotten(phone, typed)

    assert f"{typed[0]}•••@gmial.com" in phone.text
    assert "literówka" in phone.text


async def test_sending_again_to_nobody_sends_nothing(services: Services) -> None:
    await send_again(services, CHAT, "999990")

    assert await letters(services, TemporaryPasswordSent) == []
