"""The wrong person is never shown anything: a client number goes to somebody else while the phone
of the holder before lies open, logged in."""

from __future__ import annotations

from pathlib import Path

from tests.e2e import phrases
from tests.e2e.conftest import (  # noqa: F401 - its fixtures, on both storages
    NewResident,
    office,
    resident,
    sandbox,
    standing_office,
    starter,
    storage,
)
from tests.e2e.members import Member
from tests.e2e.office import Office

ANNA = {"name": "Anna Lis", "identifier": "62062255662", "email": "anna.lis@example.com"}


async def bring_in(office: Office, folder: Path, *members: Member) -> str:  # noqa: F811
    """What the import says."""
    lines = ["symbol;kind;name;pesel;nip;email;phone;member"]
    lines += [f"{one.symbol};person;{one.name};{one.identifier};;;;tak" for one in members]
    (folder / "members.csv").write_text("\n".join(lines), encoding="utf-8")
    ended = await office.command("import", str(folder))
    assert ended.code == 0, ended.said
    return ended.said


async def test_the_holder_before_sees_nothing_of_the_new_one_who_registers_at_once(
    resident: NewResident,  # noqa: F811
    tmp_path: Path,
) -> None:
    before = await resident()
    await before.opens_account("Zapamiętaj ten telefon")
    assert "zł" in await before.presses("Saldo")
    balance = await before.newest()
    new = before.member.but(**ANNA, phone="602 345 678")

    said = await bring_in(before.office, tmp_path, new)

    assert "members.csv, line 2, column pesel" in said
    await before.sees(phrases.ACCOUNT_CLOSED)
    told = await before.gets_mail(phrases.ACCOUNT_CLOSED_MAIL)
    assert before.member.symbol in told["text"]
    assert new.name not in told["text"]
    assert "zł" not in await before.everything(), "the balance is gone from the chat"

    await before.chat.press("Menu")  # under the notice
    await before.writes("/saldo")
    assert "Nie pamiętam hasła" in await before.buttons()
    assert phrases.WRONG_LOGIN in await before.gives_login(new.symbol, before.password)
    assert balance["message_id"] not in [one["message_id"] for one in await before.chat.messages()]

    after = await resident(new)
    await after.opens_account()
    assert new.name in await after.writes("/menu")
    assert "zł" in await after.writes("/saldo")
    seen = await before.everything()
    assert new.name not in seen
    assert "zł" not in seen
