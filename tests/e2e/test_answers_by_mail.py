"""The office answers by mail: through a real IMAP server, to the resident's chat and the group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid

import pytest

from telegram_sandbox.client import Chat, Mail, Sandbox
from tests.bot.intake.mail.written import bounce
from tests.e2e.colleague import OFFICE_MAIL, PNG, Colleague, writes_to_office
from tests.e2e.conftest import NewResident
from tests.e2e.members import MARIA
from tests.e2e.office import Office
from tests.e2e.resident import Resident
from tests.fixtures.imap_server import USER, ImapServer, running_imap_server
from tests.waiting import until


@pytest.fixture(scope="module")
def imap() -> Iterator[ImapServer]:
    with running_imap_server() as server:
        yield server


@dataclass
class MailClerk:
    """Anna, who works by mail; what she sees in the group is there as well."""

    sandbox: Sandbox
    imap: ImapServer
    group: Colleague

    async def gets(self, number: int, words: str = "", to: str = OFFICE_MAIL) -> Mail:
        async def look() -> Mail | None:
            found = await self.sandbox.mail(to)
            return next(
                (m for m in found if f"[eBOK #{number}]" in m["subject"] and words in m["text"]),
                None,
            )

        return await until(look, f"case {number} by mail to {to}")

    def answer(
        self, to: Mail, text: str, sender: str = f"Anna Nowak <{OFFICE_MAIL}>"
    ) -> EmailMessage:
        """As Thunderbird makes it."""
        quoted = "\n".join(f"> {line}" for line in to["text"].splitlines())
        written = EmailMessage()
        written["From"] = sender
        written["To"] = to["headers"]["reply-to"]
        written["Subject"] = f"Odp: {to['subject']}"
        written["Message-ID"] = make_msgid(domain="office.example")
        written["In-Reply-To"] = to["headers"]["message-id"]
        written["References"] = f"{to['headers']['references']} {to['headers']['message-id']}"
        written.set_content(
            f"{text}\n\n-- \nAnna Nowak\nSM PIAST\n\n"
            f"W dniu 23.11.2026 o 10:15, eBOK SM PIAST pisze:\n{quoted}\n"
        )
        return written

    def sends(self, written: EmailMessage) -> None:
        self.imap.put(written.as_bytes())


@pytest.fixture
async def anna(office: Office, sandbox: Sandbox, imap: ImapServer) -> MailClerk:
    group = (await sandbox.group())["id"]
    await office.open(
        sandbox,
        EBOK_OFFICE_CHAT_ID=str(group),
        EBOK_OFFICE_MAIL=OFFICE_MAIL,
        EBOK_IMAP_URL=imap.url,
    )
    person = await sandbox.person("Beata", staff=True)
    return MailClerk(sandbox, imap, Colleague(sandbox, sandbox.chat(person, group)))


async def test_an_answer_by_mail_arrives_in_the_chat_with_its_file_and_the_group_sees_it(
    resident: NewResident, anna: MailClerk
) -> None:
    somebody = await resident(MARIA)
    await somebody.writes("/biuro")
    await somebody.presses("Opłaty")
    await somebody.writes("Ile mam zapłacić?")
    await somebody.chat.send_file("rachunek.png", PNG, as_="document")
    await somebody.reads()
    number = int(re.findall(r"Sprawa nr (\d+)", await somebody.presses("Wyślij"))[0])
    mail = await anna.gets(number, "Ile mam zapłacić?")
    assert mail["headers"]["reply-to"] == USER
    mails = [m for m in await anna.sandbox.mail(OFFICE_MAIL) if f"#{number}]" in m["subject"]]
    assert {file["name"] for m in mails for file in m["attachments"]} <= {"rachunek.png"}

    answer = anna.answer(mail, "Proszę zapłacić 312,40 zł & <nic> więcej.")
    answer.add_attachment(b"%PDF-1.7", "application", "pdf", filename="naliczenie.pdf")
    anna.sends(answer)
    anna.sends(answer)

    said = await somebody.sees("Proszę zapłacić 312,40 zł & <nic> więcej.")
    assert "Biuro" in said["text"]
    assert "Anna" not in said["text"]
    assert "Ile mam" not in said["text"]
    thread = await anna.group.finds_topic(f"#{number} ·")
    shown = await anna.group.sees("312,40 zł", thread)
    assert "e-mailem: Anna Nowak" in shown["text"]
    for chat, where in ((somebody.chat, None), (anna.group.chat, thread)):
        names = await _files(chat, where, "naliczenie.pdf")
        assert names.count("naliczenie.pdf") == 1
    await _is_handled(anna)
    assert (await somebody.everything()).count("312,40 zł") == 1


async def _files(chat: Chat, thread: int | None, awaited: str) -> list[str]:
    """Names of the files in a chat, when the awaited one is there."""

    async def look() -> list[str]:
        found = [m["file"]["name"] for m in await chat.messages(thread=thread) if m.get("file")]
        return found if awaited in found else []

    return await until(look, awaited)


async def _is_handled(anna: MailClerk) -> None:
    async def all_marked() -> bool:
        return all("eBOK" in flags for flags in anna.imap.flags())

    await until(all_marked, "every mail marked")


async def test_machines_and_strangers_reach_nobody_and_the_office_hears_of_them(
    resident: NewResident, anna: MailClerk
) -> None:
    somebody = await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    mail = await anna.gets(number)
    thread = await anna.group.finds_topic(f"#{number} ·")
    away = anna.answer(mail, "Jestem na urlopie.")
    away["Auto-Submitted"] = "auto-replied"
    anna.sends(away)
    forged = anna.answer(mail, "Proszę wpłacić na inne konto.")
    del forged["In-Reply-To"], forged["References"]
    forged.set_content("Proszę wpłacić na inne konto.")
    anna.sends(forged)
    anna.sends(anna.answer(mail, "Jestem z banku.", sender="Bank <bank@example.net>"))
    original = EmailMessage()
    original["Message-ID"] = mail["headers"]["message-id"]
    original.set_content("…")
    anna.sends(bounce(original))

    await anna.group.sees("nie doszedł na adres", thread)
    await anna.group.sees("bank@example.net", thread)
    await anna.group.sees("nie jest odpowiedź na nasz e-mail", thread)
    anna.sends(anna.answer(mail, "Jutro."))
    await somebody.sees("Jutro.")
    everything = await somebody.everything()
    assert not any(words in everything for words in ("urlopie", "inne konto", "z banku"))


async def test_a_power_cut_loses_no_answer_and_doubles_none(
    resident: NewResident, anna: MailClerk
) -> None:
    somebody = await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    mail = await anna.gets(number)
    settings = dict(somebody.office._settings)
    anna.sends(anna.answer(mail, "Pierwsza."))
    await somebody.office.crash()
    anna.sends(anna.answer(mail, "Druga."))
    await somebody.office.open(somebody.sandbox, **settings)
    await somebody.sees("Druga.")
    await _is_handled(anna)
    said = [text for text in await somebody.chat.texts() if text.endswith(("Pierwsza.", "Druga."))]
    assert [text.rpartition("\n")[2] for text in said] == ["Pierwsza.", "Druga."]


async def test_whoever_got_the_case_by_mail_answers_it(
    resident: NewResident, anna: MailClerk
) -> None:
    somebody = await resident(MARIA)
    number = await writes_to_office(somebody, "Usterka", "Kapie z sufitu.")
    thread = await anna.group.finds_topic(f"#{number} ·")
    await anna.group.writes("/przekaz hydraulik@example.com", thread)
    mail = await anna.gets(number, to="hydraulik@example.com")
    anna.sends(anna.answer(mail, "Przyjadę o 9.00.", sender="Jan <hydraulik@example.com>"))
    await somebody.sees("Przyjadę o 9.00.")
    assert "Przyjadę" in (await anna.gets(number, "Przyjadę o 9.00."))["text"]


async def test_an_answer_to_a_chat_that_is_blocked_goes_by_mail_and_the_office_is_told(
    resident: NewResident, anna: MailClerk
) -> None:
    somebody = await resident()
    await somebody.opens_account()
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    mail = await anna.gets(number)
    await somebody.chat.block()
    answer = anna.answer(mail, "Jutro rano.")
    answer.add_attachment(b"%PDF-1.7", "application", "pdf", filename="plan.pdf")
    anna.sends(answer)
    arrived = await somebody.gets_mail(f"[eBOK #{number}]")
    assert "Jutro rano." in arrived["text"]
    assert "reply-to" not in arrived["headers"]
    thread = await anna.group.finds_topic(f"#{number} ·")
    await anna.group.sees("Nie dostarczone", thread)
    with_file = await somebody.gets_mail(f"[eBOK #{number}]", 2)
    assert [file["name"] for file in with_file["attachments"]] == ["plan.pdf"]


async def test_a_mailbox_that_was_away_is_read_when_it_is_back(
    resident: NewResident, anna: MailClerk
) -> None:
    somebody: Resident = await resident(MARIA)
    number = await writes_to_office(somebody, "Opłaty", "Kiedy?")
    mail = await anna.gets(number)
    anna.imap.stop()
    anna.imap.start()
    anna.sends(anna.answer(mail, "Po przerwie."))
    await somebody.sees("Po przerwie.")
