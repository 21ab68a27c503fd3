"""The HTML part of a mail says what the text says, and leads back to the chat."""

from __future__ import annotations

import re
from html import unescape

from bot.outbox.texts import mail
from ebok.outbox.letters import AccountOpened, ApplicationReceived
from ebok.profile import load_profile

WAY_IN = AccountOpened("104217", "Kabezymu-4729-turahiwe", 72)


def test_the_password_stands_alone_on_a_line_of_both_parts() -> None:
    written = mail(WAY_IN, "pl", load_profile(), "ebok_bot")

    assert "\nLogin: 104217\nHasło tymczasowe:\nKabezymu-4729-turahiwe\n" in written.text
    assert re.search(r">Kabezymu-4729-turahiwe<", written.html)


def test_a_button_leads_back_to_the_chat() -> None:
    written = mail(WAY_IN, "pl", load_profile(), "ebok_bot")

    assert '<a href="https://t.me/ebok_bot?start=logowanie"' in written.html
    assert "Otwórz czat z eBOK-iem</a>" in written.html


def test_without_the_bots_name_there_is_no_button() -> None:
    assert "<a " not in mail(WAY_IN, "pl", load_profile()).html


def test_every_line_of_the_text_stands_in_the_html() -> None:
    written = mail(WAY_IN, "uk", load_profile(), "ebok_bot")

    shown = unescape(re.sub(r"<[^>]+>", "", written.html))
    assert all(line in shown for line in written.text.splitlines())
    assert '<html lang="uk">' in written.html


def test_what_was_typed_is_no_markup_and_nothing_is_loaded() -> None:
    written = mail(ApplicationReceived("<img src=x>"), "pl", load_profile(), "ebok_bot")

    assert "<img" not in written.html
    assert "src=" not in written.html.replace("src=x", "")
