"""What the resident's chat does not take: the office hears why, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from sqlalchemy import update

from ebok.cases.answering import answer, edit_answer
from ebok.cases.case import CaseTopic, Content, Kind, Writer
from ebok.cases.placing import MAIL, note_copies
from ebok.cases.reading import history, record
from ebok.cases.writing import add, begin, edit, send
from ebok.outbox.letters import CaseAnswered
from ebok.outbox.recipients import Mailbox
from ebok.services import Services
from storage.tables import Case
from tests.bot.staff.played_group import ANY, GROUP, PlayedTelegram, deliver_all
from tests.fixtures.people import CHAT, MARIA, Clock, letters, with_account

HERE = (GROUP, 40)
BLOCKED = TelegramForbiddenError(ANY, "Forbidden: bot was blocked by the user")
GONE = TelegramForbiddenError(ANY, "Forbidden: user is deactivated")
NO_CHAT = TelegramBadRequest(ANY, "Bad Request: chat not found")
NO_VOICE = TelegramBadRequest(ANY, "Bad Request: VOICE_MESSAGES_FORBIDDEN")
STRANGE = TelegramBadRequest(ANY, "Bad Request: something <new>")
BAD_FILE = TelegramBadRequest(ANY, "Bad Request: wrong file identifier/HTTP URL specified")


@pytest.fixture
def office(services: Services) -> Services:
    return replace(services, office=replace(services.office, chat_id=GROUP))


async def asked(office: Services, text: str = "Kiedy?", member_id: int | None = None) -> int:
    number = await begin(office, CHAT, Writer("Maria"), member_id, CaseTopic.FEES, "pl")
    await add(office, CHAT, number, Content(html=text), 10)
    await send(office, CHAT, number)
    return number


async def newest_in_topic(office: Services, telegram: PlayedTelegram, number: int) -> str:
    thread_id = (await record(office, number)).thread_id
    return telegram.texts(GROUP, thread_id)[-1]


async def to_the_mailbox(office: Services) -> list[object]:
    found = await letters(office, CaseAnswered)
    return [one.to for one in found if isinstance(one.to, Mailbox)]


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (BLOCKED, "zablokował bota"),
        (GONE, "nie ma już konta w Telegramie"),
        (NO_CHAT, "nie ma już konta w Telegramie"),
        (NO_VOICE, "nie przyjmuje wiadomości głosowych"),
        (STRANGE, "something &lt;new&gt;"),
    ],
)
@pytest.mark.parametrize("has_account", [True, False])
async def test_the_reason_is_said_and_mail_is_sent_where_there_is_an_address(
    office: Services, refusal: Exception, words: str, has_account: bool
) -> None:
    telegram = PlayedTelegram()
    number = await asked(office)
    if has_account:
        await with_account(office, MARIA)
        async with office.database.transaction() as session:
            await session.execute(update(Case).values(member_id=1))
    await deliver_all(office, telegram, but_mail=True)
    telegram.takes_nothing[CHAT] = refusal
    await answer(office, number, Content(html="Jutro."), written_at=HERE)

    await deliver_all(office, telegram, but_mail=True)

    told = await newest_in_topic(office, telegram, number)
    assert words in told
    assert ("e-mailem" in told) is has_account
    assert (await to_the_mailbox(office) == [Mailbox(MARIA.email)]) is has_account


async def test_a_file_that_telegram_has_lost_is_not_sent_by_mail(office: Services) -> None:
    telegram = PlayedTelegram()
    number = await asked(office)
    await with_account(office, MARIA)
    async with office.database.transaction() as session:
        await session.execute(update(Case).values(member_id=1))
    await deliver_all(office, telegram, but_mail=True)
    telegram.takes_nothing[CHAT] = BAD_FILE
    await answer(office, number, Content("photo", "", "file"), written_at=HERE)

    await deliver_all(office, telegram, but_mail=True)

    assert "wrong file identifier" in await newest_in_topic(office, telegram, number)
    assert await to_the_mailbox(office) == []


async def test_a_change_that_does_not_arrive_is_said(office: Services) -> None:
    telegram = PlayedTelegram()
    number = await asked(office)
    await answer(office, number, Content(html="Jutro."), written_at=HERE)
    await deliver_all(office, telegram, but_mail=True)
    telegram.takes_nothing[CHAT] = BLOCKED
    await edit_answer(office, *HERE, Content(html="Pojutrze."))

    await deliver_all(office, telegram)

    assert "Poprawka nie doszła" in await newest_in_topic(office, telegram, number)


async def test_a_change_of_what_went_by_mail_is_said(office: Services) -> None:
    telegram = PlayedTelegram()
    number = await asked(office)
    await deliver_all(office, telegram, but_mail=True)
    telegram.takes_nothing[CHAT] = BLOCKED
    await answer(office, number, Content(html="Jutro."), written_at=HERE)
    await deliver_all(office, telegram)
    answered = (await history(office, number))[-1].id
    async with office.database.transaction() as session:
        await note_copies(session, MAIL, number, [(answered, answered)])
    await edit_answer(office, *HERE, Content(html="Pojutrze."))

    await deliver_all(office, telegram)

    assert "Poprawka nie doszła" in await newest_in_topic(office, telegram, number)


async def test_a_change_of_what_the_resident_deleted_comes_anew(office: Services) -> None:
    telegram = PlayedTelegram()
    number = await asked(office)
    await answer(office, number, Content(html="Jutro."), written_at=HERE)
    await deliver_all(office, telegram)
    telegram.messages = {n: m for n, m in telegram.messages.items() if m.chat_id != CHAT}
    await edit_answer(office, *HERE, Content(html="Pojutrze."))

    await deliver_all(office, telegram)

    (told,) = telegram.texts(CHAT)
    assert "Pojutrze." in told
    assert "poprawi" in told


@pytest.mark.parametrize("pieces", [1, 3])
async def test_a_caption_longer_than_bots_may_write_arrives_whole_both_ways(
    office: Services, clock: Clock, pieces: int
) -> None:
    """People who pay Telegram may write 4096 characters there."""
    telegram = PlayedTelegram()
    long = "ą" * 4000
    album = "a" if pieces > 1 else None
    number = await begin(office, CHAT, Writer("Maria"), None, CaseTopic.FEES, "pl")
    for place in range(pieces):
        content = Content("photo", "" if place else long, "file")
        await add(office, CHAT, number, content, 10 + place, album)
    await send(office, CHAT, number)
    clock.move(seconds=2)
    await deliver_all(office, telegram)
    for place in range(pieces):
        content = Content("photo", "" if place else long, "file")
        await answer(office, number, content, written_at=(GROUP, 40 + place), album=album and "b")
    clock.move(seconds=2)
    await deliver_all(office, telegram)

    thread_id = (await record(office, number)).thread_id
    for chat_id, thread in ((GROUP, thread_id), (CHAT, None)):
        there = [m for m in telegram.messages.values() if m.chat_id == chat_id]
        assert sum(one.file is not None for one in there) == pieces
        assert telegram.texts(chat_id, thread).count(long) == 1


async def test_a_caption_that_grows_too_long_comes_anew(office: Services) -> None:
    telegram = PlayedTelegram()
    number = await begin(office, CHAT, Writer("Maria"), None, CaseTopic.FEES, "pl")
    await add(office, CHAT, number, Content("photo", "krótko", "file"), 10)
    await send(office, CHAT, number)
    await deliver_all(office, telegram)
    await edit(office, CHAT, 10, Content("photo", "ą" * 3000, "file"))

    await deliver_all(office, telegram)

    thread_id = (await record(office, number)).thread_id
    assert "ą" * 3000 in "\n".join(telegram.texts(GROUP, thread_id))


async def test_pieces_that_make_no_album_come_one_by_one(office: Services, clock: Clock) -> None:
    telegram = PlayedTelegram()
    number = await begin(office, CHAT, Writer("Maria"), None, CaseTopic.FEES, "pl")
    kinds: tuple[Kind, ...] = ("photo", "video", "document", "voice", "photo")
    for place, kind in enumerate(kinds):
        await add(office, CHAT, number, Content(kind, str(place), "f"), 10 + place, "a")
    await send(office, CHAT, number)
    clock.move(seconds=2)

    await deliver_all(office, telegram)

    thread_id = (await record(office, number)).thread_id
    assert telegram.texts(GROUP, thread_id)[1:] == ["0", "1", "2", "3", "4"]
