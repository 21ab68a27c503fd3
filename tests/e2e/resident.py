"""A person with a telephone: writes, presses, and reads the chat and the mailbox."""

from __future__ import annotations

import re

from telegram_sandbox.client import Chat, Mail, Message, Sandbox
from tests.e2e import phrases
from tests.e2e.members import Member
from tests.e2e.office import Office
from tests.waiting import until

PLACES = ("pierwszą", "drugą", "trzecią", "czwartą", "piątą", "szóstą")
KEYCAP = re.compile(r"(\d)\ufe0f?\u20e3")
TEMPORARY = re.compile(r"^Hasło tymczasowe:\s*\n?(\S+)$", re.M)
QUIET_MS = 30  # an update waits in the sandbox until it was handled, so this may be short


class Resident:
    """Reads like the cooperative's tutorial; ``member`` is what the person types about herself."""

    def __init__(self, office: Office, sandbox: Sandbox, chat: Chat, member: Member) -> None:
        self.office = office
        self.sandbox = sandbox
        self.chat = chat
        self.member = member
        self.password = ""

    # What a person does

    async def writes(self, text: str) -> str:
        """What the bot shows after it has answered."""
        await self.chat.send(text)
        return await self.reads()

    async def types_secret(self, text: str) -> str:
        self.office.secrets.add(text)
        return await self.writes(text)

    async def presses(self, *labels: str) -> str:
        for label in labels:
            await self.chat.press(label)
            await self._settle()
        return await self.reads()

    async def sends(self, name: str, data: bytes, as_: str, mime: str) -> str:
        """A file; what the bot shows then."""
        await self.chat.send_file(name, data, as_=as_, mime=mime)
        return await self.reads()

    async def passes_on(self, message: Message) -> str:
        """Forwards a message of this chat."""
        return await self._sends_by_hand(forward_of=message["message_id"])

    async def shares_contact_of(self, other: Resident) -> str:
        return await self._sends_by_hand(contact_of=other.chat.person)

    async def _sends_by_hand(self, **what: int) -> str:
        await self.sandbox.post(f"/chats/{self.chat.id}/send", from_=self.chat.person, **what)
        return await self.reads()

    async def _settle(self) -> None:
        await self.sandbox.idle(quiet_ms=QUIET_MS)

    # What a person sees

    async def reads(self) -> str:
        """The bot's newest message."""
        await self._settle()
        return (await self.newest())["text"]

    async def newest(self) -> Message:
        return [message for message in await self.chat.messages() if message["from"]["is_bot"]][-1]

    async def everything(self) -> str:
        return "\n".join(await self.chat.texts())

    async def buttons(self) -> list[str]:
        """The labels under the newest message, without their emoji."""
        newest = await self.newest()
        return [plain(button["text"]) for row in newest["buttons"] for button in row]

    async def sees(self, text: str, number: int = 1) -> Message:
        """Waits for the bot's nth message with this text."""

        async def look() -> Message | None:
            found = [
                message
                for message in await self.chat.messages()
                if message["from"]["is_bot"] and text in message["text"]
            ]
            return found[number - 1] if len(found) >= number else None

        found = await until(look, f"{text!r} in the chat", self.everything)
        await self._settle()
        return found

    # The registration

    async def begins(self) -> str:
        await self.writes("/start")
        return await self.presses("Rejestracja")

    async def answers_typed_questions(self) -> str:
        me = self.member
        for answer in (me.symbol, me.name, me.address):
            await self.writes(answer)
        await self.types_secret(me.identifier)
        for answer in (me.email, me.email, me.phone):
            await self.writes(answer)
        return await self.reads()

    async def agrees(self) -> str:
        return await self.presses("Akceptuję regulamin", "Wyrażam zgodę")

    async def asked_digits(self) -> tuple[str, str]:
        """The two digits that step 10 asks for."""
        text = await self.reads()
        digits = KEYCAP.findall(text)
        places = [PLACES.index(word) for word in re.findall(r"\w+", text) if word in PLACES]
        assert len(digits) == 6
        first, second = places
        return digits[first], digits[second]

    async def shows_to_be_human(self) -> str:
        return await self.presses(*await self.asked_digits())

    async def answers_ten_questions(self) -> str:
        await self.answers_typed_questions()
        await self.agrees()
        return await self.shows_to_be_human()

    async def registers(self) -> str:
        """Up to the receipt; the answer comes by itself."""
        await self.begins()
        await self.answers_ten_questions()
        return await self.presses("Wyślij")

    # The mailbox

    async def mails(self, subject: str = "") -> list[Mail]:
        return [mail for mail in await self._mailbox() if subject in mail["subject"]]

    async def gets_mail(self, subject: str, number: int = 1) -> Mail:
        """Waits for the nth mail with this in its subject."""

        async def look() -> Mail | None:
            found = await self.mails(subject)
            return found[number - 1] if len(found) >= number else None

        return await until(look, f"mail {subject!r}", self._mailbox)

    async def gets_temporary_password(self, number: int = 1) -> str:
        """The nth one mailed to this person."""
        found = TEMPORARY.search((await self.gets_mail("hasło tymczasowe", number))["text"])
        assert found is not None
        self.office.secrets.add(found[1])
        return found[1]

    async def _mailbox(self) -> list[Mail]:
        return await self.sandbox.mail(self.member.email)

    # Login and password

    async def gives_login(self, login: str, password: str) -> str:
        await self.writes("/start")
        await self.presses("Logowanie")
        await self.writes(login)
        return await self.types_secret(password)

    async def logs_in(self, remember: str = "Tylko teraz") -> str:
        await self.gives_login(self.member.symbol, self.password)
        return await self.presses(remember)

    async def changes_password(self, previous: str, new: str) -> str:
        """From the question for the previous one on."""
        await self.types_secret(previous)
        return await self.sets_password(new)

    async def sets_password(self, new: str) -> str:
        """From the question for the new one on: after a temporary one was just typed."""
        for typed in (new, new):
            await self.types_secret(typed)
        self.password = new
        return await self.reads()

    async def has_account(self) -> str:
        """Up to the temporary password, which it gives; nobody is logged in."""
        await self.registers()
        await self.sees(phrases.ACCEPTED)
        return await self.gets_temporary_password()

    async def opens_account(self, remember: str = "Tylko teraz") -> str:
        """Everything from the first word to the menu, as somebody who makes no mistake."""
        temporary = await self.has_account()
        await self.presses("Logowanie")
        await self.writes(self.member.symbol)
        await self.types_secret(temporary)
        await self.sets_password(f"Sikorka-{self.member.phone[-2:]}-Lot!")
        return await self.presses(remember)


def plain(label: str) -> str:
    """A label as contracts/labels.md writes it: no emoji before it, nothing invisible after it."""
    return re.sub(r"^\W+|[^\w?!…]+$", "", label)
