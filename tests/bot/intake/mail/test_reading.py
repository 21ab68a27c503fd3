"""A mail's bytes understood: which case, who, by hand or by a machine, and with which files."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.mail import read_mail
from ebok.cases.answers_by_mail import Nature
from tests.bot.intake.mail.written import NAME, bounce, mail

LOGO, SCAN = b"\x89PNG" + b"l" * 9_000, b"\x89PNG" + b"s" * 9_000


def test_an_answer_says_who_writes_what_about_which_case() -> None:
    read = read_mail(mail().as_bytes())

    assert (read.nature, read.number, read.text) == (Nature.WRITTEN, 17, "W piątek.")
    assert (read.sender, read.sender_name) == ("anna@office.example", "Anna Nowak")
    assert any(NAME in text for text in read.references)


def test_the_same_mail_has_the_same_key_and_another_has_another() -> None:
    one, other = mail(), mail()
    assert read_mail(one.as_bytes()).key == read_mail(one.as_bytes()).key
    assert read_mail(one.as_bytes()).key != read_mail(other.as_bytes()).key


def test_where_the_headers_are_lost_the_quote_names_the_case() -> None:
    text = f"W piątek.\n\nW dniu 23.11.2026 o 10:15, eBOK pisze:\n> Winda stoi.\n> [{NAME}]\n"
    read = read_mail(mail(text, answers=None).as_bytes())
    assert read.text == "W piątek."
    assert any(NAME in one for one in read.references)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x@example.com"},
        {"X_Autoreply": "yes"},
        {"X_Autorespond": "yes"},
        {"Precedence": "auto_reply"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"subject": "Automatyczna odpowiedź: [eBOK #17] Usterka"},
        {"subject": "Nieobecność: Re: [eBOK #17] Usterka"},
        {"subject": "Odp: Out of Office: [eBOK #17] Usterka"},
        {"subject": "Autoodpowiedź - jestem na urlopie"},
        {"subject": "Przeczytane: [eBOK #17] Usterka"},
        {"sender": "MAILER-DAEMON@office.example"},
    ],
)
def test_a_machine_is_known(headers: dict[str, str]) -> None:
    assert read_mail(mail(**headers).as_bytes()).nature is Nature.AUTOMATIC


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "no"}, {"Return_Path": "<a@x.example>"}])
def test_a_person_is_no_machine(headers: dict[str, str]) -> None:
    assert read_mail(mail(**headers).as_bytes()).nature is Nature.WRITTEN


def test_a_bounce_names_the_mail_that_came_back() -> None:
    read = read_mail(bounce(mail()).as_bytes())
    assert read.nature is Nature.BOUNCE
    assert any(NAME in text for text in read.references)


def test_a_delay_is_no_bounce() -> None:
    assert read_mail(bounce(mail(), action="delayed").as_bytes()).nature is Nature.AUTOMATIC


@pytest.mark.parametrize(
    "subject", ["Undelivered Mail Returned to Sender", "Zwrot wiadomości: brak odbiorcy"]
)
def test_a_bounce_in_words_is_one(subject: str) -> None:
    written = mail("Adres nie istnieje.", sender="postmaster@office.example", subject=subject)
    assert read_mail(written.as_bytes()).nature is Nature.BOUNCE


def _with_pictures() -> EmailMessage:
    html = (
        "<p>Plan:</p><img src='cid:scan@x'><p>Z poważaniem</p><p>Anna</p>"
        "<img src='cid:logo@x'><blockquote><p>Winda stoi.</p></blockquote>"
    )
    written = mail("Plan:\n\nZ poważaniem\nAnna", html=html)
    body = written.get_payload()[1]  # type: ignore[index]
    assert isinstance(body, EmailMessage)
    body.add_related(LOGO, "image", "png", cid="<logo@x>", filename="image001.png")
    body.add_related(SCAN, "image", "png", cid="<scan@x>", filename="image002.png")
    return written


def test_a_picture_among_the_words_is_passed_on_and_a_logo_is_not() -> None:
    read = read_mail(_with_pictures().as_bytes())
    assert [file.content for file in read.files] == [SCAN]


def test_files_come_with_names_that_can_be_files() -> None:
    written = mail()
    written.add_attachment(b"1", "application", "pdf", filename="Protokół zażalenia.pdf")
    written.add_attachment(b"2", "application", "pdf", filename="../../etc/passwd")
    written.add_attachment(b"3", "image", "jpeg")
    written.add_attachment(b"4", "application", "pkcs7-signature", filename="smime.p7s")
    read = read_mail(written.as_bytes())
    assert [file.content for file in read.files] == [b"1", b"2", b"3"]
    names = [file.name for file in read.files]
    assert names[0] == "Protokół zażalenia.pdf"
    assert "/" not in names[1]
    assert names[2] == "zalacznik-3.jpg"


def test_a_photo_of_a_phone_is_no_logo() -> None:
    written = mail()
    written.add_attachment(SCAN, "image", "jpeg", filename="IMG_1.jpg", disposition="inline")
    assert [file.name for file in read_mail(written.as_bytes()).files] == ["IMG_1.jpg"]


def test_a_mail_that_is_attached_is_one_file() -> None:
    written = mail()
    inner = mail("W środku.")
    inner.add_attachment(b"1", "application", "pdf", filename="a.pdf")
    written.add_attachment(inner)
    (file,) = read_mail(written.as_bytes()).files
    assert file.name.endswith(".eml")
    assert b"a.pdf" in file.content


@pytest.mark.parametrize("charset", ["iso-8859-2", "windows-1250", "utf-8"])
def test_polish_letters_come_in_every_charset(charset: str) -> None:
    written = mail()
    written.set_content("Zażółć gęślą jaźń.", charset=charset)
    assert read_mail(written.as_bytes()).text == "Zażółć gęślą jaźń."


def test_a_charset_that_does_not_exist_loses_no_word() -> None:
    raw = mail().as_bytes().replace(b'charset="utf-8"', b'charset="x-no-such"')
    assert "pi" in read_mail(raw).text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_an_error(raw: bytes) -> None:
    read_mail(raw)


@given(st.integers(0, 900), st.integers(0, 255))
def test_a_damaged_mail_is_read_without_an_error(at: int, byte: int) -> None:
    raw = bytearray(_with_pictures().as_bytes()[:4000])
    raw[at] = byte
    read_mail(bytes(raw))
