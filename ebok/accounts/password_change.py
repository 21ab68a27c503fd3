"""Changing the password in three messages, none of which is kept: between the new password and
its repetition only an argon2 hash of it stands in the account."""

from __future__ import annotations

from ebok import audit
from ebok.accounts.lockout import LOGIN_LIMIT, add_failure, failures, forgive
from ebok.accounts.login import lock_subjects, tell_owner
from ebok.accounts.sessions import end_everywhere
from ebok.office import Office
from ebok.passwords import RuleReport, check_password
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


async def check_previous(office: Office, chat_id: int, account_id: int, previous: str) -> None:
    """Raises WrongPassword, or Locked after five of them."""
    account = await _account(office, account_id)
    subject = f"account:{account_id}"
    async with office.database.reading() as session:
        failed = await failures(office, session, subject, LOGIN_LIMIT)
    if await _is_current(office, account, previous):
        return
    left = LOGIN_LIMIT.tries - failed - 1
    async with office.database.transaction() as session:
        add_failure(office, session, subject)
        if left == 0:
            await tell_owner(office, session, chat_id, account)
    raise WrongPassword(left)


async def propose(office: Office, account_id: int, new: str) -> None:
    """Raises RulesBroken with a report of all eight rules, or PasswordTooLong."""
    account = await _account(office, account_id)
    current = await _is_current(office, account, new)
    reports = [
        check_password(new, login=login, previous_matches=current)
        for login in (account.login, account.email)
    ]
    report = max(reports, key=lambda report: len(report.broken))
    if not report.accepted:
        raise RulesBroken(report)
    proposed = await office.passwords.hash(new)
    async with office.database.transaction() as session:
        (await session.get_one(Account, account_id)).proposed_hash = proposed


async def confirm(office: Office, chat_id: int, account_id: int, repeated: str) -> None:
    """The proposed password becomes the password; other phones are logged out.

    Raises:
        RepeatedDiffers: not the same text, or nothing was proposed.
    """
    account = await _account(office, account_id)
    proposed = account.proposed_hash
    same = proposed is not None and await office.passwords.verify(proposed, repeated)
    async with office.database.transaction() as session:
        account = await session.get_one(Account, account_id)
        account.proposed_hash = None
        if same:
            account.password_hash = proposed
            account.temporary_hash = account.temporary_until = None
            for subject in lock_subjects(account, account.login):
                await forgive(office, session, subject)
            await end_everywhere(office, session, account_id, but=chat_id)
            link = await session.get(ChatLink, chat_id)
            if link is not None:
                link.must_change_password = False
            actor = audit.chat_actor(chat_id)
            audit.note(office, session, actor, "password changed", account.login)
    if not same:
        raise RepeatedDiffers


async def _account(office: Office, account_id: int) -> Account:
    async with office.database.reading() as session:
        return await session.get_one(Account, account_id)


async def _is_current(office: Office, account: Account, text: str) -> bool:
    for stored in (account.password_hash, account.temporary_hash):
        if stored is not None and await office.passwords.verify(stored, text):
            return True
    return False
