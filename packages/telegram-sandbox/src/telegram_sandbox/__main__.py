"""`python -m telegram_sandbox`: starts the sandbox and runs until it is told to stop."""

import asyncio
import gc
import signal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from telegram_sandbox.server import HOST, PortTaken, running
from telegram_sandbox.settings import Settings
from telegram_sandbox.state import Unreadable


class GroupKind(StrEnum):
    forum = "forum"
    group = "group"
    none = "none"


app = typer.Typer(add_completion=False)


@app.command(epilog="Example: python -m telegram_sandbox --port 8081 --smtp-port 8025 --seed 7")
def main(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="HTTP port; 0 takes a free one")
    ] = 8081,
    smtp_port: Annotated[int, typer.Option(min=0, max=65535, help="SMTP port")] = 8025,
    token: Annotated[
        list[str], typer.Option(help="The bot's token; may be given again for more of them")
    ] = ["42:SANDBOX"],  # noqa: B006
    username: Annotated[str, typer.Option(help="The bot's username")] = "sandbox_bot",
    name: Annotated[str, typer.Option(help="The bot's name")] = "Sandbox",
    group: Annotated[GroupKind, typer.Option(help="The bot's group")] = GroupKind.forum,
    group_title: Annotated[str, typer.Option(help="The title of the group")] = "Group",
    limits: Annotated[bool, typer.Option("--limits", help="Telegram's flood limits")] = False,
    seed: Annotated[int | None, typer.Option(help="Makes chance repeatable")] = None,
    webhook_pause: Annotated[
        float, typer.Option(min=0.01, help="First pause in seconds after a failed webhook")
    ] = 0.5,
    state: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Keeps all people, chats and files here")
    ] = None,
    outside: Annotated[
        bool, typer.Option("--outside", help="Post to webhooks that are not on this machine, too")
    ] = False,
) -> None:
    """Telegram on this machine: Bot API, chat page, mailbox and controls."""
    settings = Settings(
        token=token[0],
        more_tokens=tuple(token[1:]),
        username=username,
        name=name,
        group=group.value,
        group_title=group_title,
        limits=limits,
        seed=seed,
        webhook_pause=webhook_pause,
        outside=outside,
    )
    # The Bot API's definitions stay: looked through for garbage, they cost a second when it ends.
    gc.freeze()
    try:
        asyncio.run(serve(settings, port, smtp_port, state))
    except PortTaken as taken:
        typer.echo(
            f"Port {taken.port} is taken; choose another with --port or --smtp-port.", err=True
        )
        raise typer.Exit(2) from None
    except Unreadable:
        typer.echo(f"{state} holds no sandbox's state; name another file with --state.", err=True)
        raise typer.Exit(2) from None


async def serve(settings: Settings, port: int, smtp_port: int, state: Path | None) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with running(settings, port, smtp_port, state) as sandbox:
        typer.echo(
            f"Sandbox: http://{HOST}:{sandbox.port}  "
            f"SMTP: {HOST}:{sandbox.smtp_port}  token: {settings.token}"
        )
        await stop.wait()


if __name__ == "__main__":
    app()
