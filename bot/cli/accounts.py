"""``ebok account show|unlock|reset SYMBOL``: what the office needs when a resident calls."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Annotated, TypeVar

import typer

from bot.cli.failing import Failure, console
from bot.opening import open_office
from bot.settings import load_settings
from ebok import audit
from ebok.accounts import desk
from ebok.identity.contact import readable_phone
from ebok.office import WARSAW, Office

app = typer.Typer(help="Look at an account, unlock it, or send a new password.")

Symbol = Annotated[str, typer.Argument(help="The client symbol: 6 digits.")]
T = TypeVar("T")


@app.command()
def show(symbol: Symbol) -> None:
    """Example: ebok account show 104217"""
    card, deeds = _in_office(lambda office: _look_up(office, symbol))
    if card is None:
        console.print(f"{symbol}: this client has no account yet.")
    else:
        _print_card(card)
    console.print("\nwho did what, newest first:" if deeds else "\nnothing has been done yet.")
    for deed in deeds:
        details = " ".join(f"{key}={value}" for key, value in deed.details.items())
        line = f"{_time(deed.at)}  {deed.actor:20}{deed.action}  {details}".rstrip()
        console.print(line, markup=False, highlight=False)


async def _look_up(
    office: Office, symbol: str
) -> tuple[desk.AccountCard | None, Sequence[audit.Deed]]:
    """What was done is shown without an account too: a refused application, for one."""
    try:
        card = await desk.show(office, symbol)
    except desk.NoAccount:
        card = None
    return card, await audit.deeds(office, symbol)


def _print_card(card: desk.AccountCard) -> None:
    rows = [
        ("symbol", card.symbol),
        ("name", card.name),
        ("e-mail", card.email),
        ("telephone", readable_phone(card.phone)),
        ("opened", _time(card.created_at)),
        ("phones logged in", str(card.chats)),
        ("locked until", _time(card.locked_until) if card.locked_until else "not locked"),
    ]
    if card.temporary_until is not None:
        rows.append(("temporary password until", _time(card.temporary_until)))
    for name, value in rows:
        console.print(f"{name:26}{value}", markup=False, highlight=False)


@app.command()
def unlock(symbol: Symbol) -> None:
    """Example: ebok account unlock 104217"""
    _in_office(lambda office: desk.unlock(office, symbol, _operator()))
    console.print(f"{symbol}: the account is open for logging in.")


@app.command()
def reset(symbol: Symbol) -> None:
    """Mail a temporary password and log every phone out.

    Example: ebok account reset 104217
    """
    email = _in_office(lambda office: desk.reset(office, symbol, _operator()))
    console.print(
        f"{symbol}: a temporary password goes to {email} as soon as the bot is running.",
        markup=False,
        highlight=False,
    )


def _in_office(work: Callable[[Office], Awaitable[T]]) -> T:
    async def do() -> T:
        async with open_office(load_settings()) as office:
            try:
                return await work(office)
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
