"""`python -m locales.quality.check`: fails when a catalogue is not whole or its Polish is not
plain."""

import sys
from collections.abc import Iterator

from babel.messages import Catalog

from locales import DEFAULT_LANGUAGE, catalogue_path
from locales.quality.catalogues import TRANSLATED, read
from locales.quality.extraction import template
from locales.quality.morphology import AllowedWords, allowed_words
from locales.quality.plain import MAX_FOG, exceptions, measure, unclear
from locales.quality.soundness import Finding, messages, out_of_step, unsound


def findings(
    catalogues: dict[str, Catalog], current: Catalog, allowed: AllowedWords
) -> Iterator[Finding]:
    """Everything wrong with the catalogues, given by language."""
    for language, catalogue in catalogues.items():
        yield from out_of_step(language, catalogue, current)
        yield from unsound(language, catalogue)
    yield from unclear(DEFAULT_LANGUAGE, catalogues[DEFAULT_LANGUAGE], allowed)


def report(
    catalogues: dict[str, Catalog], current: Catalog, allowed: AllowedWords
) -> tuple[list[str], bool]:
    """The lines to show, and whether everything is well."""
    found = list(dict.fromkeys(findings(catalogues, current, allowed)))
    lines = [str(finding) for finding in found]
    polish = catalogues[DEFAULT_LANGUAGE]
    index = measure(polish, allowed).index
    if index > MAX_FOG:
        lines.append(f"{DEFAULT_LANGUAGE}: FOG-PL is {index:.1f}, at most {MAX_FOG:.0f}")
    marks = [mark for message in messages(polish) for mark in exceptions(message)]
    lines.append(
        f"{len(current)} messages, {len(found)} findings, FOG-PL {index:.1f}, "
        f"{marks.count('long')} long, {marks.count('quote')} quoted"
    )
    return lines, not found and index <= MAX_FOG


def main() -> None:
    catalogues = {language: read(catalogue_path(language), language) for language in TRANSLATED}
    lines, well = report(catalogues, template(), allowed_words())
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(not well)


if __name__ == "__main__":
    main()
