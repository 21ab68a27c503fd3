"""``ebok understand`` prints what acceptance checks read."""

from __future__ import annotations

import json
from io import StringIO

import pytest

from bot.cli.understand import show_understanding


def test_one_object_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    show_understanding(["Nie pamiętam hasła", "czuję gaz"])
    forgotten, gas = map(json.loads, capsys.readouterr().out.splitlines())
    assert forgotten["text"] == "Nie pamiętam hasła"
    assert forgotten["accepted"] == "forgotten_password"
    assert forgotten["emergency"] is None
    assert len(forgotten["ranked"]) == 5
    assert forgotten["ranked"][0][0] == "forgotten_password"
    assert gas["emergency"] == "gas"


def test_without_texts_the_lines_of_the_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("saldo\n\nmecz wczoraj\n"))
    show_understanding([])
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["text"] for one in answers] == ["saldo", "", "mecz wczoraj"]
    assert [one["accepted"] for one in answers] == ["balance", None, None]
