"""``python -m benchmarks``: eBOK beside a bare bot, as a table and as ``var/bench.json``."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks import report
from benchmarks.bot_api import BotApi, serving
from benchmarks.load import (
    AT_ONCE,
    MENU,
    SALDO,
    Said,
    Side,
    Size,
    begin_at_menu,
    for_bare,
    idle_share,
    interleaved,
    saldo_round,
    typed_round,
    watch_saldo,
    watch_typed,
)
from benchmarks.processes import ROOT, run_ebok, running_bare, running_ebok
from benchmarks.residents import (
    COOPERATIVE,
    Mailbox,
    asks_to_register,
    mail_server,
    members,
    open_accounts,
)
from benchmarks.stores import STORAGES, running_store

SCENARIOS = {"saldo": saldo_round, "registration": typed_round}
FULL, QUICK = Size(rounds=5, waves=3, alone=16), Size(rounds=2, waves=2, alone=8)
IDLE = 10.0  # seconds
TOKENS = {"bare": "1:BARE", "ebok": "1:EBOK"}

WIDTH = 100  # of the table, also where nobody sees it being written

console = Console(log_path=False)
console.width = max(console.width, WIDTH)


async def measured(storage: str, scenarios: Iterable[str], size: Size) -> dict[str, Any]:
    """The comparisons on one storage, and the share of a core that a quiet eBOK takes."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ebok-bench-")))
        apis = {token: BotApi() for token in TOKENS.values()}
        address = await stack.enter_async_context(serving(apis))
        mailbox = Mailbox()
        settings = {
            "EBOK_BOT_TOKEN": TOKENS["ebok"],
            "EBOK_TELEGRAM_API": address,
            "EBOK_SMTP_URL": await stack.enter_async_context(mail_server(mailbox)),
            "EBOK_DATA_DIR": str(folder),
            "EBOK_WORKER_ID": "benchmark",
            "EBOK_SESSION_MINUTES": "1440",
            **stack.enter_context(running_store(storage)),
        }
        console.log(f"{storage}: importing the cooperative")
        await run_ebok("import", str(COOPERATIVE), settings=settings, folder=folder)
        ebok_process = stack.enter_context(running_ebok(settings, folder))
        ebok_api, bare_api = apis[TOKENS["ebok"]], apis[TOKENS["bare"]]
        await asyncio.wait_for(ebok_api.polled.wait(), 60)
        console.log(f"{storage}: eBOK is process {ebok_process.pid}; {AT_ONCE} people register")
        everybody = members()
        residents = [ebok_api.new_chat() for _ in range(AT_ONCE)]
        await open_accounts(residents, everybody, mailbox)
        newcomer = everybody[AT_ONCE]
        script = {
            **await watch_saldo(residents[0]),
            **await watch_typed(ebok_api.new_chat(), newcomer),
        }
        bare_process = stack.enter_context(
            running_bare(address, TOKENS["bare"], for_bare(script), folder)
        )
        await asyncio.wait_for(bare_api.polled.wait(), 60)
        users = [bare_api.new_chat() for _ in range(AT_ONCE)]
        for chat in users:
            begin_at_menu(chat, script)
        bare = Side("bare", bare_api, bare_process, users, script, _needs_no_beginning)
        ebok = Side("ebok", ebok_api, ebok_process, residents, script, asks_to_register)
        presses: dict[str, dict[str, Sequence[Said]]] = {
            "saldo": {SALDO: [SALDO], MENU: [MENU], "their mean": [SALDO, MENU]},
            "registration": {"typed answer": newcomer.answers},
        }
        comparisons = []
        for scenario in scenarios:
            console.log(f"{storage}: {scenario}")
            rounds = await interleaved(bare, ebok, size, SCENARIOS[scenario])
            comparisons += [
                report.compared(press, said, rounds, script)
                for press, said in presses[scenario].items()
            ]
        with bare_process.stopped():
            idle = await idle_share(ebok_process, IDLE)
        return {"comparisons": comparisons, "idle_percent_of_a_core": 100 * idle}


async def _needs_no_beginning(_chat: Any) -> None:
    """A bare bot answers a text whatever was before."""


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=SCENARIOS, help="one scenario")
    parser.add_argument("--storage", choices=STORAGES, help="one storage")
    parser.add_argument("--rounds", type=int, help="how often each bot has its turn")
    parser.add_argument("--quick", action="store_true", help="fewer presses, rougher numbers")
    options = parser.parse_args()
    size = QUICK if options.quick else FULL
    if options.rounds:
        size = Size(options.rounds, size.waves, size.alone)
    storages = [options.storage] if options.storage else STORAGES
    scenarios = [options.only] if options.only else SCENARIOS
    found = report.surroundings() | {
        "rounds": size.rounds,
        "storages": {storage: await measured(storage, scenarios, size) for storage in storages},
    }
    report.show(found, console)
    path = ROOT / "var" / "bench.json"
    report.write(found, path)
    console.print(f"Written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    asyncio.run(main())
