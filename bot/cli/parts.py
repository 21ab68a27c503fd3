"""Where the demo's parts are: the installed sandbox and the checkout's examples, or, when eBOK was
installed from its wheel alone, what that carries along."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

SANDBOX = "telegram_sandbox"
PACKAGE = Path(__file__).resolve().parents[1]
CARRIED = PACKAGE / "demo-parts"


def example() -> Path:
    """The invented cooperative's import files."""
    carried = CARRIED / "cooperative"
    return carried if carried.exists() else PACKAGE.parent / "examples" / "cooperative"


def sandbox_environment() -> dict[str, str]:
    """Where ``python -m telegram_sandbox`` finds itself: the carried one only if none is there."""
    environment = dict(os.environ)
    if find_spec(SANDBOX) is None:
        paths = [str(CARRIED), environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    return environment
