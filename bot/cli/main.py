"""Every command of the program; what each does stands in a module of its own, imported when it is
called: importing aiogram takes seconds, and ``--help`` needs none of it."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import OperationalError

from bot.cli import accounts, documents
from bot.cli.failing import FAILED, WRONG_USE, Failure, errors
from bot.logs import setup_logs
from bot.settings import BadSetting, load_settings

app = typer.Typer(
    name="ebok",
    help="A housing cooperative's customer office as a Telegram bot.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(accounts.app, name="account")
app.add_typer(documents.app, name="document")

Port = Annotated[int, typer.Option(min=1, max=65535)]
PortOrFree = Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")]


@app.callback()
def program(
    debug: Annotated[bool, typer.Option(help="Show tracebacks of errors.")] = False,
) -> None:
    """The flag is read by ``main``."""


@app.command()
def run() -> None:
    """Run the bot against Telegram, or whatever EBOK_TELEGRAM_API names.

    Example: EBOK_BOT_TOKEN=123:AAE… ebok run
    """
    from bot.app import run as run_bot

    settings = load_settings()
    setup_logs(settings.log_format)
    asyncio.run(run_bot(settings))


@app.command()
def sandbox(
    port: PortOrFree = 8081,
    smtp_port: PortOrFree = 8025,
    limits: Annotated[bool, typer.Option("--limits", help="Telegram's flood limits.")] = False,
    seed: Annotated[int | None, typer.Option(help="Makes chance repeatable.")] = None,
    group: Annotated[str, typer.Option(help="The bot's group: forum, group or none.")] = "forum",
    token: Annotated[str | None, typer.Option(help="The bot's token.")] = None,
) -> None:
    """Telegram on this machine alone: point any bot at it.

    Example: ebok sandbox --port 8081 --smtp-port 8025 --seed 7
    """
    from bot.cli.parts import SANDBOX, sandbox_environment

    words = [sys.executable, "-m", SANDBOX, "--port", str(port), "--smtp-port", str(smtp_port)]
    words += ["--group", group, *(["--limits"] if limits else [])]
    words += [] if seed is None else ["--seed", str(seed)]
    words += [] if token is None else ["--token", token]
    os.execve(sys.executable, words, sandbox_environment())  # noqa: S606 - our own


@app.command("demo")
def demo_command(
    port: Port = 8081,
    data: Annotated[Path, typer.Option(help="Where the demo keeps its data.")] = Path("var/demo"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget all earlier data.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the page.")] = False,
) -> None:
    """The sandbox and the bot together, with an invented cooperative.

    Example: ebok demo --fresh
    """
    from bot.cli import demo

    demo.run_demo(port, data, fresh=fresh, browser=not no_browser)


@app.command("import")
def import_command(
    folder: Annotated[Path, typer.Argument(help="A folder with the cooperative's files.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check, change nothing.")] = False,
) -> None:
    """Read a cooperative's files into the database.

    Example: ebok import examples/cooperative --dry-run
    """
    from bot.cli import importing

    importing.run_import(folder, dry_run=dry_run)


@app.command("letters")
def letters_command(
    failed: Annotated[bool, typer.Option("--failed", help="Those that were given up.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Another try for all of them.")] = False,
) -> None:
    """What must still go out, why it was written, and why it has not gone.

    Example: ebok letters --failed --retry
    """
    from bot.cli import letters

    letters.show_letters(failed=failed, again=retry)


@app.command("understand")
def understand_command(
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help="Else lines of the input.")
    ] = None,
) -> None:
    """Print what free text is taken for, one JSON object a line.

    Example: ebok understand "nie pamietam hasla"
    """
    from bot.cli import understand

    understand.show_understanding(texts or [])


@app.command("doctor")
def doctor_command() -> None:
    """Check token, database, Redis, mail and the office's group, and say how to mend.

    Example: ebok doctor
    """
    from bot.cli import doctor

    doctor.run_doctor()


def main() -> None:
    """Exit 0, 1 when the work failed, 2 for wrong use."""
    debug = "--debug" in sys.argv[1:]
    setup_logs("console")
    try:
        code = app(standalone_mode=False)
    except Exception as error:
        if debug and not _is_wrong_use(error):
            raise
        line, code = _in_one_line(error)
        errors.print(line, style="red", soft_wrap=True)
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    raise SystemExit(code or 0)


def _in_one_line(error: Exception) -> tuple[str, int]:
    if isinstance(error, BadSetting):
        return str(error), WRONG_USE
    if _is_wrong_use(error):
        words = str(getattr(error, "format_message", lambda: error)())
        return (words if "\n" in words else f"{words} (more: ebok --help)"), WRONG_USE
    if isinstance(error, Failure):
        return error.line, error.code
    if isinstance(error, OperationalError):
        return "EBOK_DATABASE_URL: the database does not answer (more: ebok doctor)", FAILED
    first = str(error).strip().splitlines()
    return f"{type(error).__name__}: {first[0] if first else ''} (more: ebok --debug …)", FAILED


def _is_wrong_use(error: Exception) -> bool:
    """Typer carries its own click, whose exceptions it does not export."""
    return hasattr(error, "format_message")
