"""Nothing typed as PESEL or password, and no temporary password, stands anywhere afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from tests.e2e import phrases
from tests.e2e.conftest import NewResident
from tests.e2e.office import Office
from tests.e2e.resident import Resident

SHORTEST = 6  # what is shorter occurs by chance


async def _everything_secret_is_typed(somebody: Resident) -> set[str]:
    """A registration, a refused one, wrong and right logins, a changed and a forgotten password."""
    me = somebody.member
    somebody.member = me.but(identifier="44051401458")
    await somebody.registers()
    await somebody.sees(phrases.REFUSED)
    somebody.member = me
    await somebody.opens_account()
    await somebody.presses("Więcej", "Zmiana hasła")
    await somebody.types_secret("Pomylone-1-Haslo!")
    for typed in (somebody.password, "zakrotkie", "Jaskolka-4-Wiosna?", "Jaskolka-4-Wiosny?"):
        await somebody.types_secret(typed)
    await somebody.changes_password("Jaskolka-4-Wiosna?", "Jaskolka-4-Wiosna?")
    await somebody.writes("/start")
    await somebody.presses("Więcej", "Wyloguj", "Logowanie", "Nie pamiętam hasła")
    await somebody.writes(me.email)
    temporary = await somebody.gets_temporary_password(number=2)
    await somebody.gives_login(me.symbol, "Zgadniete-7-Haslo!")
    await somebody.gives_login(me.symbol, temporary)
    await somebody.types_secret(temporary)
    await somebody.types_secret("Niedokonczone-9-Haslo!")  # and the power fails
    await somebody.office.crash_and_return(somebody.sandbox)
    return {secret for secret in somebody.office.secrets if len(secret) >= SHORTEST}


def _places(office: Office, secrets: set[str]) -> Iterator[str]:
    """Where one of them stands in clear, in the storage or in the logs."""
    forms = {form for secret in secrets for form in _forms(secret)}
    for name, content in (*office.store.everything(), *office.logs()):
        for form in forms:
            if form in content:
                yield f"{form!r} in {name}"


def _forms(secret: str) -> Iterator[bytes]:
    yield secret.encode()
    yield secret.encode().hex().encode()
    yield secret.encode("utf-16-le")


async def test_no_secret_stands_in_the_storage_the_logs_or_a_chat(resident: NewResident) -> None:
    somebody = await resident()
    secrets = await _everything_secret_is_typed(somebody)
    assert somebody.member.identifier in secrets
    assert len(secrets) >= 10
    assert list(_places(somebody.office, secrets)) == []

    for person in await somebody.sandbox.get("/people"):
        shown = await somebody.sandbox.chat(person["id"]).texts()
        for text in shown:
            assert not [secret for secret in secrets if secret in text], text


async def test_what_is_kept_is_what_was_looked_through(resident: NewResident) -> None:
    """The search finds what stands in clear on purpose: else it would prove nothing."""
    somebody = await resident()
    await somebody.registers()
    await somebody.sees(phrases.ACCEPTED)
    kept = b"".join(content for _, content in somebody.office.store.everything())
    assert somebody.member.symbol.encode() in kept
    assert b"Registration:" in kept, "the conversations' states"
    assert b"ApplicationAccepted" in kept, "the letters"
    assert any(b"office is open" in content for _, content in somebody.office.logs())
