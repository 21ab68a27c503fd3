"""Killed between the sending of an application and its receipt: the number is not lost, also when
the office's answer was faster than the restart."""

from __future__ import annotations

from typing import Any

import pytest

from ebok.services import Services
from tests.field.registering import comes_to_step, everything, office_answers, presses_digits
from tests.fixtures.people import MARIA, enter_in_records
from tests.fixtures.phone import Phone


class Killed(BaseException):
    """The program ends here."""


async def test_the_number_comes_before_the_result_that_overtook_it(
    phone: Phone, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await enter_in_records(services, MARIA)
    await comes_to_step(phone, MARIA, 10)
    await presses_digits(phone)

    taken: list[dict[str, Any]] = []
    handle = phone.handler.handle

    async def remembered(update: dict[str, Any]) -> None:
        taken.append(update)
        await handle(update)

    async def killed(*_args: Any, **_kwargs: Any) -> None:
        raise Killed

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(phone.handler, "handle", remembered)
        meanwhile.setattr(phone.telegram, "make_request", killed)
        with pytest.raises(Killed):
            await phone.press("Wyślij")
    assert "R/2026/1" not in everything(phone)
    await office_answers(phone, services)

    await phone.handler.handle(taken[0])

    assert everything(phone).count("R/2026/1") == 1
    assert "Dane się zgadzają" in phone.text
