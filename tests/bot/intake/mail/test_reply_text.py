"""What is left of answers as mail programs in Poland write them: the words, and nothing else."""

# ruff: noqa: E501 - mails as programs write them

from __future__ import annotations

import pytest

from bot.intake.mail.html_text import text_of
from bot.intake.mail.reply_text import reply_text

ANSWER = "Dzień dobry,\n\nwinda będzie naprawiona w piątek.\nPrzepraszamy za kłopot."
OURS = "\n".join(
    [
        "✂ Odpowiedź proszę napisać nad tą linią ✂",
        "",
        "Winda stoi od rana.",
        "",
        "#17 · Usterka",
        "Klient: Maria Wiśniewska, symbol 104217",
    ]
)
QUOTED = "\n".join(f"> {line}".rstrip() for line in OURS.split("\n"))

PROGRAMS = {
    "gmail": f"{ANSWER}\n\npon., 23 lis 2026 o 10:15 eBOK SM PIAST <ebok@office.example> napisał(a):\n\n{QUOTED}\n",
    "gmail, folded": f"{ANSWER}\n\npon., 23 lis 2026 o 10:15 eBOK SM PIAST <ebok@office.example>\nnapisał(a):\n\n{QUOTED}\n",
    "gmail, with a signature": f"{ANSWER}\n\n-- \nAnna Nowak\ntel. 71 354 00 00\n\npon., 23 lis 2026 o 10:15 eBOK <ebok@office.example> napisał(a):\n\n{QUOTED}\n",
    "thunderbird": f"{ANSWER}\n\nW dniu 23.11.2026 o 10:15, eBOK SM PIAST pisze:\n{QUOTED}\n",
    "thunderbird, below": f"W dniu 23.11.2026 o 10:15, eBOK SM PIAST pisze:\n{QUOTED}\n\n{ANSWER}\n\n-- \nAnna Nowak\nSM PIAST\n",
    "roundcube": f"W dniu 2026-11-23 10:15, eBOK SM PIAST napisał(a):\n{QUOTED}\n\n{ANSWER}\n",
    "apple mail": f"{ANSWER}\n\n> Wiadomość napisana przez eBOK SM PIAST <ebok@office.example> w dniu 23 lis 2026, o godz. 10:15:\n> \n{QUOTED}\n",
    "apple mail, not marked": f"{ANSWER}\n\nWiadomość napisana przez eBOK SM PIAST <ebok@office.example> w dniu 23 lis 2026, o godz. 10:15:\n\n{OURS}\n",
    "iphone": f"{ANSWER}\n\nWysłane z iPhone’a\n\n> Dnia 23 lis 2026, o godz. 10:15, eBOK <ebok@office.example> napisał(a):\n> \n{QUOTED}\n",
    "iphone, answer line apart": f"{ANSWER}\n\nWysłane z iPhone'a\n\nDnia 23 lis 2026, o godz. 10:15, eBOK SM PIAST\n<ebok@office.example> napisał(a):\n\n{QUOTED}\n",
    "outlook": f"{ANSWER}\n\nZ poważaniem\n\nAnna Nowak\nInspektor ds. technicznych\nSM PIAST\ntel. 71 354 00 00\n\nFrom: eBOK SM PIAST <ebok@office.example>\nSent: Monday, November 23, 2026 10:15 AM\nTo: biuro@office.example\nSubject: [eBOK #17] Usterka · Maria Wiśniewska\n\n{OURS}\n",
    "outlook, polish": f"{ANSWER}\n\nPozdrawiam,\nAnna Nowak\n\n\nOd: eBOK SM PIAST <ebok@office.example> \nWysłano: poniedziałek, 23 listopada 2026 10:15\nDo: biuro@office.example\nTemat: [eBOK #17] Usterka · Maria Wiśniewska\n\n{OURS}\n",
    "outlook, old": f"{ANSWER}\n\n-----Oryginalna wiadomość-----\nOd: eBOK SM PIAST [mailto:ebok@office.example]\nWysłano: 23 listopada 2026 10:15\nDo: biuro@office.example\nTemat: [eBOK #17] Usterka\n\n{OURS}\n",
    "outlook for phones": f"{ANSWER}\n\nPobierz aplikację Outlook dla systemu Android<https://aka.ms/AAb9ysg>\n________________________________\nOd: eBOK SM PIAST <ebok@office.example>\nWysłane: poniedziałek, 23 listopada 2026 10:15:00\nDo: biuro@office.example <biuro@office.example>\nTemat: [eBOK #17] Usterka · Maria Wiśniewska\n\n{OURS}\n",
    "outlook, bold": f"{ANSWER}\n\n*Od:* eBOK SM PIAST <ebok@office.example>\n*Wysłano:* poniedziałek, 23 listopada 2026 10:15\n*Do:* biuro@office.example\n*Temat:* [eBOK #17] Usterka\n\n{OURS}\n",
    "samsung": f"{ANSWER}\n\n\nWysłano z telefonu Samsung\n\n\n-------- Oryginalna wiadomość --------\nOd: eBOK SM PIAST <ebok@office.example> \nData: 23.11.2026  10:15  (GMT+01:00) \nDo: biuro@office.example \nTemat: [eBOK #17] Usterka \n\n{OURS}\n",
    "wp": f"{ANSWER}\n\nDnia 23 listopada 2026 10:15 eBOK SM PIAST <ebok@office.example> napisał(a):\n\n{OURS}\n",
    "onet": f"{ANSWER}\n\nW dniu 2026-11-23 10:15:42 użytkownik eBOK SM PIAST <ebok@office.example> napisał:\n{QUOTED}\n",
    "nothing but our line": f"{ANSWER}\n\n{OURS}\n",
    "english": f"{ANSWER}\n\nOn Mon, Nov 23, 2026 at 10:15 AM eBOK SM PIAST <ebok@office.example> wrote:\n\n{QUOTED}\n",
    "nothing quoted": f"{ANSWER}\n",
    "windows line ends": f"{ANSWER}\n\nW dniu 23.11.2026 o 10:15, eBOK pisze:\n{QUOTED}\n".replace("\n", "\r\n"),
    "non-breaking spaces": f"{ANSWER}\n\nOd:\u00a0eBOK <ebok@office.example>\nWysłano:\u00a023 listopada 2026\nDo:\u00a0biuro@office.example\nTemat:\u00a0[eBOK #17]\n\n{OURS}\n",
    "a disclaimer": f"{ANSWER}\n\nZ poważaniem\nAnna Nowak\n\nTa wiadomość oraz jej załączniki są poufne. Jeśli nie są Państwo adresatem, prosimy o usunięcie tej wiadomości.\nSM PIAST, KRS 0000123456, NIP 8971234567\n",
}  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS)
def test_only_the_answer_is_left(program: str) -> None:
    assert reply_text(PROGRAMS[program]) == ANSWER


KEPT = {
    "answers between the lines": (
        "W dniu 23.11.2026 o 10:15, eBOK pisze:\n> Kiedy winda?\n\nW piątek.\n\n> A czynsz?\n\nBez zmian.\n",
        "W piątek.\n\nBez zmian.",
    ),
    "a list": ("Proszę przynieść:\n- dowód,\n- umowę.\n", "Proszę przynieść:\n- dowód,\n- umowę."),
    "hours": (
        "Dyżur:\nData: 12 listopada\nOd: 8.00\nDo: 12.00\nZapraszamy.",
        "Dyżur:\nData: 12 listopada\nOd: 8.00\nDo: 12.00\nZapraszamy.",
    ),
    "what somebody writes": (
        "W dniu 3 listopada zarząd pisze:\nWinda będzie nowa.",
        "W dniu 3 listopada zarząd pisze:\nWinda będzie nowa.",
    ),
    "a postscript": (
        "Winda działa.\n\nPozdrawiam\nAnna\n\nPS. Proszę o klucz.",
        "Winda działa.\n\nPozdrawiam\nAnna\n\nPS. Proszę o klucz.",
    ),
    "a question below the name": (
        "Winda działa.\n\nPozdrawiam\nAnna\n\nCzy możemy przyjść jutro?",
        "Winda działa.\n\nPozdrawiam\nAnna\n\nCzy możemy przyjść jutro?",
    ),
    "a letter sent by post": (
        "Wysłano z poczty list polecony nr 00123.",
        "Wysłano z poczty list polecony nr 00123.",
    ),
    "a rule of one's own": ("Pierwsze.\n__________\nDrugie.", "Pierwsze.\n__________\nDrugie."),
    "pictures": ("Schemat:\n[cid:image001.png@01DB]\nProszę zajrzeć.", "Schemat:\n\nProszę zajrzeć."),
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_words_that_only_look_like_a_quote_stay(case: str) -> None:
    written, left = KEPT[case]
    assert reply_text(written) == left


@pytest.mark.parametrize(
    "written",
    ["", QUOTED, OURS, f"W dniu 23.11.2026 o 10:15, eBOK pisze:\n{QUOTED}", "-- \nAnna Nowak"],
)
def test_nothing_is_left_where_nothing_was_written(written: str) -> None:
    assert reply_text(written) == ""


HTML = {
    "gmail": (
        '<div dir="ltr">Dzień dobry,<div><br></div><div>winda będzie naprawiona w piątek.</div>'
        "<div>Przepraszamy za kłopot.<br></div><div><br></div>"
        '<div class="gmail_signature">Anna Nowak</div></div>'
        '<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">pon., 23 lis 2026 o 10:15 eBOK'
        ' &lt;<a href="mailto:ebok@office.example">ebok@office.example</a>&gt; napisał(a):<br></div>'
        '<blockquote class="gmail_quote"><p>✂ nad tą linią ✂</p><p>Winda stoi.</p></blockquote></div>'
    ),
    "outlook": (
        "<html><head><style>p {margin:0}</style></head><body><div class=WordSection1>"
        "<p class=MsoNormal>Dzień dobry,<o:p></o:p></p>"
        "<p class=MsoNormal>winda będzie naprawiona w piątek.<br>Przepraszamy za kłopot.</p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Z poważaniem</p>"
        "<p class=MsoNormal>Anna Nowak</p>"
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt">'
        "<p class=MsoNormal><b>Od:</b> eBOK &lt;ebok@office.example&gt; <br><b>Wysłano:</b> 23 listopada"
        "<br><b>Do:</b> biuro@office.example<br><b>Temat:</b> [eBOK #17] Usterka</p></div>"
        "<p>Winda stoi.</p></div></body></html>"
    ),
    "outlook in a browser": (
        "<div>Dzień dobry,</div><div><br></div><div>winda będzie naprawiona w piątek.</div>"
        '<div>Przepraszamy za kłopot.</div><div id="Signature"><p>Anna</p></div>'
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><b>Von:</b> eBOK</div>'
        "<div>Winda stoi.</div>"
    ),
    "thunderbird": (
        "<p>Dzień dobry,</p><p>winda będzie naprawiona w piątek.<br>Przepraszamy za kłopot.</p>"
        '<div class="moz-cite-prefix">W dniu 23.11.2026 o 10:15, eBOK pisze:<br></div>'
        '<blockquote type="cite"><p>Winda stoi.</p></blockquote>'
    ),
    "yahoo": (
        "<div>Dzień dobry,<br><br>winda będzie naprawiona w piątek.<br>Przepraszamy za kłopot.</div>"
        '<div class="yahoo_quoted"><div>eBOK schrieb am Montag:</div><div>Winda stoi.</div></div>'
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", HTML)
def test_html_alone_says_the_same(program: str) -> None:
    assert reply_text(text_of(HTML[program])) == ANSWER


def test_answers_between_quotes_of_html_stay() -> None:
    html = (
        "<blockquote><p>Kiedy winda?</p></blockquote><p>W piątek.</p>"
        "<blockquote><p>A czynsz?</p></blockquote><ul><li>bez zmian</li><li>do marca</li></ul>"
    )
    assert reply_text(text_of(html)) == "W piątek.\n\n- bez zmian\n- do marca"


@pytest.mark.parametrize("html", ["<div", "<p>a</b></div>", "</p></p>", "<!--", "&#xffffffff;", ""])
def test_broken_html_is_read_as_far_as_it_goes(html: str) -> None:
    reply_text(text_of(html))
