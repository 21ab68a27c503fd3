"""``ebok demo``: a Telegram of its own and the bot, each in a process, and residents to play."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Any

import aiohttp

from bot.cli.failing import WRONG_USE, Failure, console
from bot.cli.importing import import_into
from bot.cli.parts import SANDBOX, example, sandbox_environment
from bot.services import open_services
from bot.settings import Settings, load_settings
from ebok.records import clients

TOKEN = "42:SANDBOX"  # noqa: S105 - the sandbox's public token
BOT_NAME = "eBOK SM PIAST"
GROUP_TITLE = "Biuro"
# Settings that one may try out in the demo; all others are its own.
PLAYABLE = ("EBOK_PROFILE", "EBOK_SESSION_MINUTES", "EBOK_REMEMBER_DAYS", "EBOK_LOG_FORMAT")
OURS = {"ebok.db", "ebok.db-shm", "ebok.db-wal", "secret.key"}  # what a demo's folder holds
GRACE = 15  # seconds to stop in

OFFICE_MAIL = "biuro@smpiast.example.com"
CLERK = {"first_name": "Anna", "last_name": "Nowak", "staff": True}

# The residents a newcomer can play: contracts/import.md, printed and shown as cards.
RESIDENTS: tuple[dict[str, Any], ...] = (
    {
        "first_name": "Maria",
        "last_name": "Wiśniewska",
        "phone": "+48601234567",
        "rows": (
            ("Symbol klienta", "104217"),
            ("Imię i nazwisko", "Maria Wiśniewska"),
            ("Adres", "ul. Bulwar Ikara 12/5"),
            ("PESEL", "52031512346"),
            ("E-mail", "maria@example.com"),
            ("Telefon", "601 234 567"),
        ),
        "note": "Członkini, jedno mieszkanie, 312,40 zł do zapłaty.",
    },
    {
        "first_name": "Jan",
        "last_name": "Żółkiewski",
        "phone": "+48602345678",
        "rows": (
            ("Symbol klienta", "118830"),
            ("Imię i nazwisko", "Jan Żółkiewski"),
            ("Adres", "ul. Bulwar Dedala 7/31"),
            ("PESEL", "47110809172"),
            ("E-mail", "jan@example.com"),
            ("Telefon", "602 345 678"),
        ),
        "note": "Członek, mieszkanie z nadpłatą 58,00 zł i garaż.",
    },
    {
        "first_name": "Igła",
        "last_name": "sp. z o.o.",
        "phone": "+48713456789",
        "rows": (
            ("Symbol klienta", "120045"),
            ("Nazwa firmy", "Usługi Krawieckie Igła sp. z o.o."),
            ("Adres", "ul. Rogowska 2"),
            ("NIP", "8941234562"),
            ("E-mail", "biuro@igla.example.com"),
            ("Telefon", "71 345 67 89"),
        ),
        "note": "Firma, 1 204,77 zł zaległości.",
    },
    {
        "first_name": "Halina",
        "last_name": "Brak",
        "phone": "+48603456789",
        "rows": (
            ("Symbol klienta", "131002"),
            ("Imię i nazwisko", "Halina Brak"),
            ("Adres", "ul. Bulwar Ikara 3/1"),
            ("PESEL", "44051401458"),
            ("E-mail", "halina@example.com"),
            ("Telefon", "603 456 789"),
        ),
        "note": "W aktach nie ma numeru PESEL, więc konto otworzy tylko biuro.",
    },
)


def run_demo(port: int, data: Path, *, fresh: bool, browser: bool) -> None:
    if not _free(port):
        raise Failure(
            f"Port {port} is taken. Choose another one: ebok demo --port {port + 1}", WRONG_USE
        )
    if fresh and data.exists():
        strangers = {path.name for path in data.iterdir()} - OURS
        if strangers:
            raise Failure(
                f"{data} holds more than a demo ({sorted(strangers)[0]}), so it is not deleted.",
                WRONG_USE,
            )
        shutil.rmtree(data)
    data.mkdir(parents=True, exist_ok=True)
    asyncio.run(_demo(port, data.absolute(), browser))


async def _demo(port: int, data: Path, browser: bool) -> None:
    address = f"http://127.0.0.1:{port}"
    smtp_port = _free_port()
    _set_environment(data, address, smtp_port)
    settings = load_settings()
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(name, stopping.set)
    if await _empty(settings):
        console.print("Importing the demo cooperative …")
        await import_into(settings, example())
    ports = ("--port", str(port), "--smtp-port", str(smtp_port))
    sandbox = _start(
        SANDBOX, *ports, "--group-title", GROUP_TITLE, environment=sandbox_environment()
    )
    bot: subprocess.Popen[bytes] | None = None
    try:
        await _introduce_residents(address, sandbox)
        await _open_office(address)
        await _name_bot(address)
        bot = _start("bot", "run")
        await _ready(address, sandbox, bot)
        _print_welcome(address)
        if browser:
            webbrowser.open(address)
        while not stopping.is_set() and sandbox.poll() is None and bot.poll() is None:
            try:
                await asyncio.wait_for(stopping.wait(), 0.5)
            except TimeoutError:
                continue
        if not stopping.is_set():
            raise Failure("A part of the demo has ended by itself; see the lines above.")
    finally:
        for process in (bot, sandbox):
            if process is not None:
                await asyncio.to_thread(_end, process)


def _set_environment(data: Path, address: str, smtp_port: int) -> None:
    """The demo's settings are its own: neither the environment's nor those of a ``.env`` file,
    which may be those of a cooperative at work."""
    for name in [name for name in os.environ if name.startswith("EBOK_")]:
        if name not in PLAYABLE:
            del os.environ[name]
    os.environ.update(
        {
            "EBOK_ENV_FILE": "",
            "EBOK_BOT_TOKEN": TOKEN,
            "EBOK_TELEGRAM_API": address,
            "EBOK_DATA_DIR": str(data),
            "EBOK_SMTP_URL": f"smtp://127.0.0.1:{smtp_port}",
            "EBOK_WORKER_ID": "demo",
        }
    )


async def _empty(settings: Settings) -> bool:
    async with open_services(settings) as services:
        return not await clients(services)


def _start(
    module: str, *words: str, environment: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches only us, and we stop the parts in order.
    return subprocess.Popen(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *words], env=environment, start_new_session=True
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _introduce_residents(address: str, sandbox: subprocess.Popen[bytes]) -> None:
    async with aiohttp.ClientSession() as client:
        for _attempt in range(300):
            if sandbox.poll() is not None:
                raise Failure("The sandbox has not started; see the lines above.")
            try:
                async with client.get(f"{address}/sandbox/people") as answer:
                    answer.raise_for_status()
                    break
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.1)
        for resident in RESIDENTS:
            person = {key: resident[key] for key in ("first_name", "last_name", "phone")}
            card = {
                "title": f"{resident['first_name']} {resident['last_name']}",
                "rows": resident["rows"],
                "note": resident["note"],
            }
            async with client.post(
                f"{address}/sandbox/people", json={**person, "card": card}
            ) as answer:
                answer.raise_for_status()


async def _open_office(address: str) -> None:
    """Somebody at the desk, and the group where residents' messages go."""
    async with aiohttp.ClientSession() as client:
        async with client.post(f"{address}/sandbox/people", json=CLERK) as answer:
            answer.raise_for_status()
        async with client.get(f"{address}/sandbox/group") as answer:
            answer.raise_for_status()
            os.environ["EBOK_OFFICE_CHAT_ID"] = str((await answer.json())["id"])
    os.environ["EBOK_OFFICE_MAIL"] = OFFICE_MAIL


async def _name_bot(address: str) -> None:
    """As its owner would with BotFather."""
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"{address}/bot{TOKEN}/setMyName", json={"name": BOT_NAME}) as answer,
    ):
        answer.raise_for_status()


async def _ready(
    address: str, sandbox: subprocess.Popen[bytes], bot: subprocess.Popen[bytes]
) -> None:
    async with aiohttp.ClientSession() as client:
        for _attempt in range(600):
            if sandbox.poll() is not None or bot.poll() is not None:
                raise Failure("The bot has not started; see the lines above.")
            async with client.get(f"{address}/sandbox/health") as answer:
                if answer.status == 200:
                    return
            await asyncio.sleep(0.1)
    raise Failure("The bot was not ready within a minute; see the lines above.")


def _print_welcome(address: str) -> None:
    console.print(f"\nThe office is open: {address}\n", style="bold")
    console.print("Residents to play (their data stand beside the chat):")
    for resident in RESIDENTS:
        symbol = resident["rows"][0][1]
        name, address_line, number = (resident["rows"][at][1] for at in (1, 2, 3))
        console.print(f"  {symbol}  {name}, {address_line}, {number}")
        console.print(f"          {resident['note']}", style="dim")
    console.print(f"\nOf the office: {CLERK['first_name']} {CLERK['last_name']}, in the group")
    console.print("  Write to the office as a resident: the case comes up there.", style="dim")
    console.print("\nPress Ctrl-C to stop.")


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
