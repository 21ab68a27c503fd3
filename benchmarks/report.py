"""The table that people read and the numbers that programs read."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.load import AT_ONCE, Round, Said, Sample, Script

MEASURED_WITH = ("aiogram", "aiogram-dialog", "aiohttp", "SQLAlchemy", "pydantic")


def compared(
    press: str, said: Sequence[Said], rounds: Sequence[tuple[Round, Round]], script: Script
) -> dict[str, Any]:
    """Both bots at what goes by the name ``press``; eBOK's part of bare aiogram as a ratio."""
    bare, ebok = (
        {
            at_once: [_together(each[side], said, at_once) for each in rounds]
            for at_once in (1, AT_ONCE)
        }
        for side in (0, 1)
    )
    calls = Counter(call.method for each in said for call in script[each])
    ratios = [
        _cpu_ms(one) / _cpu_ms(other)
        for one, other in zip(bare[AT_ONCE], ebok[AT_ONCE], strict=True)
    ]
    figures = {"bare": _figures(bare), "ebok": _figures(ebok)}
    p99 = {
        str(at_once): figures["ebok"]["latency_ms"][str(at_once)]["p99"]
        / figures["bare"]["latency_ms"][str(at_once)]["p99"]
        for at_once in (1, AT_ONCE)
    }
    return {
        "press": press,
        "bot_api_calls_per_press": {name: n / len(said) for name, n in sorted(calls.items())},
        "presses_per_cpu_second_ebok_to_bare": _spread(ratios),
        "p99_ebok_to_bare": p99,
        **figures,
    }


def _together(found: Round, said: Sequence[Said], at_once: int) -> Sample:
    whole = Sample()
    for each in said:
        whole.add(found[each, at_once])
    return whole


def _cpu_ms(sample: Sample) -> float:
    """Of one press."""
    return 1000 * sample.cpu / sample.presses


def _figures(samples: dict[int, list[Sample]]) -> dict[str, Any]:
    each = [_cpu_ms(sample) for sample in samples[AT_ONCE]]
    return {
        "presses": {
            str(at_once): sum(s.presses for s in all_) for at_once, all_ in samples.items()
        },
        "cpu_ms_per_press": _spread(each),
        "presses_per_cpu_second": 1000 / median(each),
        "latency_ms": {str(at_once): _latency(them) for at_once, them in samples.items()},
    }


def _latency(samples: Sequence[Sample]) -> dict[str, float]:
    cuts = quantiles((1000 * s for sample in samples for s in sample.latencies), n=100)
    return {"p50": cuts[49], "p99": cuts[98]}


def _spread(values: Sequence[float]) -> dict[str, float]:
    return {"median": median(values), "lowest": min(values), "highest": max(values)}


def surroundings() -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": os.getloadavg()[0],
        "versions": {name: version(name) for name in MEASURED_WITH},
    }


def _commit() -> str | None:
    """With a + when files differ from it; None outside a clone."""
    words = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    asked = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    return asked.stdout.strip() or None


def write(report: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, indent=2) + "\n")


def show(report: dict[str, Any], console: Console) -> None:
    for storage, found in report["storages"].items():
        table = Table(
            title=f"eBOK beside bare aiogram, {storage} (latency: p50, p99)",
            box=box.SIMPLE,
            padding=(0, 1),
        )
        table.add_column("press", no_wrap=True)
        table.add_column("")
        table.add_column("CPU ms", justify="right")
        table.add_column("ratio (spread)", justify="right", no_wrap=True)
        for at_once in (1, AT_ONCE):
            table.add_column(f"ms at {at_once}", justify="right", no_wrap=True)
            table.add_column("p99 ×", justify="right")
        for comparison in found["comparisons"]:
            _add_rows(table, comparison)
        console.print(table)
        console.print(f"A quiet eBOK: {found['idle_percent_of_a_core']:.1f} % of a core\n")


def _add_rows(table: Table, found: dict[str, Any]) -> None:
    """The bare bot's row, then ours with what it is of the bare one's."""
    ratio, p99 = found["presses_per_cpu_second_ebok_to_bare"], found["p99_ebok_to_bare"]
    calls = sum(found["bot_api_calls_per_press"].values())
    spread = f"{ratio['median']:.3f} ({ratio['lowest']:.2f}–{ratio['highest']:.2f})"
    for name, about in (("bare", found["press"]), ("eBOK", f"{calls:g} calls")):
        ours = name == "eBOK"
        side = found[name.lower()]
        cells = [about, name, f"{side['cpu_ms_per_press']['median']:.2f}", spread if ours else ""]
        for at_once, latency in side["latency_ms"].items():
            cells.append(f"{latency['p50']:.0f}, {latency['p99']:.0f}")
            cells.append(f"{p99[at_once]:.1f}" if ours else "")
        table.add_row(*cells, end_section=ours, style="bold" if ours else "")
