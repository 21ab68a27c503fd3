"""A client number goes to somebody else: the account of the holder before ends everywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ebok import audit
from ebok.accounts.closing import close_account
from ebok.accounts.forgotten import forgot_password
from ebok.accounts.login import WrongCredentials, log_in
from ebok.accounts.sessions import Resident, remember, remember_private_messages, who
from ebok.cases.answering import answer
from ebok.cases.case import CaseTopic, Content
from ebok.cases.reading import record
from ebok.cases.undelivered import Reason, Refusal, another_way
from ebok.cases.writers import writer_for
from ebok.cases.writing import add, begin, send
from ebok.languages import choose_language
from ebok.outbox import outgoing
from ebok.outbox.letters import (
    AccountClosed,
    AccountExists,
    AccountOpened,
    ApplicationReceived,
    ApplicationRefused,
    CaseAnswered,
    CaseUndelivered,
    HolderChanged,
    LoginBesieged,
    TemporaryPasswordSent,
)
from ebok.outbox.outgoing import post_to_office
from ebok.outbox.recipients import Chat, Mailbox, Standing, Topic
from ebok.registration.application import latest
from ebok.registration.outcomes import Outcome
from ebok.services import OfficeReach, Services
from storage.tables import (
    Account,
    ChatLink,
    Consent,
    FailedLogin,
    KnownChat,
    Outgoing,
    TemporaryPassword,
)
from tests.fixtures.people import (
    CHAT,
    JAN,
    MARIA,
    OTHER_CHAT,
    OWN_PASSWORD,
    Clock,
    all_rows,
    decided,
    enter_in_records,
    letters,
    temporary_password_sent,
    wanted_deletions,
    with_account,
)

CAUSE = "import:members"


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, office=OfficeReach("biuro@example.com", -100))


async def close(services: Services, account_id: int) -> bool:
    async with services.database.transaction() as session:
        return await close_account(services, session, account_id, cause=CAUSE)


async def logged_in_twice(services: Services) -> int:
    account_id = await with_account(services)
    for chat_id in (CHAT, OTHER_CHAT):
        await log_in(services, chat_id, MARIA.symbol, OWN_PASSWORD)
    await remember(services, OTHER_CHAT)
    return account_id


async def test_every_phone_is_logged_out_and_told_in_its_language(services: Services) -> None:
    account_id = await logged_in_twice(services)
    await choose_language(services, OTHER_CHAT, "uk")

    assert await close(services, account_id)

    assert (await who(services, CHAT), await who(services, OTHER_CHAT)) == (None, None)
    told = set()
    for row in await all_rows(services, Outgoing):
        unsent = await outgoing.unsent(services, row.id)
        if unsent is not None and isinstance(unsent.letter, AccountClosed):
            told.add((unsent.language, unsent.to))
    told = {(language, to) for language, to in told if isinstance(to, Chat)}
    assert told == {("pl", Chat(CHAT)), ("uk", Chat(OTHER_CHAT))}


async def test_what_the_chats_show_of_the_account_is_taken_away(
    services: Services, clock: Clock
) -> None:
    account_id = await logged_in_twice(services)
    await remember_private_messages(services, CHAT, [11])
    clock.move(hours=49)  # too old to be deleted by a bot; the second phone is remembered
    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)
    await remember_private_messages(services, CHAT, [12, 13])
    await remember_private_messages(services, OTHER_CHAT, [21])

    await close(services, account_id)

    assert await wanted_deletions(services, CHAT) == [12, 13]
    assert await wanted_deletions(services, OTHER_CHAT) == [21]


async def test_the_address_of_the_account_and_the_office_hear_of_it(services: Services) -> None:
    account_id = await with_account(services)

    await close(services, account_id)

    (mail,) = await letters(services, AccountClosed)
    assert (mail.letter, mail.to, mail.cause) == (
        AccountClosed(MARIA.symbol),
        Mailbox(MARIA.email),
        CAUSE,
    )
    entries = await letters(services, HolderChanged)
    assert [entry.letter for entry in entries] == [HolderChanged(MARIA.symbol)] * 2
    assert [entry.to for entry in entries] == [
        Mailbox("biuro@example.com"),
        Topic(-100, Standing.ACCOUNTS),
    ]


async def test_nothing_is_left_that_opens_or_knows_the_account(services: Services) -> None:
    account_id = await logged_in_twice(services)
    await forgot_password(services, CHAT, MARIA.symbol)
    temporary = await temporary_password_sent(services)
    with pytest.raises(WrongCredentials):
        await log_in(services, OTHER_CHAT, MARIA.symbol, "Zle-Haslo-1")

    await close(services, account_id)

    for table in (Account, ChatLink, KnownChat, TemporaryPassword):
        assert await all_rows(services, table) == []
    assert not any(row.account_id for row in await all_rows(services, FailedLogin))
    for login in (MARIA.symbol, MARIA.email):
        for password in (OWN_PASSWORD, temporary):
            with pytest.raises(WrongCredentials):
                await log_in(services, CHAT, login, password)


async def test_letters_that_wait_for_the_holder_before_do_not_go_out(services: Services) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)
    await decided(services, MARIA, OTHER_CHAT, identifier="44051401458")
    await forgot_password(services, CHAT, MARIA.symbol)
    for row in await all_rows(services, Outgoing):
        if row.letter == AccountOpened.__name__:  # given up: it could still be tried again
            await outgoing.give_up(services, row.id, "this address does not exist (550 5.1.1)")
    (account,) = await all_rows(services, Account)

    await close(services, account.id)
    await outgoing.retry(services, failed=True)

    carrying = (AccountOpened, TemporaryPasswordSent, AccountExists)
    assert await letters(services, *carrying) == []


async def test_letters_of_others_go_out(services: Services) -> None:
    account_id = await with_account(services)
    await with_account(services, replace(JAN, email=MARIA.email), OTHER_CHAT)
    await forgot_password(services, OTHER_CHAT, JAN.symbol)
    await decided(services, MARIA, 3003, identifier="44051401458")  # a stranger is refused
    async with services.database.transaction() as session:
        besieged = LoginBesieged(MARIA.symbol)
        await post_to_office(services, session, besieged, cause=f"account:{MARIA.symbol}")

    await close(services, account_id)

    (his,) = await letters(services, TemporaryPasswordSent)
    assert his.to == Mailbox(MARIA.email)
    refused = await letters(services, ApplicationRefused)
    assert {letter.to for letter in refused} >= {Chat(3003)}
    assert len(await letters(services, ApplicationReceived)) == 2  # Jan's and the stranger's
    assert len(await letters(services, LoginBesieged)) == 2  # by mail and in the group


async def test_the_chat_is_no_longer_said_to_have_an_account(services: Services) -> None:
    account_id = await with_account(services)

    await close(services, account_id)

    sent = await latest(services, CHAT)
    assert sent is not None
    assert sent.outcome == Outcome.CLOSED


async def test_it_is_noted_and_the_consents_stay_without_the_account(services: Services) -> None:
    account_id = await with_account(services)

    await close(services, account_id)

    (deed,) = await audit.deeds(services, MARIA.symbol, limit=1)
    assert (deed.actor, deed.action, deed.details) == (
        "system",
        "account closed",
        {"cause": CAUSE},
    )
    assert [consent.account_id for consent in await all_rows(services, Consent)] == [None, None]


async def test_closing_twice_tells_nobody_twice(services: Services) -> None:
    account_id = await logged_in_twice(services)

    assert await close(services, account_id)
    assert not await close(services, account_id)

    assert len(await letters(services, AccountClosed)) == 3


async def test_a_change_that_fails_leaves_the_account_as_it_was(services: Services) -> None:
    account_id = await logged_in_twice(services)

    async def close_and_fail() -> None:
        async with services.database.transaction() as session:
            await close_account(services, session, account_id, cause=CAUSE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await close_and_fail()

    assert await who(services, CHAT) is not None
    assert await letters(services, AccountClosed, HolderChanged) == []


async def test_an_answer_to_the_earlier_holders_case_never_goes_to_the_new_holder(
    services: Services,
) -> None:
    account_id = await logged_in_twice(services)
    resident = await who(services, CHAT)
    assert isinstance(resident, Resident)
    writer = await writer_for(services, resident)
    number = await begin(services, CHAT, writer, resident.member_id, CaseTopic.FEES, "pl")
    await add(services, CHAT, number, Content("text", "Ile?"), 1)
    await send(services, CHAT, number)
    await close(services, account_id)
    await decided(services, MARIA, chat_id=OTHER_CHAT, email="ewa@example.com")  # now the holder

    await answer(services, number, Content("text", "Sto złotych."))
    (answered,) = [sent.letter for sent in await letters(services, CaseAnswered)]
    assert isinstance(answered, CaseAnswered)
    async with services.database.transaction() as session:
        refusal = Refusal(Reason.BLOCKED, "bot was blocked by the user")
        await another_way(services, session, answered, refusal)

    assert (await record(services, number)).member_id is None
    assert [sent.to for sent in await letters(services, CaseAnswered)] == [Chat(CHAT)]
    told = CaseUndelivered(
        number,
        answered.message,
        by_mail=False,
        reason="blocked",
        words="bot was blocked by the user",
    )
    assert [sent.letter for sent in await letters(services, CaseUndelivered)] == [told, told]
