"""Free text is guessed at, well enough to ask; the model is the product of what lies beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

import pytest

from ebok.intents import understanding
from ebok.intents.training.examples import UTTERANCES, digest, held_out, to_learn
from ebok.intents.training.measure import cried, found, measure, rejected, told_of_no_danger
from ebok.intents.training.slips import rambling, written_badly
from ebok.intents.understanding import CHECKSUM, MODEL, BrokenModel, Intent, guess

SAID = [
    ("chcę założyć konto", Intent.REGISTER),
    ("jak sie zalogowac", Intent.LOGIN),
    ("zapomniałam chasła", Intent.FORGOTTEN_PASSWORD),
    ("chcę zmienić hasło na łatwiejsze", Intent.CHANGE_PASSWORD),
    ("ile mam do zapłaty", Intent.BALANCE),
    ("czy doszła wpłata?", Intent.LEDGER),
    ("na jakie konto mam płacić", Intent.HOW_TO_PAY),
    ("dlaczego tak dużo", Intent.CHARGE_PARTS),
    ("rozliczenie wody", Intent.SETTLEMENT),
    ("gdzie są uchwały", Intent.DOCUMENTS),
    ("o której otwieracie biuro", Intent.CONTACT),
    ("chcę rozmawiać z człowiekiem", Intent.HUMAN),
    ("domofon nie działa", Intent.FAULT),
    ("nie przyszedł mail z hasłem", Intent.NO_MAIL),
    ("mam nowy numer telefonu", Intent.MY_DATA),
    ("nie piszcie do mnie w nocy", Intent.NOTIFICATIONS),
    ("córka ma widzieć moje rachunki", Intent.HELPER),
    ("co to jest ebok", Intent.WHAT_IS_THIS),
    ("змінити мову", Intent.LANGUAGE),
    ("wyloguj mnie", Intent.LOGOUT),
]


@pytest.mark.parametrize(("text", "intent"), SAID)
def test_what_is_plainly_said_is_asked_about_by_itself(text: str, intent: Intent) -> None:
    assert guess(text).accepted is intent


@pytest.mark.parametrize("text", ["jaka będzie pogoda", "dzień dobry", "asdfgh", "", "🙂", "123"])
def test_what_is_none_of_ours_is_not(text: str) -> None:
    assert guess(text).accepted is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nie pamiętam hasła!!!", "nie pamietam hasla"),
        ("ЗАБУВ ПАРОЛЬ", "забув пароль"),
        ("ile   mam do zapłaty", "Ile mam do zaplaty?"),
    ],
)
def test_capitals_diacritics_and_signs_make_no_difference(one: str, other: str) -> None:
    assert guess(one) == guess(other)


def test_every_intent_is_ranked() -> None:
    ranked = guess("saldo").ranked
    assert {intent for intent, _probability in ranked} == set(Intent)
    assert [one for _intent, one in ranked] == sorted((one for _, one in ranked), reverse=True)


@pytest.mark.parametrize("text", ["a" * 100_000, "hasło " * 20_000, "\u200b" * 50_000, "1" * 9999])
def test_a_text_without_end_is_read_at_once(text: str) -> None:
    guess(text)


def test_of_a_long_text_the_beginning_and_the_end_are_read() -> None:
    rambling_on = "a potem przyszła sąsiadka i siedziała cały wieczór przy herbacie " * 20
    assert guess(f"{rambling_on} nie pamiętam hasła").ranked[0][0] is Intent.FORGOTTEN_PASSWORD


def test_sloppy_text_is_understood() -> None:
    result = measure(held_out("sloppy"))
    assert result.shown >= 0.97, result.missed
    assert result.wrongly_accepted <= 0.03


def test_paraphrases_are_understood() -> None:
    result = measure(held_out("paraphrases"))
    assert result.shown >= 0.87, result.missed
    assert result.wrongly_accepted <= 0.03


def test_what_is_out_of_scope_is_rejected() -> None:
    assert rejected(held_out("none")) >= 0.9


def test_danger_is_heard_and_rarely_cried_falsely() -> None:
    assert found(held_out("danger")) >= 0.99
    assert cried(told_of_no_danger()) <= 0.01


def test_the_model_is_made_of_what_lies_beside_it() -> None:
    """After a change of the sentences: python -m ebok.intents.training.train."""
    assert understanding._model().made_of == digest()


def test_the_report_is_about_this_model() -> None:
    report = Path(understanding.__file__).with_name("training") / "report.md"
    assert CHECKSUM.read_text("ascii").strip() in report.read_text("utf-8")


def test_another_file_in_its_place_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changed = tmp_path / "model.npz"
    changed.write_bytes(MODEL.read_bytes() + b"\0")
    monkeypatch.setattr(understanding, "MODEL", changed)
    with pytest.raises(BrokenModel):
        understanding._model.__wrapped__()


def test_the_model_is_small() -> None:
    assert MODEL.stat().st_size < 2_000_000
    assert hashlib.sha256(MODEL.read_bytes()).hexdigest() == CHECKSUM.read_text("ascii").strip()


@pytest.mark.parametrize("intent", list(Intent))
def test_every_intent_has_sentences_enough(intent: Intent) -> None:
    assert len((UTTERANCES / f"{intent}.txt").read_text("utf-8").splitlines()) >= 60


def test_nothing_held_out_is_learnt() -> None:
    learnt = {text.casefold() for text, _intent in to_learn()}
    for name in ("sloppy", "paraphrases"):
        assert learnt.isdisjoint(
            text.casefold() for text, _kind in held_out(name) if len(text.split()) > 2
        )


def test_slips_and_rambling_leave_something_to_read() -> None:
    chance = Random(1)  # noqa: S311 - the same every time
    for text, _intent in SAID:
        assert written_badly(text, chance)
        assert text in rambling(text, chance)
