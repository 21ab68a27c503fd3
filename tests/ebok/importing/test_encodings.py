"""Exports come in three encodings, and none of the old two says which it is."""

from __future__ import annotations

import pytest

from ebok.importing.encodings import Decoded, UnknownEncoding, decode
from ebok.importing.report import ProblemCode

ENCODINGS = ("utf-8", "utf-8-sig", "cp1250", "cp852")

TEXTS = {
    "names": "Maria Wiśniewska\nJan Żółkiewski\nŁucja Źrebiec\nŻaneta Świątek-Ćwikła\n",
    "capitals": "SPÓŁDZIELNIA;ŻÓŁKIEWSKI;ŚWIĄTEK;ŹREBIEC;ĆWIKŁA;GĘŚ;KOŃ\n",
    "an address": "ul. Bulwar Ikara 12/5, 54-130 Wrocław;mieszkanie\n",
    "a kind": "GAR-001;garaż;15,00\n",
    "a company": "Usługi Krawieckie „Igła” sp. z o.o. – Wrocław\n",
    "amounts": "1\u00a0204,77;zaległość;§ 5\n",
    "a foreign name": "Jürgen Müller;Wrocław;Świdnica;opłata za śmieci\n",
}


def written(text: str, encoding: str) -> bytes:
    if encoding == "cp852":  # it has no typographic quotes and no long dash
        text = text.replace("„", '"').replace("”", '"').replace("–", "-")
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_polish_text_is_read_in_the_encoding_it_was_written_in(name: str, encoding: str) -> None:
    content = written(TEXTS[name], encoding)

    decoded = decode(content)

    assert (decoded.encoding, decoded.faults) == (encoding, ())
    assert decoded.text == content.decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1250", "cp852"])
@pytest.mark.parametrize(
    "word",
    [
        *["gąska", "ćma", "kęs", "łoś", "koń", "góra", "śnieg", "źrebię", "żaba"],
        *["Ćwikła", "Łoś", "Óbidos", "Śnieg", "Źrebię", "Żaba"],
        *["GĄSKA", "ĆWIKŁA", "KĘS", "ŁOŚ", "KOŃ", "GÓRA", "ŚNIEG", "ŹREBIĘ", "ŻABA"],
    ],
)
def test_one_word_with_any_polish_letter_tells_the_encoding(word: str, encoding: str) -> None:
    decoded = decode(f"K1;{word};1,00\n".encode(encoding))

    assert decoded == Decoded(f"K1;{word};1,00\n", encoding)


def test_a_text_without_polish_letters_reads_the_same_in_all_of_them() -> None:
    assert decode(b"id;code\nK1;I12-5\n") == Decoded("id;code\nK1;I12-5\n", "utf-8")


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"PK\x03\x04abc", b"%PDF-1.7\n"])
def test_what_is_no_text_is_not_guessed_at(content: bytes) -> None:
    with pytest.raises(UnknownEncoding):
        decode(content)


NAMES = "104217;Maria Wiśniewska\n118830;Jan Żółkiewski\n120045;Łucja Źrebiec\n"


def codes(content: bytes) -> list[tuple[int, ProblemCode]]:
    return [(fault.line, fault.code) for fault in decode(content).faults]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso8859-2"])
@pytest.mark.parametrize("name", ["names", "capitals", "an address", "a company"])
def test_other_encodings_that_can_be_told_are_read_too(name: str, encoding: str) -> None:
    text = TEXTS[name].translate({ord("„"): '"', ord("”"): '"', ord("–"): "-"})

    decoded = decode(text.encode(encoding))

    assert (decoded.text, decoded.faults) == (text, ())


@pytest.mark.parametrize("byte", ["A0", "81", "9C", "B1", "F3", "FF", "C5", "E2"])
def test_a_stray_byte_in_a_file_of_utf_8_is_named_with_its_line(byte: str) -> None:
    lines = NAMES.encode().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"Jan", b"Jan" + bytes.fromhex(byte))

    decoded = decode(b"".join(lines))

    assert [(fault.line, fault.code) for fault in decoded.faults] == [(2, ProblemCode.STRAY_BYTE)]
    assert decoded.faults[0].detail == f"byte {byte}"


def test_lines_of_another_encoding_behind_utf_8_are_named() -> None:
    appended = NAMES.encode() + "131002;Żaneta Świątek\n".encode("cp1250")

    assert codes(appended) == [(4, ProblemCode.STRAY_BYTE)]


def test_a_line_of_another_old_encoding_is_named() -> None:
    appended = (NAMES * 20).encode("cp1250") + "131002;Żaneta Świątek\n".encode("cp852")

    assert codes(appended) == [(61, ProblemCode.GARBLED)]


@pytest.mark.parametrize("encoding", ["mac_latin2", "cp1257", "cp775"])
def test_what_no_reading_makes_polish_is_refused(encoding: str) -> None:
    assert {code for _, code in codes(NAMES.encode(encoding))} == {ProblemCode.GARBLED}


def test_foreign_letters_without_one_polish_letter_are_no_polish_text() -> None:
    assert codes(b"104217;M\xfcller\n") == [(1, ProblemCode.GARBLED)]


@pytest.mark.parametrize("taken_for", ["cp1250", "cp852"])
def test_what_was_encoded_twice_is_named(taken_for: str) -> None:
    twice = "104217;Wrocław;Wiśniewska\n".encode().decode(taken_for).encode()

    assert codes(b"symbol;town;name\n" + twice) == [(2, ProblemCode.ENCODED_TWICE)]


def test_a_letter_that_was_lost_before_is_named() -> None:
    assert codes("104217;Maria Wi\ufffdniewska\n".encode()) == [(1, ProblemCode.LOST_LETTER)]


def test_capitals_in_cp1250_that_happen_to_be_utf_8_are_read_as_what_they_are() -> None:
    decoded = decode("SPÓŁDZIELNIA\n".encode("cp1250"))

    assert decoded == Decoded("SPÓŁDZIELNIA\n", "cp1250")


def test_ukrainian_and_foreign_names_in_utf_8_are_no_damage() -> None:
    text = "Юлія Шевченко\nNguyễn Văn An\nJürgen Groß\nZoë Ångström\n"

    assert decode(text.encode()) == Decoded(text, "utf-8")


def test_a_sign_of_its_own_does_not_make_a_text_another_one() -> None:
    text = "± 5%;§ 3;1\u00a0204,77;20 °C;Wrocław\n"

    assert decode(text.encode("cp1250")) == Decoded(text, "cp1250")


@pytest.mark.parametrize(
    "end", [b"\x1a", b"\n\x1a", b"\x1a\x1a\n", b"\x1a\x00\x00\x00", b"\n\x1a\r\n"]
)
def test_the_end_of_a_dos_text_is_dropped(end: bytes) -> None:
    assert decode(b"id;code\nK1;I12-5;" + end).text.rstrip("\n") == "id;code\nK1;I12-5;"


def test_every_byte_order_mark_is_dropped() -> None:
    content = "\ufeff\ufeffid;code\n\ufeffK1;I12-5\n".encode()

    assert decode(content).text == "id;code\nK1;I12-5\n"
