"""Which sentences the program says: found in the code by Babel, nothing kept beside it."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parents[2]
SOURCES = ("dialogs", "bot", "paper", "ebok")

# The functions and widgets of dialogs/words.py that take a message id.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "L": None,
    "Label": None,
    "ngettext": (1, 2),
    # and of dialogs/frame.py
    "choice": (1,),
    "explain": (1,),
}
# A comment "plain: …" above a message travels with it into the catalogues (see locales/plain.py).
COMMENT_TAGS = ("plain:",)


def template(root: Path = ROOT) -> Catalog:
    """Every message id of the code, in the order of files and lines."""
    catalogue = Catalog(charset="utf-8")
    for file, message_id, comments in _found(root):
        catalogue.add(message_id, locations=[(file, 0)], auto_comments=comments)
    return catalogue


def _found(root: Path) -> Iterator[tuple[str, str | tuple[str, ...], list[str]]]:
    for source in SOURCES:
        for name, _line, message_id, comments, _context in extract_from_dir(
            root / source, [("**.py", "python")], keywords=KEYWORDS, comment_tags=COMMENT_TAGS
        ):
            yield f"{source}/{Path(name).as_posix()}", message_id, comments
