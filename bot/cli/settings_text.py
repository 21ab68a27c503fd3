"""``.env.example`` and the operators' table, made of the settings' own descriptions.

``python -m bot.cli.settings_text`` (``make settings``) writes both.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from bot.settings import EXAMPLES, PREFIX, Settings

CHECKOUT = Path(__file__).resolve().parents[2]
ENV_EXAMPLE = Path(".env.example")
TABLE = Path("docs", "operators", "settings.md")
WIDTH = 100

TOP = """\
# Settings of eBOK. Copy to .env and fill in; a line that stays commented keeps its default.
# `ebok doctor` checks all of it and says how to mend what is wrong.
# Made by `make settings` from bot/settings.py.
"""
TOP_OF_TABLE = """\
# Settings

Variables of the environment, or lines of a file `.env` in the working folder (`EBOK_ENV_FILE` names
another one). A wrong or missing one stops the program with one line that names it.

Made by `make settings` from `bot/settings.py`.

| variable | what it is | example |
|---|---|---|
"""


def env_example() -> str:
    entries = [
        textwrap.fill(text, WIDTH, initial_indent="# ", subsequent_indent="# ") + "\n" + line
        for text, line in (
            (text, f"{name}=" if name == f"{PREFIX}BOT_TOKEN" else f"# {name}={EXAMPLES[name]}")
            for name, text in _described().items()
        )
    ]
    return "\n".join((TOP, *(f"{entry}\n" for entry in entries)))


def table() -> str:
    rows = (
        f"| `{name}` | {text.replace('|', '&#124;')} | `{EXAMPLES[name]}` |\n"
        for name, text in _described().items()
    )
    return TOP_OF_TABLE + "".join(rows)


def _described() -> dict[str, str]:
    return {
        f"{PREFIX}{name.upper()}": field.description or ""
        for name, field in Settings.model_fields.items()
    }


def main() -> None:
    (CHECKOUT / ENV_EXAMPLE).write_text(env_example(), encoding="utf-8")
    (CHECKOUT / TABLE).write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()
