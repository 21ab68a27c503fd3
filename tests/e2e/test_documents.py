"""A file posted in the office's group reaches whoever may read it, and nobody else."""

from __future__ import annotations

from telegram_sandbox.client import Message
from tests.e2e.colleague import Colleague
from tests.e2e.conftest import NewColleague, NewResident
from tests.e2e.members import MARIA
from tests.waiting import until

PDF = b"%PDF-1.4\n% a resolution\n%%EOF\n"


class Publisher:
    """A colleague in the topic of the documents; one document at a time."""

    def __init__(self, colleague: Colleague, thread: int) -> None:
        self.colleague = colleague
        self.thread = thread
        self.posted = 0

    async def posts(self, name: str, caption: str | None = None) -> str:
        sent = await self.colleague.chat.send_file(
            name, PDF, mime="application/pdf", text=caption, thread=self.thread
        )
        self.posted = sent["message_id"]
        return (await self.answer())["text"]

    async def answer(self) -> Message:
        """The newest message of the bot under the file."""

        async def look() -> Message | None:
            there = await self.colleague.chat.messages(after=self.posted, thread=self.thread)
            return next((m for m in reversed(there) if m["from"]["is_bot"]), None)

        return await until(look, "an answer under the file")

    async def presses(self, label: str) -> str:
        """What the card says then."""
        await self.colleague.chat.press(label, message_id=(await self.answer())["message_id"])
        await self.colleague.sandbox.idle(quiet_ms=50)
        return (await self.answer())["text"]

    async def publishes(self, kind: str, access: str) -> str:
        for label in (kind, "Tak, dalej", access):
            await self.presses(label)
        return await self.presses("Opublikuj")


async def publisher(colleague: Colleague) -> Publisher:
    return Publisher(colleague, await colleague.finds_topic("Dokumenty"))


async def test_a_posted_resolution_is_published_found_sent_and_withdrawn(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna = await publisher(await colleague("Anna"))
    somebody = await resident()
    await somebody.opens_account()

    assert "Co to jest?" in await anna.posts("skan.pdf", "Uchwała nr 41/2023 w sprawie wind")
    assert "Rok: 2023" in await anna.presses("Uchwała")
    await anna.presses("Tak, dalej")
    summary = await anna.presses("Mieszkańcy")
    assert "Uchwała, 2023\nUchwała nr 41/2023 w sprawie wind\nKto czyta: Mieszkańcy" in summary
    published = await anna.presses("Opublikuj")
    assert "Dokument opublikowany" in published
    assert "Kto opublikował: Anna" in published

    await somebody.presses("Dokumenty", "Szukaj")
    assert "1. Uchwała nr 41/2023 w sprawie wind" in await somebody.writes("uchwala 41 winda")
    for _time in range(2):
        await somebody.presses("1. Uchwała nr 41/2023 w sprawie wind")
    messages = await somebody.chat.messages()
    sent = [m for m in messages if m.get("file") and "Uchwała nr 41/2023" in m["text"]]
    assert len(sent) == 2

    await anna.presses("Wycofaj")
    assert "Dokument wycofany" in await anna.presses("Tak, wycofaj")
    gone = await somebody.presses("1. Uchwała nr 41/2023 w sprawie wind")
    assert "już tu nie ma" in gone


async def test_whoever_is_not_logged_in_reads_what_is_for_everyone_only(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna = await publisher(await colleague("Anna"))
    await anna.posts("protokol_zebrania_1961.pdf")
    await anna.publishes("Protokół", "Członkowie")
    guest = await resident(MARIA)

    await guest.writes("/start dokumenty")
    label = next(one for one in await guest.buttons() if one.startswith("Protokoły"))
    assert "trzeba się zalogować" in await guest.presses(f"{label})")
    assert "1961" not in await guest.everything()

    await anna.presses("Zmień dostęp")
    assert "Kto czyta: Wszyscy" in await anna.presses("Wszyscy")
    await guest.writes("/start dokumenty")
    await guest.presses("Szukaj")
    await guest.writes("protokół 1961")
    assert "Dokument jest powyżej" in await guest.presses("1. Protokol zebrania 1961")


async def test_a_title_is_changed_by_a_reply_also_after_a_restart(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna = await publisher(await colleague("Anna"))
    somebody = await resident(MARIA)
    await anna.posts("x.pdf")
    await anna.presses("Druk")
    question = await anna.presses("Zmień tytuł")
    assert "odpowiedzieć na tę wiadomość" in question
    asked = (await anna.answer())["message_id"]

    await somebody.office.crash_and_return(anna.colleague.sandbox)
    await anna.colleague.writes("Wniosek <b>o garaż</b> 1972", anna.thread, reply_to=asked)
    await anna.colleague.sees("Wniosek <b>o garaż</b> 1972\nRok: 1972", anna.thread)

    await anna.presses("Tak, dalej")
    await anna.presses("Wszyscy")
    assert "opublikowany" in await anna.presses("Opublikuj")


async def test_what_is_no_document_is_refused_and_talk_is_left_alone(
    colleague: NewColleague,
) -> None:
    anna = await publisher(await colleague("Anna"))
    assert "To jest inny plik" in await anna.posts("gra.exe")
    said = await anna.colleague.writes("Kto ma protokół?", anna.thread)
    await anna.colleague.sandbox.idle()
    after = await anna.colleague.chat.messages(after=said["message_id"], thread=anna.thread)
    assert [m for m in after if m["from"]["is_bot"]] == []


async def test_a_file_whose_id_telegram_refuses_is_sent_from_the_kept_copy(
    resident: NewResident, colleague: NewColleague
) -> None:
    anna = await publisher(await colleague("Anna"))
    guest = await resident(MARIA)
    await anna.posts("wniosek_o_klucz_1983.pdf")
    await anna.publishes("Druk", "Wszyscy")
    await guest.writes("/start dokumenty")
    await guest.presses("Szukaj")
    await guest.writes("klucz 1983")
    label = "1. Wniosek o klucz 1983"

    async def sent() -> bool:
        """The copy is fetched in the background."""
        refusal = "Bad Request: wrong file identifier/HTTP URL specified"
        await anna.colleague.sandbox.fault(
            method="sendDocument", status=400, description=refusal, times=1
        )
        return "Dokument jest powyżej" in await guest.presses(label)

    await until(sent, "the file without its id")
    calls = await anna.colleague.sandbox.calls()
    refused, given = [call for call in calls if call["method"] == "sendDocument"][-2:]
    assert (refused["status"], given["status"]) == (400, 200)
