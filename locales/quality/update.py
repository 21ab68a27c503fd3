"""`python -m locales.quality.update`: brings the .po files up to what the code says now.

A sentence that was only reworded keeps its translation, marked fuzzy, for a person to look at;
`locales.quality.check` fails until then. A sentence that is gone goes from the catalogues too.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from babel.messages import Catalog

from locales import catalogue_path
from locales.quality.catalogues import TRANSLATED, read, written
from locales.quality.extraction import template


def updated(text_file: Path, language: str, current: Catalog) -> str:
    """The new text of a language's .po file."""
    catalogue = read(text_file, language)
    catalogue.update(current, update_creation_date=False)
    return written(catalogue, language)


def update(current: Catalog, path_of: Callable[[str], Path] = catalogue_path) -> list[Path]:
    """Writes the catalogues that changed, and says which."""
    changed = []
    for language in TRANSLATED:
        path = path_of(language)
        text = updated(path, language, current)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def main() -> None:
    current = template()
    for path in update(current):
        sys.stdout.write(f"updated {path.parent.parent.name}\n")
    sys.stdout.write(f"{len(current)} messages in the code\n")


if __name__ == "__main__":
    main()
