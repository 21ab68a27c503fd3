"""`python -m sandbox`: starts the sandbox and runs until it is told to stop."""

import asyncio
import gc
import signal
from enum import StrEnum
from typing import Annotated

import typer

from sandbox.server import HOST, PortTaken, running
from sandbox.settings import Settings


class Office(StrEnum):
    forum = "forum"
    group = "group"
    none = "none"


app = typer.Typer(add_completion=False)


@app.command(epilog="Example: python -m sandbox --port 8081 --smtp-port 8025 --seed 7")
def main(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="HTTP port; 0 takes a free one")
    ] = 8081,
    smtp_port: Annotated[int, typer.Option(min=0, max=65535, help="SMTP port")] = 8025,
    token: Annotated[str, typer.Option(help="The bot's token")] = "42:SANDBOX",  # noqa: S107
    username: Annotated[str, typer.Option(help="The bot's username")] = "sandbox_bot",
    name: Annotated[str, typer.Option(help="The bot's name")] = "Sandbox",
    office: Annotated[Office, typer.Option(help="The staff's group")] = Office.forum,
    office_title: Annotated[str, typer.Option(help="The title of the staff's group")] = "Office",
    limits: Annotated[bool, typer.Option("--limits", help="Telegram's flood limits")] = False,
    seed: Annotated[int | None, typer.Option(help="Makes chance repeatable")] = None,
    webhook_pause: Annotated[
        float, typer.Option(min=0.01, help="First pause in seconds after a failed webhook")
    ] = 0.5,
) -> None:
    """Telegram on this machine: Bot API, chat page, mailbox and controls."""
    settings = Settings(
        token=token,
        username=username,
        name=name,
        office=office.value,
        office_title=office_title,
        limits=limits,
        seed=seed,
        webhook_pause=webhook_pause,
    )
    # The Bot API's definitions stay: looked through for garbage, they cost a second when it ends.
    gc.freeze()
    try:
        asyncio.run(serve(settings, port, smtp_port))
    except PortTaken as taken:
        typer.echo(
            f"Port {taken.port} is taken; choose another with --port or --smtp-port.", err=True
        )
        raise typer.Exit(2) from None


async def serve(settings: Settings, port: int, smtp_port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with running(settings, port, smtp_port) as sandbox:
        typer.echo(
            f"Sandbox: http://{HOST}:{sandbox.port}  "
            f"SMTP: {HOST}:{sandbox.smtp_port}  token: {settings.token}"
        )
        await stop.wait()


if __name__ == "__main__":
    app()
