"""A letter from the terminal, the account from a phone: with the real program and the sandbox."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_sqlite
from tests.e2e.resident import Resident
from tests.paper.reading import qr_codes_in, seen, text_of


def printed_on(path: Path) -> str:
    return text_of(path.read_bytes())


async def letter_to(somebody: Resident, path: Path) -> str:
    """Makes one; its code, as printed."""
    symbol = somebody.member.symbol
    ended = await somebody.office.command("account", "letter", symbol, "--to", str(path))
    assert ended.code == 0, ended.said
    lines = printed_on(path).splitlines()
    code = lines[lines.index("Kod jednorazowy") + 1]
    assert code not in ended.said
    somebody.office.secrets.update({code, code.replace(" ", "")})
    return code


async def test_a_letter_opens_the_account_of_whoever_was_not_recognised(
    resident: NewResident, tmp_path: Path
) -> None:
    somebody = await resident()
    office, me = somebody.office, somebody.member
    somebody.member = me.but(identifier="44051401458")
    await somebody.registers()
    await somebody.sees(phrases.REFUSED)
    assert phrases.BY_LETTER in await somebody.buttons()
    path = tmp_path / "list.pdf"
    old = await letter_to(somebody, path)
    code = await letter_to(somebody, path)
    text = printed_on(path)
    assert (me.name in text, me.address.split(", ")[0] in text, me.symbol in text) == (
        True,
        True,
        True,
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (link,) = qr_codes_in(seen(await asyncio.to_thread(path.read_bytes)))

    await somebody.writes("/start " + link.partition("?start=")[2])
    await somebody.writes(me.symbol)
    assert "Zostało prób: 4" in await somebody.types_secret(old)
    assert "Krok 1 z 4" in await somebody.types_secret(code.replace(" ", "-"))
    for _ in range(2):
        await somebody.writes(me.email)
    await somebody.agrees()
    await office.crash_and_return(somebody.sandbox)
    await somebody.presses("Załóż konto")
    await somebody.sees(phrases.ACCEPTED)

    temporary = await somebody.gets_temporary_password()
    await somebody.presses("Logowanie")
    await somebody.writes(me.symbol)
    await somebody.types_secret(temporary)
    await somebody.sets_password("Sikorka-12-Lot!")
    await somebody.presses("Tylko teraz")
    assert "Saldo" in await somebody.buttons()
    for secret in (code, code.replace(" ", "")):
        assert secret not in await somebody.everything()
        for name, content in (*office.store.everything(), *office.logs()):
            assert secret.encode() not in content, name
    shown = await office.account(me.symbol)
    assert "letter with a code made" in shown
    ended = await office.command("account", "letter", me.symbol, "--to", str(path))
    assert (ended.code, "has an account already" in ended.said) == (1, True)


@on_sqlite
async def test_what_makes_no_letter_is_said_in_one_line(
    resident: NewResident, tmp_path: Path
) -> None:
    somebody = await resident()
    path = tmp_path / "no-such-folder" / "list.pdf"
    for words, told in {
        ("999999",): "no client with this symbol",
        (somebody.member.symbol, "--to", str(path)): "cannot be written",
    }.items():
        ended = await somebody.office.command("account", "letter", *words)
        assert ended.code == 1
        assert told in ended.errors
        assert ended.said.count("\n") == 1
