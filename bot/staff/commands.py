"""Commands of the office's group."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.outbox.contents import LONGEST_TEXT, visible_length
from bot.staff import documents, statistics
from bot.staff.accounts import commands as accounts
from bot.staff.announcements import posting
from bot.staff.case_lines import line
from bot.staff.outages import posting as outages
from bot.staff.relay import case_of
from bot.staff.rights import colleague_of
from ebok.cases import passing_on
from ebok.cases.reading import not_closed
from ebok.cases.searching import search
from ebok.identity.contact import email_address
from ebok.identity.errors import NotReadable
from ebok.services import Services
from locales.speech import N_, _

MOST_SHOWN = 20
# plain: long
HOW_WE_WORK = N_(
    "ℹ️ <b>How we work here</b>\n\n"
    "Each case has a topic. What you write there goes to the resident: text, pictures,"
    " files, recordings. 👌 means: delivered.\n"
    "What begins with ! stays among colleagues.\n"
    "An answer changed here changes at the resident's too.\n\n"
    "/sprawy – cases that wait\n"
    "/szukaj WORD – in all cases, old ones too\n"
    "/przekaz address – the case of this topic by e-mail\n"
    "/statystyka – how many cases came and how fast we answer\n"
    "/konto SYMBOL – a client's account\n"
    "/aktywuj SYMBOL – opens an account (administrators)\n"
    "/dokument – as a reply to a file: publish it. In the topic of the documents a file is enough\n"
    "/ogloszenie – tells many residents at once. In the topic of the announcements a text is"
    " enough\n"
    "/awaria – tells the residents of a building that something does not work\n"
    "/pomoc – this page"
)


async def help_(message: Message) -> None:
    await message.reply(_(HOW_WE_WORK))


async def cases(message: Message, services: Services) -> None:
    found = await not_closed(services, MOST_SHOWN)
    if not found:
        await message.reply(_(N_("No case waits.")))
        return
    await message.reply("\n".join(map(line, found)))


async def look_for(message: Message, services: Services, command: CommandObject) -> None:
    words = (command.args or "").strip()
    if len(words) < 2:
        await message.reply(_(N_("Please write a word to look for, for example /szukaj winda")))
        return
    found = await search(services, words, MOST_SHOWN)
    if not found:
        await message.reply(_(N_("Nothing was found for “{words}”."), words=escape(words)))
        return
    lines = [f"{line(case)}\n<i>{escape(excerpt)}</i>" for case, excerpt in found]
    while visible_length("\n".join(lines)) > LONGEST_TEXT:
        lines.pop()
    await message.reply("\n".join(lines))


async def pass_on(message: Message, services: Services, command: CommandObject) -> None:
    number = await case_of(services, message)
    if number is None:
        await message.reply(_(N_("Please write this command in the topic of a case.")))
        return
    try:
        address = email_address(command.args or "")
    except NotReadable:
        await message.reply(
            _(N_("⚠️ Please write the address, for example /przekaz anna.kowalska@example.com"))
        )
        return
    await passing_on.by_mail(services, number, address, colleague_of(message) or "group")
    await message.reply(_(N_("✉️ The case goes to {address}."), address=escape(address)))


COMMANDS: tuple[tuple[tuple[str, ...], Callable[..., Any]], ...] = (
    (("pomoc", "help"), help_),
    (("sprawy",), cases),
    (("szukaj",), look_for),
    (("przekaz",), pass_on),
    (("statystyka",), statistics.command),
    (("konto",), accounts.account),
    (("aktywuj",), accounts.activate),
    (("dokument",), documents.command),
    (("ogloszenie",), posting.command),
    (("awaria",), outages.command),
)
