"""Opens the office: settings in, a migrated database and all that the rules need out.

Apart from ``bot.app`` because commands at a terminal need no Telegram, and importing aiogram takes
seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from bot.settings import BadSetting, Settings
from ebok.cases import templates
from ebok.cases.templates import BadTemplates
from ebok.passwords import PasswordHasher
from ebok.profile import BadProfile, Profile, load_profile
from ebok.services import OfficeReach, Services, SessionRules
from storage.database import Database
from storage.key_check import WrongKey, compare_key_of, note_key
from storage.looking import looking_only
from storage.migrate import upgrade
from storage.private_files import make_private
from storage.vault import KEY_FILE, Vault, new_key


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """A migrated database and all the rules need. Raises BadSetting."""
    profile = profile_of(settings)
    url = settings.database
    existing = settings.existing_vault()  # a key that is none is told before anything is made
    make_private(url, settings.existing_data_dir())
    with _wrong_key_told(settings):
        # Before the migrations: whoever has taken the wrong folder finds it as it was.
        await asyncio.to_thread(compare_key_of, url, existing)
    await asyncio.to_thread(upgrade, url)
    vault = existing or settings.vault()
    database = Database(url)
    try:
        with _wrong_key_told(settings):
            await database.write_at_once(lambda connection: note_key(connection, vault))
        yield Services(
            database,
            vault,
            profile,
            PasswordHasher(),
            SessionRules(settings.idle, settings.remembered),
            office=OfficeReach(
                settings.office_mail,
                settings.office_chat_id,
                settings.answers_to,
                settings.writers,
            ),
        )
    finally:
        await database.close()


def profile_of(settings: Settings) -> Profile:
    """Raises BadSetting."""
    try:
        profile = load_profile(settings.profile)
        templates.load(profile.answers_file)  # a fault is told now, not to the first colleague
        return profile
    except (BadProfile, BadTemplates) as error:
        raise BadSetting("EBOK_PROFILE", str(error)) from error


@asynccontextmanager
async def look_in(settings: Settings) -> AsyncIterator[Services | None]:
    """The office as it stands, for somebody who changes nothing: no file, no key, no migration.
    None when there is no database yet. Raises BadSetting."""
    profile, vault = profile_of(settings), settings.existing_vault()
    with looking_only(settings.database) as url:
        if url is None:
            yield None
            return
        database = Database(url)
        try:
            # Nothing is sealed or opened by looking, so a key that nobody keeps does.
            yield Services(database, vault or Vault([new_key()]), profile, PasswordHasher())
        finally:
            await database.close()


@contextmanager
def _wrong_key_told(settings: Settings) -> Iterator[None]:
    """Raises BadSetting."""
    try:
        yield
    except WrongKey as error:
        raise BadSetting(
            "EBOK_SECRET_KEY",
            "is not the key of this database, so no PESEL could be compared. Mend: set the key"
            f" from before, or put {settings.data_dir / KEY_FILE} back",
        ) from error
