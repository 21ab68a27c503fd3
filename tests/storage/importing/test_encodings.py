"""Exports come in three encodings, and none of the old two says which it is."""

from __future__ import annotations

import pytest

from storage.importing.encodings import UnknownEncoding, decode

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

    text, found = decode(content)

    assert found == encoding
    assert text == content.decode(encoding)


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
    text, found = decode(f"K1;{word};1,00\n".encode(encoding))

    assert (text, found) == (f"K1;{word};1,00\n", encoding)


def test_a_text_without_polish_letters_reads_the_same_in_all_of_them() -> None:
    assert decode(b"id;code\nK1;I12-5\n") == ("id;code\nK1;I12-5\n", "utf-8")


@pytest.mark.parametrize("content", [b"\x00\x01\x02", "id;code\n".encode("utf-16")])
def test_what_is_no_text_is_not_guessed_at(content: bytes) -> None:
    with pytest.raises(UnknownEncoding):
        decode(content)
