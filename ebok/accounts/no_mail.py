"""The mail with the password has not come: where it went, as far as the asker may know, and once
more. Few times a day, and each says when the next is possible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ebok.accounts.forgotten import forgot_in
from ebok.accounts.lockout import DAY, Limit, add_failure, failures, lock_end
from ebok.accounts.login import find_account, knows_owner, login_key, opened_from
from ebok.identity.contact import masked_email
from ebok.identity.email_slips import likely_email_slip
from ebok.services import Services

AGAIN_LIMIT = Limit(3, DAY)


@dataclass(frozen=True)
class MailSent:
    address: str | None  # masked; None when the asker may not know it
    slip: bool  # the address looks like a typing slip
    again_at: datetime | None  # when it can be sent again; None: now


async def where_sent(services: Services, chat_id: int, login: str) -> MailSent:
    """The address of the account only to a chat that the account knows; a typed address to whoever
    typed it, whether there is such an account or not."""
    async with services.database.reading() as session:
        account = await find_account(session, login)
        address = login_key(login) if "@" in login else None
        if account is not None and await knows_owner(session, account, chat_id):
            address = account.email
        again_at = await lock_end(services, session, _subject(chat_id), AGAIN_LIMIT)
    if address is None:
        return MailSent(None, slip=False, again_at=again_at)
    slip = likely_email_slip(address) is not None
    return MailSent(masked_email(address), slip, again_at)


async def send_again(services: Services, chat_id: int, login: str) -> None:
    """A new temporary password to the account's own address, as after "I forgot the password".
    Raises Locked after three of a chat within a day; it is counted whether there is such an account
    or not."""
    async with services.database.transaction() as session:
        await failures(services, session, _subject(chat_id), AGAIN_LIMIT)
        add_failure(services, session, _subject(chat_id))
        await forgot_in(services, session, chat_id, login)


async def own_login(services: Services, chat_id: int) -> str | None:
    """Of the account that was opened from this chat."""
    async with services.database.reading() as session:
        account = await opened_from(session, chat_id)
        return None if account is None else account.login


def _subject(chat_id: int) -> str:
    return f"again:chat:{chat_id}"
