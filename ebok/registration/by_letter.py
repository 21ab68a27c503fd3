"""Registration with a code from a letter: it stands for name, address and PESEL, so only the e-mail
address and the consents are asked for."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.accounts import paper_codes
from ebok.accounts.activation import HasAccount
from ebok.accounts.opening import Reach, open_account
from ebok.audit import Action
from ebok.outbox.letters import AccountOpened
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Mailbox
from ebok.registration import draft as drafts
from ebok.registration.application import (
    StillMissing,
    add_consents,
    application_number,
    cause_of,
)
from ebok.registration.decision import tell_owner
from ebok.registration.draft import Draft, NothingUnderWay
from ebok.registration.entries import settle_earlier
from ebok.registration.outcomes import Outcome
from ebok.services import Services
from storage.tables import Account, Application, Member


class LetterVoid(PermissionError):
    """Expired since the code was given, or the office has made another letter."""


async def prove(services: Services, chat_id: int, symbol: str, typed: str) -> Draft:
    """The code is right: the draft goes on by the short way. Answers that were given before stay.

    Raises:
        NotACode: it was no try.
        WrongCode: or no letter for this number; the same for both.
        CodeExpired: the right one, too late.
        Locked: too many tries of this chat.
        HasAccount: the right one, but somebody has opened the account already.
    """
    code = paper_codes.read_code(typed)
    async with services.database.transaction() as session:
        proved = await _prove(services, session, chat_id, symbol, code)
    if isinstance(proved, Draft):
        return proved
    raise proved


async def _prove(
    services: Services, session: AsyncSession, chat_id: int, symbol: str, code: str
) -> Draft | PermissionError | HasAccount:
    found = await paper_codes.check(services, session, chat_id, symbol, code)
    if not isinstance(found, str):
        return found
    account = await _account_of(session, symbol)
    if account is not None:
        await tell_owner(services, session, account, cause=f"paper:{symbol}")
        return HasAccount(symbol)
    draft = await drafts.read_in(services, session, chat_id, lock=True)
    draft = replace(draft, symbol=symbol, letter=found)
    await drafts.save_in(services, session, chat_id, draft)
    return draft


async def open_by_letter(services: Services, chat_id: int, language: str) -> str:
    """Account, consents, the mail with the way in, and the end of the code, in one transaction.
    Returns the number of the application that stands for it.

    Raises:
        NothingUnderWay: opened already, or never begun.
        StillMissing: a step has no answer.
        LetterVoid: the draft goes on by the usual way.
        HasAccount: somebody was faster.
    """
    async with services.database.transaction() as session:
        opened = await _open(services, session, chat_id, language)
    if isinstance(opened, str):
        return opened
    raise opened


async def _open(
    services: Services, session: AsyncSession, chat_id: int, language: str
) -> str | LetterVoid | HasAccount:
    draft = await drafts.read_in(services, session, chat_id, lock=True)
    if draft.letter is None:
        raise NothingUnderWay
    if (step := draft.next_step()) is not None:
        raise StillMissing(step)
    symbol, email = str(draft.symbol), str(draft.email)
    # Locked as for every other way to an account: one of them opens it.
    member = await session.scalar(select(Member).where(Member.symbol == symbol).with_for_update())
    account = await _account_of(session, symbol)
    if account is not None:
        await drafts.discard_in(services, session, chat_id)
        await tell_owner(services, session, account, cause=f"paper:{symbol}")
        return HasAccount(symbol)
    if member is None or not await paper_codes.take(services, session, symbol, draft.letter):
        await drafts.save_in(services, session, chat_id, replace(draft, letter=None))
        return LetterVoid()
    application = Application(
        chat_id=chat_id,
        language=language,
        symbol=symbol,
        outcome=Outcome.ACCEPTED.value,
        created_at=services.now(),
        decided_at=services.now(),
    )
    session.add(application)
    await session.flush()
    add_consents(session, application, draft)
    await session.flush()
    reach, cause = Reach(email, member.phone or "", language), cause_of(application)
    issued = await open_account(services, session, member, reach, application, cause=cause)
    await settle_earlier(services, session, application)
    number = application_number(application)
    actor = audit.chat_actor(chat_id)
    audit.note(
        services, session, actor, Action.ACCOUNT_ACTIVATED, symbol, number=number, by="letter"
    )
    letter = AccountOpened(symbol, issued.text, issued.hours)
    to = Mailbox(email, told_in=chat_id)
    await post(services, session, letter, to, language=language, cause=cause)
    await drafts.discard_in(services, session, chat_id)
    return number


async def _account_of(session: AsyncSession, symbol: str) -> Account | None:
    found: Account | None = await session.scalar(select(Account).where(Account.login == symbol))
    return found
