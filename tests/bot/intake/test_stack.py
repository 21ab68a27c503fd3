"""However often commands are sent in turn, each conversation is open once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ebok.accounts.login import log_in
from ebok.services import Services
from storage.tables import ConversationState
from tests.fixtures.people import CHAT, OWN_PASSWORD, all_rows, with_account
from tests.fixtures.phone import Phone, running_phone

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


@pytest.fixture
def phone(services: Services) -> Iterator[Phone]:
    with running_phone(services) as opened:
        yield opened


@pytest.mark.parametrize("between", ["", "Pomoc"])
async def test_help_and_office_in_turn_do_not_pile_up(
    services: Services, phone: Phone, between: str
) -> None:
    await phone.send("/start")
    for _ in range(12):
        for command in ("/pomoc", "/biuro", "/saldo", "/jezyk"):
            await phone.send(command)
            if between:
                await phone.press(between)

    (row,) = await all_rows(services, ConversationState)
    assert len(row.data) < 10
    assert "Coś u nas" not in phone.text


class NoLimit:
    """No pace of a person is too fast."""

    async def count(self, chat_id: int) -> int:
        return 1


@pytest.fixture
def patient(services: Services) -> Iterator[Phone]:
    with running_phone(services, counter=NoLimit()) as opened:
        yield opened


@pytest.mark.parametrize("below", [(), ("Rejestracja",), ("Logowanie",), ("Saldo",)])
async def test_help_and_office_115_times_in_turn_leave_a_flat_stack(
    services: Services, patient: Phone, below: tuple[str, ...]
) -> None:
    if below == ("Saldo",):
        await with_account(services)
        await log_in(services, CHAT, "104217", OWN_PASSWORD)
    await patient.send("/start")
    for label in below:
        await patient.press(label)
    for _ in range(115):
        for command in ("/pomoc", "/biuro"):
            await patient.send(command)
            assert "Coś u nas" not in patient.text

    (row,) = await all_rows(services, ConversationState)
    (stack,) = (data for name, data in row.data.items() if name.startswith("stack"))
    contexts = [name for name in row.data if name.startswith("context")]
    home_help_and_office = 3
    assert len(stack["intents"]) == len(contexts) == home_help_and_office + len(below)


async def test_back_still_leads_to_the_question_below(phone: Phone) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    question = phone.text
    for command in ("/pomoc", "/biuro", "/pomoc", "/biuro"):
        await phone.send(command)

    await phone.press("Wstecz")
    await phone.press("Wstecz")

    assert phone.text == question


async def test_the_button_of_a_mail_opens_the_login(phone: Phone) -> None:
    await phone.send("/start logowanie")

    assert "login" in phone.text
    await phone.press("Wstecz")
    assert "Rejestracja" in str(phone.screen["reply_markup"])
