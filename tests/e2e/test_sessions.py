"""Staying logged in and being logged out."""

from __future__ import annotations

from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_postgresql, on_sqlite
from tests.e2e.resident import Resident

TWO_DAYS = 49 * 3600.0
SHORT = {"EBOK_SESSION_MINUTES": "0.02"}


async def _balance_left_open(resident: NewResident, remember: str) -> Resident:
    somebody = await resident()
    await somebody.opens_account(remember)
    assert "zł" in await somebody.presses("Saldo")
    return somebody


async def test_idle_people_are_logged_out_and_told_and_remembered_phones_are_not(
    resident: NewResident,
) -> None:
    remembered = await _balance_left_open(resident, "Zapamiętaj ten telefon")
    only_now = await _balance_left_open(resident, "Tylko teraz")
    office, sandbox = only_now.office, only_now.sandbox

    await office.open(sandbox, **SHORT)  # restarted, and everybody has been idle for too long
    told = await only_now.sees(phrases.LOGGED_OUT_IDLE)
    assert phrases.DATA_REMOVED in told["text"]
    assert "Logowanie" in await only_now.buttons()
    assert "zł" not in await only_now.everything(), "the balance is gone from the chat"

    assert "zł" in await remembered.writes("/saldo")
    await office.open(sandbox)
    assert "zł" in await remembered.writes("/saldo")
    assert phrases.LOGGED_OUT_IDLE not in await remembered.everything()

    # Asking for the balance leads to the login, and from there to the balance.
    assert told["message_id"]
    await only_now.writes("/saldo")
    await only_now.writes(only_now.member.symbol)
    assert phrases.LOGGED_IN in await only_now.types_secret(only_now.password)
    assert "zł" in await only_now.presses("Tylko teraz")


@on_sqlite
async def test_an_old_menu_button_leads_to_the_login_when_the_session_is_over(
    resident: NewResident,
) -> None:
    somebody = await resident()
    await somebody.opens_account()
    old_menu = await somebody.newest()
    await somebody.sandbox.advance_clock(TWO_DAYS)  # too old to be removed by a bot
    await somebody.office.open(somebody.sandbox, **SHORT)
    await somebody.sees(phrases.LOGGED_OUT_IDLE)
    await somebody.office.open(somebody.sandbox)

    await somebody.chat.press("Saldo", message_id=old_menu["message_id"])
    shown = await somebody.reads()
    assert phrases.LOGIN_NEEDED in shown
    assert "zł" not in shown
    assert "Nie pamiętam hasła" in await somebody.buttons()


async def test_logging_out_removes_what_is_personal_from_the_chat(resident: NewResident) -> None:
    somebody = await resident()
    await somebody.opens_account("Zapamiętaj ten telefon")
    await somebody.presses("Saldo")
    await somebody.writes("/menu")
    assert phrases.WELCOME in await somebody.presses("Więcej", "Wyloguj")
    left = await somebody.everything()
    me = somebody.member
    for personal in (me.name, me.symbol, me.email, me.phone, me.address, "zł", "•"):
        assert personal not in left
    await somebody.writes("/saldo")
    assert "Nie pamiętam hasła" in await somebody.buttons()
    assert "phones logged in          0" in await somebody.office.account(me.symbol)


@on_postgresql
async def test_a_second_phone_may_be_logged_in_and_a_changed_password_logs_it_out(
    resident: NewResident,
) -> None:
    first = await resident()
    await first.opens_account()
    second = await resident(first.member)
    second.password = first.password
    assert first.member.name in await second.logs_in("Zapamiętaj ten telefon")
    assert "phones logged in          2" in await first.office.account(first.member.symbol)

    await first.presses("Więcej", "Zmiana hasła")
    await first.changes_password(first.password, "Nowiutkie-Haslo-5!")
    await second.sees(phrases.LOGGED_OUT_ELSEWHERE)
    assert "zł" not in await second.everything()
    await second.writes("/saldo")
    assert "Nie pamiętam hasła" in await second.buttons()
    assert "zł" in await first.writes("/saldo")
