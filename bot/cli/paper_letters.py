"""``ebok account letter``: the letter with a one-time code, as a PDF to print and to post."""

from __future__ import annotations

import os
from pathlib import Path

from aiogram.exceptions import TelegramAPIError

from bot.app import make_bot
from bot.cli.failing import Failure
from bot.intake.deep_links import BY_LETTER
from bot.settings import Settings
from dialogs.amounts import day
from dialogs.reaching import ways_to_reach
from ebok.accounts import paper_codes
from ebok.accounts.paper_codes import PaperLetter
from ebok.profile import POLISH
from ebok.services import WARSAW, Services
from locales.speech import speaking
from paper.activation_letter import ActivationLetter, activation_letter
from storage.private_files import FILE


async def bot_name(settings: Settings) -> str:
    """The bot's user name, as Telegram knows it."""
    bot = make_bot(settings)
    try:
        return (await bot.me()).username or ""
    except TelegramAPIError as error:
        raise Failure(
            f"Telegram says: {error.message}. The letter tells how to find the bot, so it is not"
            " made now (more: ebok doctor)"
        ) from error
    finally:
        await bot.session.close()


def drawn(services: Services, letter: PaperLetter, bot: str) -> bytes:
    """In Polish, as all letters to addresses on record."""
    with speaking(POLISH):
        return activation_letter(
            ActivationLetter(
                sender=services.profile.cooperative.full_name,
                name=letter.name,
                address=letter.address,
                symbol=letter.symbol,
                code=paper_codes.in_groups(letter.code),
                made_on=day(services.today()),
                until=day(letter.until.astimezone(WARSAW).date()),
                bot=bot,
                link=f"https://t.me/{bot}?start={BY_LETTER}",
                office=ways_to_reach(services.profile.office),
            )
        )


def write_privately(path: Path, content: bytes) -> None:
    """For its owner's eyes: whoever reads the code has the account. Raises Failure."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE), "wb") as file:
            path.chmod(FILE)
            file.write(content)
    except OSError as error:
        raise Failure(
            f"{path}: cannot be written: {error.strerror}. Run the command again."
        ) from error
