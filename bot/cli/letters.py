"""``ebok letters``: what must still go out, why it was written, and why it has not gone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from rich.table import Table

from bot.cli.failing import console
from bot.services import open_services
from bot.settings import load_settings
from ebok.outbox.outgoing import LetterOnRecord, on_record, retry
from ebok.services import WARSAW


def show_letters(*, failed: bool, again: bool) -> None:
    found, renewed = asyncio.run(_letters(failed=failed, again=again))
    if not found:
        console.print("No letter has failed." if failed else "No letter waits.")
        return
    console.print(_table(found, failed=failed))
    if again:
        console.print(f"{renewed} of {len(found)} are tried again as soon as the bot is running.")


async def _letters(*, failed: bool, again: bool) -> tuple[Sequence[LetterOnRecord], int]:
    async with open_services(load_settings()) as services:
        found = await on_record(services, failed=failed)
        renewed = await retry(services, failed=failed) if again else 0
        return found, renewed


def _table(found: Sequence[LetterOnRecord], *, failed: bool) -> Table:
    table = Table(box=None)
    for heading in ("number", "written", "letter", "by", "because of", "tries", "trouble"):
        table.add_column(heading)
    for letter in found:
        trouble = letter.failure if failed else letter.trouble
        table.add_row(
            str(letter.number),
            letter.written_at.astimezone(WARSAW).strftime("%Y-%m-%d %H:%M"),
            letter.letter,
            letter.channel,
            letter.cause,
            str(letter.attempts),
            trouble or "",
        )
    return table
