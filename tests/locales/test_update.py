"""The catalogues follow the code, and a second run changes nothing."""

from pathlib import Path

import pytest

from locales.quality.catalogues import read
from locales.quality.extraction import template
from locales.quality.soundness import ids, messages
from locales.quality.update import update

CODE = """
_("Give your name.")
L("Menu")
Label("Back", when="inside")
HELP = N_("A symbol has six digits.")
ngettext("One try is left.", "{n} tries are left.", 3)
# plain: long
L("One. Two. Three. Four. Five.")
_("Menu")
other("Not for people")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("dialogs/start", "bot", "ebok"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "dialogs/start/windows.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "bot/mail.py").write_text('_("A letter")\n', encoding="utf-8")
    return tmp_path


def path_in(root: Path, language: str) -> Path:
    return root / "po" / language / "ebok.po"


def run(root: Path) -> list[Path]:
    return update(template(root), lambda language: path_in(root, language))


def test_every_way_to_say_something_is_found(root: Path) -> None:
    assert [ids(message)[0] for message in messages(template(root))] == [
        "Give your name.",
        "Menu",
        "Back",
        "A symbol has six digits.",
        "One try is left.",
        "One. Two. Three. Four. Five.",
        "A letter",
    ]


def test_new_catalogues_are_written_once(root: Path) -> None:
    assert len(run(root)) == 2
    assert run(root) == []

    text = path_in(root, "pl").read_text(encoding="utf-8")
    assert text.startswith('msgid ""\nmsgstr ""\n"Language: pl\\n"\n')
    assert "#. plain: long\n" in text
    assert "#: dialogs/start/windows.py\n" in text
    assert "Date" not in text
    assert text.count("nplurals=3") == 1


def test_a_translation_stays_and_a_gone_sentence_goes(root: Path) -> None:
    run(root)
    path = path_in(root, "pl")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Back"\nmsgstr ""', '"Back"\nmsgstr "Wstecz"'), encoding="utf-8")
    (root / "bot/mail.py").write_text("", encoding="utf-8")

    assert len(run(root)) == 2
    catalogue = read(path, "pl")
    assert catalogue["Back"].string == "Wstecz"
    assert "A letter" not in catalogue
    assert "#~" not in path.read_text(encoding="utf-8")


def test_a_reworded_sentence_keeps_its_translation_as_a_guess(root: Path) -> None:
    run(root)
    path = path_in(root, "pl")
    text = path.read_text(encoding="utf-8")
    text = text.replace('"Give your name."\nmsgstr ""', '"Give your name."\nmsgstr "Imię?"')
    path.write_text(text, encoding="utf-8")
    source = root / "dialogs/start/windows.py"
    source.write_text(CODE.replace("Give your name.", "Give your name!"), encoding="utf-8")

    run(root)
    message = read(path, "pl")["Give your name!"]
    assert (message.string, message.fuzzy) == ("Imię?", True)
