"""The cooperative's profile: one clear fault for whoever writes one."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from ebok.profile import BUILT_IN, BadProfile, in_language, load_profile


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy to change, as the operators' guide says."""
    return Path(shutil.copytree(BUILT_IN.parent, tmp_path / "own")) / "profile.toml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_built_in_profile_is_the_cooperative_of_the_tutorial() -> None:
    profile = load_profile()

    assert profile.cooperative.name == "SM PIAST"
    assert profile.office.address == "Bulwar Ikara 10b"
    assert profile.terms_file.read_bytes().startswith(b"%PDF")
    assert all(profile.consent_text(language) for language in ("pl", "uk", "en"))


def test_another_cooperative_has_its_own_words(own: Path) -> None:
    change(own, '"SM PIAST"', '"SM Jutrzenka"')

    assert load_profile(own).cooperative.name == "SM Jutrzenka"


def test_what_has_no_translation_is_said_in_polish(own: Path) -> None:
    hours = load_profile(own).office.hours
    assert in_language(hours, "uk").startswith("понеділок")
    change(own, f'uk = "{hours["uk"]}", ', "")

    assert in_language(load_profile(own).office.hours, "uk") == hours["pl"]


def test_one_plain_text_is_polish_and_serves_all(own: Path) -> None:
    text = own.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("room = "))
    change(own, line, 'room = "pokój nr 7"')

    room = load_profile(own).office.room
    assert {in_language(room, language) for language in ("pl", "uk", "en")} == {"pokój nr 7"}


def test_the_fingerprint_of_a_document_follows_its_text(own: Path) -> None:
    profile = load_profile(own)
    before = {language: profile.consent_sha256(language) for language in ("pl", "uk")}
    consent = own.parent / profile.documents.consent["pl"]
    consent.write_text(consent.read_text("utf-8") + "i jeszcze jedno", "utf-8")

    after = load_profile(own)

    assert after.consent_sha256("pl") != before["pl"]
    assert after.consent_sha256("uk") == before["uk"]
    text = after.consent_text("pl")
    assert after.consent_sha256("pl") == hashlib.sha256(text.encode()).hexdigest()
    assert after.terms_sha256 == hashlib.sha256(after.terms_file.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('name = "SM PIAST"', "", "cooperative.name"),
        ("[office]", "[bureau]", "office"),
        ('phone = "+48713540000"', 'phone = "71 354 00 00"', "office.phone"),
        ("[payments]", "[payments]\nbank = 1", "payments.bank"),
        ('terms = "regulamin.pdf"', 'terms = "nowy.pdf"', "nowy.pdf"),
        ('pl = "zgoda-rodo.txt"', 'pl = "nowa.txt"', "nowa.txt"),
        ('uk = "zgoda-rodo.uk.txt"', 'uk = "nowa.uk.txt"', "nowa.uk.txt"),
        ('pl = "pokój nr 3, parter", ', "", "the Polish one"),
        ('uk = "кімната', 'ua = "кімната', "office.room"),
        ("remind_after_hours = 8", "remind_after_hours = 0", "cases.remind_after_hours"),
        ('summary_at = "8.00"', 'summary_at = "24.00"', "cases.summary_at"),
        ("topics_kept_for_days = 30", "topics_kept_for_days = 0", "cases.topics_kept_for_days"),
        ("[cooperative]", "[cooperative", "line"),
    ],
)
def test_a_fault_names_the_file_and_the_place(own: Path, old: str, new: str, named: str) -> None:
    change(own, old, new)

    with pytest.raises(BadProfile) as fault:
        load_profile(own)

    assert str(own) in str(fault.value)
    assert named in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("name", ["profile.toml", "zgoda-rodo.txt", "zgoda-rodo.en.txt"])
def test_a_file_in_another_encoding_is_a_fault_of_the_file(own: Path, name: str) -> None:
    file = own.parent / name
    file.write_bytes((file.read_text("utf-8") + "# ą").encode("cp1250", "ignore"))

    with pytest.raises(BadProfile) as fault:
        load_profile(own)

    assert str(own.parent) in str(fault.value)
    assert name in str(fault.value)
    assert "UTF-8" in str(fault.value)


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadProfile) as fault:
        load_profile(tmp_path / name)

    assert str(tmp_path) in str(fault.value)


OPEN = 'breaks = []                     # e.g. ["11.30-12.00"]'


def test_the_hours_have_breaks_and_closed_days(own: Path) -> None:
    change(own, OPEN, 'breaks = ["11.30-12.00", "13.00–13.10"]')
    change(own, "closed_days = []", "closed_days = [2026-06-05]")

    place = load_profile(own).office

    assert [len(spans) for spans in place.week()] == [3, 3, 3, 3, 3, 0, 0]
    assert [str(day) for day in place.closed_days] == ["2026-06-05"]


def test_hours_for_reckoning_may_be_missing(own: Path) -> None:
    text = own.read_text("utf-8")
    start, end = text.index("[[office.open]]"), text.index("[payments]")
    own.write_text(text[:start] + text[end:], "utf-8")

    assert load_profile(own).office.open == ()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('from = "8.00"', 'from = "osiem"', "'osiem' is not an hour"),
        ('to = "15.00"', 'to = "7.00"', "closes before it opens"),
        (OPEN, 'breaks = ["16.00-17.00"]', "a break is not within its hours"),
        ('["mon", "tue"', '["poniedziałek", "tue"', "office.open"),
        ('["mon", "tue"', '["mon", "mon"', "overlap"),
        ("closed_days = []", 'closed_days = ["jutro"]', "office.closed_days"),
    ],
)
def test_hours_that_make_no_sense_are_told(own: Path, old: str, new: str, named: str) -> None:
    change(own, old, new)

    with pytest.raises(BadProfile, match="office") as fault:
        load_profile(own)

    assert named in str(fault.value)
