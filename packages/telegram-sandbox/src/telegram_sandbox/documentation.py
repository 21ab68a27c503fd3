"""The table of methods in README.md, made from what is registered; a test keeps it current.

`python -m telegram_sandbox.documentation` writes it into the file.
"""

from pathlib import Path

from telegram_sandbox.methods import HANDLERS
from telegram_sandbox.schema import METHODS

DOCUMENT = Path(__file__).parents[2] / "README.md"
BEGIN = "<!-- methods: made by python -m telegram_sandbox.documentation -->"
END = "<!-- end of methods -->"


def table() -> str:
    """Every method that works, with the room of the code that answers it."""
    rooms: dict[str, list[str]] = {}
    for key, handler in HANDLERS.items():
        room = handler.__module__.rpartition(".")[2]
        rooms.setdefault(room, []).append(f"`{METHODS[key].name}`")
    rows = [f"| {room} | {', '.join(sorted(names))} |" for room, names in sorted(rooms.items())]
    counted = f"{len(HANDLERS)} of the {len(METHODS)} methods of the Bot API work."
    return "\n".join([counted, "", "| about | methods |", "|---|---|", *rows])


def with_table(document: str) -> str:
    """`document` with the part between the two marks made anew."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(with_table(DOCUMENT.read_text()))
