"""Registrations in the office: what colleagues see of them, and the accounts they open and mend."""

from __future__ import annotations

from pathlib import Path

from bot.staff.accounts.buttons import EntryPress, ErrandPress
from ebok.profile import BUILT_IN
from telegram_sandbox.client import Message, Sandbox
from tests.e2e import phrases
from tests.e2e.colleague import OFFICE_MAIL, Colleague
from tests.e2e.conftest import NewColleague, NewResident
from tests.e2e.office import Office
from tests.e2e.resident import Resident

ACCOUNTS = "Zgłoszenia kont"


async def is_refused(somebody: Resident, typed_name: str = "Marta Zmyślona") -> None:
    somebody.member = somebody.member.but(name=typed_name)
    await somebody.registers()
    await somebody.sees(phrases.REFUSED)


async def presses(anna: Colleague, label: str, message: Message) -> str | None:
    answer = await anna.chat.press(label, message_id=message["message_id"])
    return None if answer is None else answer["text"]


async def test_a_refused_person_has_an_account_when_the_clerk_has_seen_the_card(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident()
    symbol, name, secret = (
        somebody.member.symbol,
        somebody.member.name,
        somebody.member.identifier,
    )
    await is_refused(somebody)

    thread = await anna.finds_topic(ACCOUNTS)
    entry = await anna.sees(f"klient {symbol}", thread)
    assert "Nie zgadza się: imię i nazwisko" in entry["text"]
    for value in ("Zmyślona", name, somebody.member.address, secret, somebody.member.email):
        assert value not in entry["text"]

    await presses(anna, "Aktywuj", entry)
    question = await anna.sees(name, thread)
    assert "dowód osobisty" in question["text"]
    await presses(anna, "Dane się zgadzają", question)
    await presses(anna, f"1. {somebody.member.email}", question)
    await presses(anna, "Otwórz konto", question)

    await anna.sees("Klient " + symbol + " ma konto", thread)
    await anna.sees("Konto gotowe: Anna", thread)
    await somebody.sees(phrases.ACCEPTED)
    somebody.password = await somebody.gets_temporary_password()
    await somebody.gives_login(symbol, somebody.password)
    await somebody.sets_password("Sikorka-12-Lot!")
    assert "account activated" in await somebody.office.account(symbol)
    shown = await anna.chat.messages(thread=thread)
    left = [one["text"] for one in shown if symbol in one["text"] and one["buttons"]]
    assert left == []  # nothing is left to press


async def test_the_command_leads_to_a_typed_address_across_a_restart(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, beata, somebody = await colleague("Anna"), await colleague("Beata"), await resident()
    symbol, thread = somebody.member.symbol, await anna.finds_topic(ACCOUNTS)
    assert "nie ma klienta" in (await _answer(anna, "/aktywuj 999999", thread))["text"]
    assert "/aktywuj 104217" in (await _answer(anna, "/aktywuj", thread))["text"]

    question = await _answer(anna, f"/aktywuj {symbol}", thread)
    await somebody.office.crash_and_return(somebody.sandbox)
    said = await presses(beata, "Dane się zgadzają", question)
    assert said is not None
    assert "inna osoba" in said
    await presses(anna, "Dane się zgadzają", question)
    if "adres wysłać" in (await anna.sees(f"Konto dla klienta {symbol}", thread))["text"]:
        await presses(anna, "Inny e-mail", question)
    asks = await anna.sees("Proszę odpowiedzieć na tę wiadomość", thread)
    await anna.writes("to nie adres", thread, reply_to=asks["message_id"])
    asks = await anna.sees("To nie jest adres e-mail", thread)
    await anna.writes(somebody.member.email, thread, reply_to=asks["message_id"])
    summary = await anna.sees("Na ten adres wyślemy login", thread)
    await presses(anna, "Otwórz konto", summary)

    assert await somebody.gets_temporary_password()
    again = await _answer(anna, f"/aktywuj {symbol}", thread)
    assert "ma już konto" in again["text"]


async def _answer(anna: Colleague, command: str, thread: int) -> Message:
    """What the bot says below the command."""
    written = await anna.writes(command, thread)
    await anna.sandbox.idle()
    shown = await anna.chat.messages(thread=thread)
    return next(one for one in shown if one.get("reply_to") == written["message_id"])


async def test_an_account_is_looked_at_unlocked_reset_and_given_another_address(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna, somebody = await colleague("Anna"), await resident()
    symbol = somebody.member.symbol
    await somebody.opens_account()
    thread = await anna.finds_topic(ACCOUNTS)

    card = await _answer(anna, f"/konto {symbol}", thread)
    assert somebody.member.name in card["text"]
    assert somebody.member.email not in card["text"]
    await presses(anna, "Odblokuj", card)
    await presses(anna, "Odblokuj", await anna.sees("Zapomnimy złe hasła", thread))
    await anna.sees("może się znowu logować", thread)

    await presses(anna, "Nowe hasło", card)
    await presses(anna, "Wyślij nowe hasło", await anna.sees("Stare hasło przestanie", thread))
    assert await somebody.gets_temporary_password(2)

    await presses(anna, "Zmień e-mail", card)
    asks = await anna.sees("Proszę odpowiedzieć na tę wiadomość", thread)
    new = f"nowy.{symbol}@example.com"
    await anna.writes(new, thread, reply_to=asks["message_id"])
    await presses(anna, "Zmień e-mail", await anna.sees("Na stary adres", thread))
    await anna.sees("ma teraz e-mail", thread)
    shown = await somebody.office.account(symbol)
    assert new in shown
    for deed in ("account unlocked", "password reset", "e-mail changed"):
        assert f"Anna{' ' * 16}{deed}" in shown


async def test_plain_members_look_and_strangers_get_nothing(
    resident: NewResident, colleague: NewColleague, sandbox: Sandbox
) -> None:
    anna, somebody = await colleague("Anna"), await resident()
    thread = await anna.finds_topic(ACCOUNTS)
    link = await sandbox.bot_api("createChatInviteLink", chat_id=anna.chat.id)
    person = await sandbox.person("Ola")
    ola = Colleague(sandbox, sandbox.chat(person, anna.chat.id))
    await ola.chat.join(link["result"]["invite_link"])
    symbol = somebody.member.symbol

    assert "administratorzy" in (await _answer(ola, f"/aktywuj {symbol}", thread))["text"]
    card = await _answer(ola, f"/konto {symbol}", thread)
    assert "nie ma jeszcze konta" in card["text"]
    said = await presses(ola, "Aktywuj", card)
    assert said is not None
    assert "administratorzy" in said

    before = await anna.chat.texts(thread=thread)
    for data in (
        EntryPress(deed="activate", application=1),
        ErrandPress(deed="do", errand=1),
    ):
        await sandbox.inject(
            {
                "callback_query": {
                    "id": "1",
                    "from": {"id": somebody.chat.person, "is_bot": False, "first_name": "Obcy"},
                    "chat_instance": "1",
                    "data": data.pack(),
                    "message": {
                        "message_id": card["message_id"],
                        "date": 1,
                        "chat": {"id": anna.chat.id, "type": "supergroup", "title": "Biuro"},
                    },
                }
            }
        )
    await somebody.writes(f"/aktywuj {symbol}")
    assert await anna.chat.texts(thread=thread) == before
    assert "no account" in await somebody.office.account(symbol)


async def test_where_the_profile_leaves_the_word_to_the_office(
    resident: NewResident, office: Office, sandbox: Sandbox, tmp_path: Path
) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    for file in BUILT_IN.parent.iterdir():
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
    profile = folder / BUILT_IN.name
    text = profile.read_text("utf-8").replace('activation = "automatic"', 'activation = "office"')
    profile.write_text(text, "utf-8")
    group = (await sandbox.group())["id"]
    await office.open(
        sandbox,
        EBOK_OFFICE_CHAT_ID=str(group),
        EBOK_OFFICE_MAIL=OFFICE_MAIL,
        EBOK_PROFILE=str(profile),
    )
    anna = Colleague(sandbox, sandbox.chat(await sandbox.person("Anna", staff=True), group))
    first, second = [
        Resident(office, sandbox, sandbox.chat(await sandbox.person(member.first_name)), member)
        for member in (office.somebody(), office.somebody())
    ]
    thread = await anna.finds_topic(ACCOUNTS)
    for somebody in (first, second):
        await somebody.registers()
        await somebody.sees("konto otworzy biuro")

    listed = (await office.command("account", "waiting")).said
    assert {first.member.symbol, second.member.symbol} <= set(listed.split())

    await presses(anna, "Aktywuj", await anna.sees(f"klient {first.member.symbol}", thread))
    summary = await anna.sees(first.member.name, thread)
    await presses(anna, "Otwórz konto", summary)
    await first.sees(phrases.ACCEPTED)
    assert await first.gets_temporary_password()

    await presses(anna, "Odrzuć", await anna.sees(f"klient {second.member.symbol}", thread))
    await presses(anna, "Odrzuć", await anna.sees("Poprosimy tę osobę", thread))
    await second.sees("Biuro nie otworzyło konta")
    await anna.sees("Odrzucone: Anna", thread)
    assert "no account" in await office.account(second.member.symbol)
