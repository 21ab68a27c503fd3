"""A code from a letter on paper: five tries, thirty days, one account, and nothing told to
strangers."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ebok.accounts.activation import HasAccount, activate
from ebok.accounts.desk import NoSuchMember
from ebok.accounts.lockout import Locked
from ebok.accounts.login import log_in
from ebok.accounts.paper_codes import (
    CodeExpired,
    HolderHasDied,
    NoAddress,
    NotACode,
    PaperLetter,
    WrongCode,
    in_groups,
    make,
    read_code,
)
from ebok.audit import deeds
from ebok.importing.holders import NewHolders
from ebok.outbox.letters import AccountExists, AccountOpened, PaperCodeEnded
from ebok.outbox.recipients import Mailbox
from ebok.registration import draft as drafts
from ebok.registration.application import StillMissing, latest, submit
from ebok.registration.by_letter import LetterVoid, open_by_letter, prove
from ebok.registration.draft import NothingUnderWay, Step
from ebok.registration.entries import Settled, entry
from ebok.services import OfficeReach, Services
from ebok.upkeep import PAPER_CODES_KEPT_FOR, sweep_old
from storage.tables import Account, Consent, Member, PaperCode
from tests.fixtures.people import (
    CHAT,
    MARIA,
    OTHER_CHAT,
    WITHOUT_PESEL,
    Clock,
    all_rows,
    decided,
    enter_in_records,
    letters,
    temporary_password_sent,
)

CLERK = "terminal:anna"
EMAIL = "maria.w@example.com"
WRONG = "2222 2222 2222"
UNKNOWN = "999999"


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, office=OfficeReach("biuro@example.com"))


@pytest.fixture
async def letter(services: Services) -> PaperLetter:
    await enter_in_records(services, MARIA)
    return await make(services, MARIA.symbol, CLERK)


async def answers_the_rest(services: Services, chat_id: int = CHAT) -> None:
    await drafts.answer(services, chat_id, Step.EMAIL, EMAIL)
    await drafts.answer(services, chat_id, Step.EMAIL_AGAIN, EMAIL)
    await drafts.accept(services, chat_id, Step.TERMS, "pl")
    await drafts.accept(services, chat_id, Step.DATA_CONSENT, "pl")


async def tries(services: Services, symbol: str, code: str = WRONG, chat_id: int = CHAT) -> int:
    """How many are left after it."""
    with pytest.raises(WrongCode) as wrong:
        await prove(services, chat_id, symbol, code)
    return wrong.value.tries_left


async def test_the_letter_is_for_the_client_at_the_address_on_record(
    letter: PaperLetter, services: Services
) -> None:
    assert (letter.symbol, letter.name, letter.address) == (
        MARIA.symbol,
        MARIA.name,
        MARIA.address,
    )
    assert re.fullmatch(r"[2-9]{12}", letter.code)
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", in_groups(letter.code))
    assert letter.until == services.now() + timedelta(days=30)
    assert letter.code not in repr(letter)
    (deed,) = await deeds(services, MARIA.symbol)
    assert (deed.actor, deed.action) == (CLERK, "letter with a code made")


async def test_only_a_fingerprint_of_the_code_is_kept(
    letter: PaperLetter, services: Services
) -> None:
    (row,) = await all_rows(services, PaperCode)
    assert letter.code not in repr(vars(row))
    assert row.fingerprint in services.vault.fingerprints(f"paper:{MARIA.symbol}:{letter.code}")


async def test_the_code_the_email_and_the_consents_open_the_account(
    letter: PaperLetter, services: Services
) -> None:
    draft = await prove(services, CHAT, MARIA.symbol, letter.code)
    assert draft.next_step() is Step.EMAIL
    await answers_the_rest(services)

    number = await open_by_letter(services, CHAT, "pl")

    (account,) = await all_rows(services, Account)
    assert (account.login, account.email) == (MARIA.symbol, EMAIL)
    consents = await all_rows(services, Consent)
    assert {(one.kind, one.account_id) for one in consents} == {
        ("terms", account.id),
        ("data", account.id),
    }
    (sent,) = await letters(services, AccountOpened)
    assert sent.to == Mailbox(EMAIL, told_in=CHAT)
    application = await latest(services, CHAT)
    assert application is not None
    assert (application.number, application.outcome) == (number, "accepted")
    done = [deed.action for deed in await deeds(services, MARIA.symbol)]
    assert done == ["account activated", "letter with a code made"]
    assert not (await drafts.load(services, CHAT)).started
    password = await temporary_password_sent(services)
    assert (await log_in(services, CHAT, MARIA.symbol, password)).must_change_password


async def test_whoever_has_no_pesel_on_record_gets_in_too(services: Services) -> None:
    await enter_in_records(services, WITHOUT_PESEL)
    made = await make(services, WITHOUT_PESEL.symbol, CLERK)
    await decided(services, WITHOUT_PESEL)
    await prove(services, CHAT, WITHOUT_PESEL.symbol, made.code)
    await answers_the_rest(services)

    number = await open_by_letter(services, CHAT, "pl")

    assert len(await all_rows(services, Account)) == 1
    seen = await entry(services, 1)  # the office need not see to it any more
    assert (seen.settled, seen.settled_by) == (Settled.OPENED, number)


@pytest.mark.parametrize(
    "typed",
    [
        "{0} {1} {2}",
        "{0}-{1}-{2}",
        " {0}{1}{2}.",
        "{0}\n{1}\u00a0{2}",
        "{0} – {1} – {2}\u200b",
    ],
)
async def test_the_groups_may_be_typed_in_any_way(
    letter: PaperLetter, services: Services, typed: str
) -> None:
    groups = in_groups(letter.code).split()

    assert (await prove(services, CHAT, MARIA.symbol, typed.format(*groups))).letter


@pytest.mark.parametrize(
    ("typed", "read"),
    [("48２9 573S z584", "482957352584"), ("٤٨٢٩-5736-2584", "482957362584")],
)
def test_signs_that_look_like_digits_are_digits(typed: str, read: str) -> None:
    assert read_code(typed) == read


@pytest.mark.parametrize("typed", ["", "nie mam", "4829 5736", "4829 5736 25841", "104217"])
async def test_what_is_no_code_is_no_try(
    letter: PaperLetter, services: Services, typed: str
) -> None:
    for _ in range(7):
        with pytest.raises(NotACode):
            await prove(services, CHAT, MARIA.symbol, typed)

    assert await tries(services, MARIA.symbol) == 4


async def test_five_wrong_tries_from_any_chats_end_the_code(
    letter: PaperLetter, services: Services
) -> None:
    left = [await tries(services, MARIA.symbol, chat_id=CHAT + turn % 3) for turn in range(6)]

    assert left == [4, 3, 2, 1, 0, 0]
    assert await tries(services, MARIA.symbol, letter.code) == 0
    (told,) = await letters(services, PaperCodeEnded)
    assert told.letter == PaperCodeEnded(MARIA.symbol)
    assert (await deeds(services, MARIA.symbol))[0].action == "code from a letter ended"


async def test_many_tries_at_once_are_five(letter: PaperLetter, services: Services) -> None:
    async def tried(chat_id: int) -> Any:
        try:
            return await prove(services, chat_id, MARIA.symbol, WRONG)
        except WrongCode as wrong:
            return wrong.tries_left

    left = await asyncio.gather(*map(tried, range(1, 9)))

    assert sorted(left) == [0, 0, 0, 0, 1, 2, 3, 4]
    assert len(await letters(services, PaperCodeEnded)) == 1


@pytest.mark.parametrize("symbol", [UNKNOWN, WITHOUT_PESEL.symbol])
async def test_a_number_without_a_letter_reads_as_one_with_a_letter(
    letter: PaperLetter, services: Services, clock: Clock, symbol: str
) -> None:
    await enter_in_records(services, WITHOUT_PESEL)
    told: dict[str, list[int]] = {symbol: [], MARIA.symbol: []}
    for turn in range(7):
        clock.move(days=2)  # longer than other failures are remembered
        await sweep_old(services)
        for number, left in told.items():
            left.append(await tries(services, number, chat_id=CHAT + turn))

    assert told[symbol] == told[MARIA.symbol] == [4, 3, 2, 1, 0, 0, 0]
    assert [sent.letter for sent in await letters(services, PaperCodeEnded)] == [
        PaperCodeEnded(MARIA.symbol)
    ]


async def test_a_chat_that_tries_many_numbers_must_wait(
    letter: PaperLetter, services: Services, clock: Clock
) -> None:
    for number in range(10):
        await tries(services, f"9999{number:02}")

    for code in (WRONG, letter.code):
        with pytest.raises(Locked) as locked:
            await prove(services, CHAT, MARIA.symbol, code)
        assert locked.value.until == clock.at + timedelta(days=1)
    assert (await prove(services, OTHER_CHAT, MARIA.symbol, letter.code)).letter
    clock.move(days=1)
    assert (await prove(services, CHAT, MARIA.symbol, letter.code)).letter


async def test_after_thirty_days_the_right_code_is_too_late(
    letter: PaperLetter, services: Services, clock: Clock
) -> None:
    clock.move(days=30)

    with pytest.raises(CodeExpired):
        await prove(services, CHAT, MARIA.symbol, letter.code)
    assert await tries(services, MARIA.symbol) == 4
    assert await tries(services, MARIA.symbol, letter.code) == 3


async def test_a_code_that_expires_before_the_end_opens_nothing(
    letter: PaperLetter, services: Services, clock: Clock
) -> None:
    await prove(services, CHAT, MARIA.symbol, letter.code)
    await answers_the_rest(services)
    clock.move(days=30)

    with pytest.raises(LetterVoid):
        await open_by_letter(services, CHAT, "pl")

    assert await all_rows(services, Account) == []
    draft = await drafts.load(services, CHAT)
    assert (draft.letter, draft.email, draft.next_step()) == (None, EMAIL, Step.NAME)


async def test_a_new_letter_voids_the_old_one(letter: PaperLetter, services: Services) -> None:
    await prove(services, CHAT, MARIA.symbol, letter.code)
    await answers_the_rest(services)
    for _ in range(5):
        await tries(services, MARIA.symbol)
    new = await make(services, MARIA.symbol, CLERK)

    assert await tries(services, MARIA.symbol, letter.code) == 4
    with pytest.raises(LetterVoid):
        await open_by_letter(services, CHAT, "pl")
    await prove(services, CHAT, MARIA.symbol, new.code)
    await open_by_letter(services, CHAT, "pl")


async def test_another_holder_voids_the_code(letter: PaperLetter, services: Services) -> None:
    await prove(services, CHAT, MARIA.symbol, letter.code)
    await answers_the_rest(services)
    move = await NewHolders(services, [MARIA.symbol]).stage(None)  # type: ignore[arg-type]
    async with services.database.transaction() as session:
        await move(session)

    with pytest.raises(LetterVoid):
        await open_by_letter(services, CHAT, "pl")
    assert await tries(services, MARIA.symbol, letter.code) == 4


async def test_two_presses_at_once_open_one_account(
    letter: PaperLetter, services: Services
) -> None:
    await prove(services, CHAT, MARIA.symbol, letter.code)
    await answers_the_rest(services)

    first, second = await asyncio.gather(
        *(open_by_letter(services, CHAT, "pl") for _ in range(2)), return_exceptions=True
    )

    assert {type(first), type(second)} == {str, NothingUnderWay}
    assert len(await all_rows(services, Account)) == 1
    assert len(await letters(services, AccountOpened)) == 1


async def test_two_phones_with_one_code_open_one_account(
    letter: PaperLetter, services: Services
) -> None:
    for chat_id in (CHAT, OTHER_CHAT):
        await prove(services, chat_id, MARIA.symbol, letter.code)
        await answers_the_rest(services, chat_id)

    done = await asyncio.gather(
        *(open_by_letter(services, chat_id, "pl") for chat_id in (CHAT, OTHER_CHAT)),
        return_exceptions=True,
    )

    assert {type(one) for one in done} == {str, HasAccount}
    assert len(await all_rows(services, Account)) == 1


async def test_a_used_code_says_that_there_is_an_account_and_its_owner_is_told(
    letter: PaperLetter, services: Services
) -> None:
    await activate(services, MARIA.symbol, CLERK, EMAIL)

    with pytest.raises(HasAccount):
        await prove(services, OTHER_CHAT, MARIA.symbol, letter.code)

    (told,) = await letters(services, AccountExists)
    assert told.to == Mailbox(EMAIL)
    assert await tries(services, MARIA.symbol) == 4


async def test_nothing_is_opened_before_every_question_is_answered(
    letter: PaperLetter, services: Services
) -> None:
    await prove(services, CHAT, MARIA.symbol, letter.code)
    await drafts.answer(services, CHAT, Step.EMAIL, EMAIL)

    with pytest.raises(StillMissing) as missing:
        await open_by_letter(services, CHAT, "pl")
    assert missing.value.step is Step.EMAIL_AGAIN
    with pytest.raises(StillMissing):
        await submit(services, CHAT, "pl")


async def test_another_number_in_the_draft_is_not_the_letters(
    letter: PaperLetter, services: Services
) -> None:
    await prove(services, CHAT, MARIA.symbol, letter.code)

    draft = await drafts.answer(services, CHAT, Step.SYMBOL, "118830")

    assert draft.letter is None
    with pytest.raises(NothingUnderWay):
        await open_by_letter(services, CHAT, "pl")


async def test_no_letter_where_none_makes_sense(services: Services) -> None:
    with pytest.raises(NoSuchMember):
        await make(services, UNKNOWN, CLERK)
    await enter_in_records(
        services, MARIA, replace(MARIA, symbol="222222", name="śp. Jan Nowak", identifier=None)
    )
    with pytest.raises(HolderHasDied):
        await make(services, "222222", CLERK)
    await activate(services, MARIA.symbol, CLERK, EMAIL)
    with pytest.raises(HasAccount):
        await make(services, MARIA.symbol, CLERK)
    async with services.database.transaction() as session:
        session.add(Member(symbol="333333", kind="person", name="Anna Lis", is_member=False))
    with pytest.raises(NoAddress):
        await make(services, "333333", CLERK)


async def test_codes_are_forgotten_long_after_they_expired(
    letter: PaperLetter, services: Services, clock: Clock
) -> None:
    clock.move(days=30)
    await sweep_old(services)
    assert len(await all_rows(services, PaperCode)) == 1

    clock.at += PAPER_CODES_KEPT_FOR + timedelta(seconds=1)
    await sweep_old(services)

    assert await all_rows(services, PaperCode) == []
