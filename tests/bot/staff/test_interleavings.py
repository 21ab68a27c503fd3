"""Two residents and their colleagues write, edit, close and delete at random, while topics go, the
group is upgraded and the power goes off: every message ends exactly where it belongs, in order,
once; after a power cut at most once more."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from ebok.cases.answering import answer, close, edit_answer, note, settle, take
from ebok.cases.case import CaseTopic, Content, NothingWritten, Writer
from ebok.cases.reading import message_on_record, record
from ebok.cases.writing import add, begin, edit, send, write_on
from ebok.services import Services
from storage.tables import Case, CaseCopy, Installation, Outgoing
from tests.bot.staff.played_group import GROUP, PlayedTelegram, deliver_all
from tests.fixtures.people import CHAT, OTHER_CHAT, Clock

DEEDS = (
    "resident writes",
    "resident replies",
    "resident sends an album",
    "resident edits",
    "resident edits an older one",
    "resident writes a draft",
    "resident sends the draft",
    "resident says it is not settled",
    "colleague answers",
    "colleague replies",
    "colleague notes",
    "colleague sends an album",
    "colleague edits",
    "colleague edits a note",
    "colleague takes",
    "colleague closes",
    "topic deleted",
    "topic closed by hand",
    "group upgraded",
    "delivered",
    "power off before",
    "power off after",
    "the same update twice",
)
RESIDENTS = (CHAT, OTHER_CHAT)


@dataclass
class Correspondence:
    """One resident's case, and what each side should read of it in the end."""

    chat_id: int
    number: int = 0
    by_resident: dict[int, str] = field(default_factory=dict)  # by the place where it was written
    by_office: dict[tuple[int, int], str] = field(default_factory=dict)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    drafted: dict[int, str] = field(default_factory=dict)


class Story:
    """Plays the deeds, and knows what each side should read in the end."""

    def __init__(self, office: Services, clock: Clock) -> None:
        self.office, self.clock = office, clock
        self.telegram = PlayedTelegram()
        self.numbers, self.places = count(1), count(100)
        self.cases = [Correspondence(chat_id) for chat_id in RESIDENTS]
        self.cuts = 0

    def _words(self) -> str:
        return f"m{next(self.numbers):03}"

    async def begin(self) -> None:
        for case in self.cases:
            writer = Writer("Maria")
            case.number = await begin(self.office, case.chat_id, writer, None, CaseTopic.FEES, "pl")
            words, place = self._words(), next(self.places)
            await add(self.office, case.chat_id, case.number, Content(html=words), place)
            await send(self.office, case.chat_id, case.number)
            case.by_resident[place] = words

    async def play(self, deed: str, case: Correspondence) -> None:
        if deed.startswith("resident"):
            await self._resident(deed, case)
        elif deed.startswith("colleague"):
            await self._colleague(deed, case)
        else:
            await self._happens(deed, case)

    async def _resident(self, deed: str, case: Correspondence) -> None:
        match deed:
            case "resident writes":
                await self._resident_writes(case)
            case "resident replies":
                await self._resident_writes(case, answers=await self._message(case.by_office))
            case "resident sends an album":
                await self._resident_writes(case, *[f"album {next(self.places)}"] * 2)
            case "resident edits" | "resident edits an older one":
                await self._resident_edits(case, older=deed.endswith("one"))
            case "resident writes a draft":
                words, place = self._words(), next(self.places)
                await add(self.office, case.chat_id, case.number, Content(html=words), place)
                case.drafted[place] = words
            case "resident sends the draft":
                with suppress(NothingWritten):
                    await send(self.office, case.chat_id, case.number)
                case.by_resident |= case.drafted
                case.drafted = {}
            case "resident says it is not settled":
                await settle(self.office, case.chat_id, case.number, settled=False)

    async def _colleague(self, deed: str, case: Correspondence) -> None:
        here = (self.telegram.group_id, next(self.places))
        match deed:
            case "colleague answers":
                await self._colleague_writes(case)
            case "colleague replies":
                by_resident = {(case.chat_id, p): words for p, words in case.by_resident.items()}
                await self._colleague_writes(case, answers=await self._message(by_resident))
            case "colleague sends an album":
                await self._colleague_writes(case, *[f"album {next(self.places)}"] * 2)
            case "colleague edits":
                await self._colleague_edits(case)
            case "colleague notes":
                words = case.notes[here] = self._words()
                await note(self.office, case.number, Content(html=f"! {words}"), here)
            case "colleague edits a note":
                if case.notes:
                    here = next(reversed(case.notes))
                    words = case.notes[here] = self._words()
                    await edit_answer(self.office, *here, Content(html=f"! {words}"))
            case "colleague takes":
                await take(self.office, case.number, "Anna")
            case "colleague closes":
                await close(self.office, case.number, "Anna")

    async def _happens(self, deed: str, case: Correspondence) -> None:
        match deed:
            case "topic deleted":
                await self.deliver()
                thread_id = (await record(self.office, case.number)).thread_id
                self.telegram.delete_topic(thread_id or 0)
            case "topic closed by hand":
                thread_id = (await record(self.office, case.number)).thread_id
                if thread_id in self.telegram.topics:
                    self.telegram.closed.add(thread_id)
            case "group upgraded":
                self.telegram.upgrade()
            case "delivered":
                await self.deliver()
            case "power off before":
                self.telegram.fails_before += 1
            case "power off after":
                self.telegram.fails_after += 1
            case "the same update twice":
                if case.by_office:
                    here = next(reversed(case.by_office))
                    again = Content(html=case.by_office[here])
                    await answer(self.office, case.number, again, written_at=here)

    async def _message(self, written: Mapping[tuple[int, int], str]) -> int | None:
        """The case's message behind what was written last."""
        if not written:
            return None
        async with self.office.database.reading() as session:
            copy = await session.get(CaseCopy, next(reversed(list(written))))
        return None if copy is None else copy.case_message_id

    async def _resident_writes(
        self, case: Correspondence, *album: str, answers: int | None = None
    ) -> None:
        for name in album or (None,):
            words, place = self._words(), next(self.places)
            content = Content("photo" if name else "text", words, "file" if name else None)
            await write_on(self.office, case.chat_id, case.number, content, place, name, answers)
            case.by_resident[place] = words

    async def _colleague_writes(
        self, case: Correspondence, *album: str, answers: int | None = None
    ) -> None:
        for name in album or (None,):
            words, here = self._words(), (self.telegram.group_id, next(self.places))
            content = Content("photo" if name else "text", words, "file" if name else None)
            await answer(
                self.office, case.number, content, written_at=here, album=name, answers=answers
            )
            case.by_office[here] = words

    async def _resident_edits(self, case: Correspondence, *, older: bool) -> None:
        """What is sent or still a draft. The changed text keeps its place in the order."""
        written = case.drafted or case.by_resident
        place = list(written)[(len(written) - 1) // 2 if older else -1]
        words = written[place] = f"{written[place][:4]}x"
        here = (case.chat_id, place)
        await edit(self.office, *here, await self._changed(here, words))

    async def _colleague_edits(self, case: Correspondence) -> None:
        if not case.by_office:
            return
        here = next(reversed(case.by_office))
        words = case.by_office[here] = f"{case.by_office[here][:4]}x"
        await edit_answer(self.office, *here, await self._changed(here, words))

    async def _changed(self, here: tuple[int, int], words: str) -> Content:
        message = await message_on_record(self.office, await self._message({here: words}) or 0)
        assert message is not None
        return replace(message.content, html=words)

    async def deliver(self) -> None:
        self.clock.move(seconds=2)
        self.cuts += await deliver_all(self.office, self.telegram)

    async def end(self) -> None:
        for case in self.cases:  # a topic deleted last is made again by the next message
            await self._resident_writes(case)
        await self.deliver()
        for case in self.cases:
            thread_id = (await record(self.office, case.number)).thread_id
            in_topic = "\n".join(self.telegram.texts(self.telegram.group_id, thread_id))
            self._compare(in_topic, list(case.by_resident.values()))
            in_chat = "\n".join(self.telegram.texts(case.chat_id))
            self._compare(in_chat, list(case.by_office.values()))
            strange = [*case.notes.values(), *case.by_resident.values(), *case.drafted.values()]
            (other,) = (one for one in self.cases if one is not case)
            theirs = [*other.by_resident.values(), *other.by_office.values()]
            theirs += [*other.notes.values(), *other.drafted.values()]
            assert not any(words[:4] in in_chat for words in [*strange, *theirs])
            assert not any(words[:4] in in_topic for words in [*theirs, *case.drafted.values()])

    def _compare(self, there: str, wanted: list[str]) -> None:
        """Everything once and in order. A topic made again tells what was said then: an edit after
        that is news in it, and comes behind."""
        news = there.count(NEWS) if HISTORY in there else 0
        edited = [words for words in wanted if news and words.endswith("x")]
        for words in edited:
            assert 1 <= there.count(words) <= there.count(words[:4]) <= 1 + news, there
        in_place = [words for words in wanted if words not in edited]
        found = [there.find(words) for words in in_place]
        assert -1 not in found, (there, wanted)
        assert found == sorted(found), there
        again = [there.count(words[:4]) - 1 for words in in_place]
        assert sum(again) <= MOST_AGAIN * self.cuts, there
        assert all(times <= self.cuts for times in again), there


HISTORY, NEWS = "Oto, co było do tej pory", "Mieszkaniec poprawił wiadomość"
# An album, or a whole history, is sent at once and doubled at once.
MOST_AGAIN = 30
WHAT_HAPPENS = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1)), max_size=18)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=WHAT_HAPPENS)
async def test_whatever_happens_every_message_ends_where_it_belongs(
    services: Services, clock: Clock, deeds: list[tuple[str, int]]
) -> None:
    async with services.database.transaction() as session:
        for table in (Outgoing, Case, Installation):
            await session.execute(delete(table))
    office = replace(services, office=replace(services.office, chat_id=GROUP))
    story = Story(office, clock)
    await story.begin()
    for deed, which in deeds:
        await story.play(deed, story.cases[which])
    await story.end()
