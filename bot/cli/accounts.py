"""``ebok account …``: what the office needs when a resident calls."""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.cli.failing import WRONG_USE, Failure, console, one_line
from bot.services import open_services
from bot.settings import Settings, load_settings
from ebok import audit
from ebok.accounts import activation, desk, paper_codes
from ebok.identity.contact import readable_phone
from ebok.identity.email_slips import likely_email_slip
from ebok.identity.errors import NotAnEmail
from ebok.registration import waiting
from ebok.services import WARSAW, Services

app = typer.Typer(help="Look at an account, open it, unlock it, or send a new password.")

Symbol = Annotated[str, typer.Argument(help="The client symbol: 6 digits.")]
T = TypeVar("T")


@app.command()
def show(symbol: Symbol) -> None:
    """Example: ebok account show 104217"""
    card, deeds = _with_services(lambda services: _look_up(services, symbol))
    if card is None:
        console.print(f"{symbol}: this client has no account yet.")
    else:
        _print_card(card)
    console.print("\nwho did what, newest first:" if deeds else "\nnothing has been done yet.")
    for deed in deeds:
        details = " ".join(f"{key}={value}" for key, value in deed.details.items())
        line = f"{_time(deed.at)}  {deed.actor:20}{deed.action}  {one_line(details)}".rstrip()
        console.print(line)


async def _look_up(
    services: Services, symbol: str
) -> tuple[desk.AccountCard | None, Sequence[audit.Deed]]:
    """What was done is shown without an account too: a refused application, for one."""
    try:
        card = await desk.show(services, symbol)
    except desk.NoAccount:
        card = None
    return card, await audit.deeds(services, symbol)


def _print_card(card: desk.AccountCard) -> None:
    rows = [
        ("symbol", card.symbol),
        ("name", card.name),
        ("e-mail", card.email),
        ("telephone", readable_phone(card.phone) if card.phone else "none"),
        ("opened", _time(card.created_at)),
        ("last log-in", _time(card.last_login_at) if card.last_login_at else "never"),
        ("phones logged in", str(card.chats)),
        ("wrong passwords today", str(card.failed_today)),
        ("locked until", _time(card.locked_until) if card.locked_until else "not locked"),
    ]
    if card.temporary_until is not None:
        rows.append(("temporary password until", _time(card.temporary_until)))
    for name, value in rows:
        console.print(f"{name:26}{one_line(value)}")


@app.command()
def unlock(symbol: Symbol) -> None:
    """Example: ebok account unlock 104217"""
    _with_services(lambda services: desk.unlock(services, symbol, _operator()))
    console.print(f"{symbol}: the account is open for logging in.")


@app.command()
def reset(symbol: Symbol) -> None:
    """Mail a temporary password and log every phone out.

    Example: ebok account reset 104217
    """
    email = _with_services(lambda services: desk.reset(services, symbol, _operator()))
    console.print(f"{symbol}: a temporary password goes to {email} as soon as the bot is running.")


@app.command()
def activate(
    symbol: Symbol,
    email: Annotated[str | None, typer.Option(help="Where the password goes.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
) -> None:
    """Open the account of somebody who has shown an identity card, and mail a temporary password.

    Without --email it goes to the address on record, or to the one in the person's registration.

    Example: ebok account activate 131002 --email halina@example.com
    """
    try:
        _with_services(lambda services: _activate(services, symbol, email, yes=yes))
    except NotAnEmail as error:
        raise _no_address(str(email)) from error
    except activation.HasAccount as error:
        raise Failure(f"{error}: this client has an account already.") from error
    except activation.NoEmail as error:
        raise Failure(
            f"{error}: no e-mail address is known. Add --email maria@example.com"
        ) from error
    except activation.SeveralEmails as error:
        raise Failure(
            f"{symbol}: registrations name different addresses: {error}. Say which, with --email"
        ) from error


async def _activate(services: Services, symbol: str, email: str | None, *, yes: bool) -> None:
    """What was shown to the clerk is what is done."""
    planned = await activation.preview(services, symbol, email)
    if not yes and sys.stdin.isatty():
        origin = "" if email else " (on record)" if planned.on_record else " (from a registration)"
        _say(f"{symbol}: {planned.name}, e-mail {planned.email}{origin}")
        if not typer.confirm("Has this person shown an identity card, and is the address right?"):
            raise Failure(f"{symbol}: nothing was changed.")
    done = await activation.activate(services, symbol, _operator(), planned.email)
    _say(
        f"{symbol}: {done.name} has an account now. Login and temporary password go to"
        f" {done.email} as soon as the bot is running."
    )


@app.command("waiting")
def waiting_() -> None:
    """Applications that wait for the office, where the profile wants its word.

    Example: ebok account waiting
    """
    found = _with_services(waiting.waiting)
    for one in found:
        console.print(f"{_time(one.since)}  {one.symbol}  {one.number}")
    if not found:
        console.print("no application waits.")


@app.command()
def decline(symbol: Symbol) -> None:
    """Decline the waiting applications of a client; the applicants are asked to come to the office.

    Example: ebok account decline 104217
    """
    numbers = _with_services(lambda services: waiting.decline_of(services, symbol, _operator()))
    if not numbers:
        raise Failure(f"{symbol}: no application of this client waits.")
    _say(
        f"{symbol}: declined {', '.join(numbers)}. The applicants are told by mail and in the chat."
    )


@app.command()
def letter(
    symbol: Symbol,
    to: Annotated[Path | None, typer.Option(help="The PDF file to write.")] = None,
) -> None:
    """Make a letter on paper with a one-time code, to print and to post to the address on record.

    Whoever types the code in the chat opens the account without a visit. A letter made before stops
    working.

    Example: ebok account letter 131002 --to list-131002.pdf
    """
    path = to or Path(f"list-{symbol}.pdf")
    settings = load_settings()
    try:
        made = _with_services(lambda services: _letter(services, settings, symbol, path))
    except activation.HasAccount as error:
        raise Failure(f"{error}: this client has an account already.") from error
    except paper_codes.HolderHasDied as error:
        raise Failure(f"{error}: the holder has died; the office must see the heirs.") from error
    except paper_codes.NoAddress as error:
        raise Failure(f"{error}: no premises, so no address is on record.") from error
    _say(f"{symbol}: {path} is a letter to {made.name}, {made.address}.")
    _say(f"Its code works until {_time(made.until)}. Please print it and delete the file.")


async def _letter(
    services: Services, settings: Settings, symbol: str, path: Path
) -> paper_codes.PaperLetter:
    """Telegram is asked first: no code is made for a letter that cannot be."""
    from bot.cli import paper_letters

    bot = await paper_letters.bot_name(settings)
    made = await paper_codes.make(services, symbol, _operator())
    paper_letters.write_privately(path, paper_letters.drawn(services, made, bot))
    return made


@app.command("set-email")
def set_email(
    symbol: Symbol, address: Annotated[str, typer.Argument(help="The right e-mail address.")]
) -> None:
    """Correct the e-mail address of an account; what waits for the old one goes to the new one.

    Example: ebok account set-email 104217 maria@example.com
    """
    try:
        done = _with_services(
            lambda services: desk.set_email(services, symbol, address, _operator())
        )
    except NotAnEmail as error:
        raise _no_address(address) from error
    except desk.SameAddress as error:
        raise Failure(f"{symbol}: {error} is the address of this account already.") from error
    what = "A new temporary password goes" if done.password_sent else "What waits goes"
    _say(f"{symbol}: the e-mail address is now {done.email}. {what} there when the bot is running.")
    if (meant := likely_email_slip(done.email)) is not None:
        _say(f"note: is {meant} meant?")


def _no_address(typed: str) -> Failure:
    return Failure(f"{typed}: not an e-mail address. Example: maria@example.com", WRONG_USE)


def _say(line: str) -> None:
    console.print(line, soft_wrap=True)


def _with_services(work: Callable[[Services], Awaitable[T]]) -> T:
    async def do() -> T:
        async with open_services(load_settings()) as services:
            try:
                return await work(services)
            except desk.NoSuchMember as error:
                raise Failure(
                    f"{error}: the cooperative has no client with this symbol."
                ) from error
            except desk.NoAccount as error:
                raise Failure(f"{error}: this client has no account yet.") from error

    return asyncio.run(do())


def _operator() -> str:
    return f"terminal:{getpass.getuser()}"


def _time(at: datetime) -> str:
    return at.astimezone(WARSAW).strftime("%Y-%m-%d %H:%M")
