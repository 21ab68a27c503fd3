"""Opens the office: settings in, a migrated database and all that the rules need out.

Apart from ``bot.app`` because commands at a terminal need no Telegram, and importing aiogram takes
seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.settings import BadSetting, Settings
from ebok.office import Office, SessionRules
from ebok.passwords import PasswordHasher
from ebok.profile import BadProfile, load_profile
from storage.database import Database
from storage.jobs import JobQueue
from storage.migrate import upgrade


@asynccontextmanager
async def open_office(settings: Settings) -> AsyncIterator[Office]:
    """A migrated database and all the rules need. Raises BadSetting."""
    try:
        profile = load_profile(settings.profile)
    except BadProfile as error:
        raise BadSetting("EBOK_PROFILE", str(error)) from error
    url = settings.database
    vault = settings.vault()
    await asyncio.to_thread(upgrade, url)
    database, jobs = Database(url), JobQueue(url)
    try:
        yield Office(
            database,
            jobs,
            vault,
            profile,
            PasswordHasher(),
            SessionRules(settings.idle, settings.remembered),
        )
    finally:
        jobs.close()
        await database.close()
