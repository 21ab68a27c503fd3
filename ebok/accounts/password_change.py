"""Changing the password in three messages, none of which is kept: between the new password and
its repetition only an argon2 hash of it stands in the account."""

from __future__ import annotations

from ebok import audit
from ebok.accounts.lockout import LOGIN_LIMIT, add_failure, failures, forgive
from ebok.accounts.login import subject_in, tell_owner
from ebok.accounts.sessions import end_everywhere
from ebok.accounts.temporary import find, forget_all
from ebok.audit import Action
from ebok.outbox.letters import PasswordChangedLogout
from ebok.passwords import ExamplePassword, RuleReport, check_password, is_example
from ebok.services import Services
from storage.tables import Account, ChatLink


class WrongPassword(PermissionError):
    def __init__(self, tries_left: int) -> None:
        super().__init__(f"{tries_left} tries left")
        self.tries_left = tries_left


class RulesBroken(ValueError):
    def __init__(self, report: RuleReport) -> None:
        super().__init__("the new password breaks a rule")
        self.report = report


class RepeatedDiffers(ValueError):
    """The second typing is another password; the new one is asked for again."""


async def check_previous(services: Services, chat_id: int, account_id: int, previous: str) -> None:
    """Raises WrongPassword, or Locked after five of them."""
    account = await _account(services, account_id)
    subject = f"previous:{account_id}:{chat_id}"
    async with services.database.reading() as session:
        failed = await failures(services, session, subject, LOGIN_LIMIT)
    if await _is_current(services, account, previous):
        return
    left = LOGIN_LIMIT.tries - failed - 1
    async with services.database.transaction() as session:
        add_failure(services, session, subject, account_id)
        if left == 0:
            await tell_owner(services, session, chat_id, account)
    raise WrongPassword(left)


async def propose(services: Services, account_id: int, new: str) -> None:
    """Raises RulesBroken with a report of all eight rules, ExamplePassword, or PasswordTooLong."""
    account = await _account(services, account_id)
    current = await _is_current(services, account, new)
    reports = [
        check_password(new, login=login, previous_matches=current)
        for login in (account.login, account.email)
    ]
    report = max(reports, key=lambda report: len(report.broken))
    if not report.accepted:
        raise RulesBroken(report)
    if is_example(new):
        raise ExamplePassword
    proposed = await services.passwords.hash(new)
    async with services.database.transaction() as session:
        (await session.get_one(Account, account_id)).proposed_hash = proposed


async def confirm(services: Services, chat_id: int, account_id: int, repeated: str) -> None:
    """The proposed password becomes the password; other phones are logged out.

    Raises:
        RepeatedDiffers: not the same text, or nothing was proposed.
    """
    account = await _account(services, account_id)
    proposed = account.proposed_hash
    same = proposed is not None and await services.passwords.verify(proposed, repeated)
    async with services.database.transaction() as session:
        account = await session.get_one(Account, account_id)
        account.proposed_hash = None
        if same:
            account.password_hash = proposed
            await forget_all(session, account_id)
            for subject in (f"previous:{account_id}:{chat_id}", subject_in(chat_id, account.login)):
                await forgive(services, session, subject)
            letter, cause = PasswordChangedLogout(), f"account:{account.login}"
            await end_everywhere(services, session, account, letter, cause=cause, but=chat_id)
            link = await session.get(ChatLink, chat_id)
            if link is not None:
                link.must_change_password = False
            actor = audit.chat_actor(chat_id)
            audit.note(services, session, actor, Action.PASSWORD_CHANGED, account.login)
    if not same:
        raise RepeatedDiffers


async def _account(services: Services, account_id: int) -> Account:
    async with services.database.reading() as session:
        return await session.get_one(Account, account_id)


async def _is_current(services: Services, account: Account, text: str) -> bool:
    """The own password, or a temporary one that was sent, used or not."""
    async with services.database.reading() as session:
        if await find(services, session, account.id, text) is not None:
            return True
    own = account.password_hash
    return own is not None and await services.passwords.verify(own, text)
