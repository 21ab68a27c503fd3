"""The letter with a one-time code that opens an account: one page for a window envelope.

Addressee, fold marks and margins stand where DIN 5008 (form B) puts them, which fits a DL envelope
with its window on the left. The code is below the first fold, so no window shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from locales.speech import N_, _
from paper.qr import qr_png

CODE_SIZE = 28
FOLDS = (105, 210)


@dataclass(frozen=True)
class ActivationLetter:
    """Everything as it is to be read."""

    sender: str  # the cooperative's full name
    name: str
    address: str
    symbol: str
    code: str  # in groups
    made_on: str
    until: str
    bot: str  # its user name in Telegram
    link: str  # opens the question for the code
    office: dict[str, str] = field(repr=False)  # address, room, hours, phone


def activation_letter(letter: ActivationLetter) -> bytes:
    """A PDF, in the language that is spoken."""
    from paper.sheet import FAINT, INK, LEFT, WIDTH, Sheet

    title = _(N_("eBOK: the code for your account"))
    page = Sheet(title)
    page.set_draw_color(*FAINT)
    for height in FOLDS:
        page.line(4, height, 8, height)

    page.set_xy(LEFT, 20)
    page.say(letter.sender, size=13, bold=True)
    page.set_xy(LEFT, 46)
    page.say(f"{letter.sender}, {letter.office['address']}", size=6.5, faint=True, width=85)
    page.set_xy(LEFT, 53)
    for line in (letter.name, *letter.address.split(", ")):
        page.say(line, size=11, width=80, below=0)
    page.set_xy(LEFT + 100, 53)
    page.say(letter.made_on, size=11, width=WIDTH - 100)

    page.set_xy(LEFT, 98)
    page.say(title, size=14, bold=True, below=4)
    page.say(
        _(
            N_(
                "eBOK is the office of the cooperative in your phone, in the Telegram application."
                " You see there what is to pay, and you can write to the office."
            )
        ),
        below=3,
    )
    top = page.get_y()
    page.picture(qr_png(letter.link), LEFT + WIDTH - 38, top - 3, 38, letter.link)
    beside = WIDTH - 42
    page.say(
        _(N_("1. Please point the camera of the phone at this code. Or find in Telegram:")),
        width=beside,
        below=0.5,
    )
    page.say(f"@{letter.bot}   (t.me/{letter.bot})", bold=True, width=beside)
    page.say(
        _(N_("2. Please press **Register**, then **I have a code by post**.")),
        width=beside,
        marked=True,
    )
    page.say(_(N_("3. Please give these two numbers:")), width=beside, below=5)

    box = max(page.get_y(), top + 38)
    page.set_draw_color(*INK)
    page.rect(LEFT, box, WIDTH, 27)
    page.set_xy(LEFT + 5, box + 3)
    page.say(_(N_("Client number")), size=9.5, width=50, below=1)
    page.say(letter.symbol, size=CODE_SIZE, bold=True, width=50)
    page.set_xy(LEFT + 63, box + 3)
    page.say(_(N_("One-time code")), size=9.5, width=98, below=1)
    page.say(letter.code, size=CODE_SIZE, bold=True, width=98)

    page.set_xy(LEFT, box + 33)
    page.say(
        _(
            N_(
                "The code works until **{until}**, and only once."
                " After five wrong tries it stops working."
            ),
            until=letter.until,
        ),
        marked=True,
    )
    page.say(_(N_("Please do not give the code to anybody. The office never asks for it.")))
    page.say(
        _(
            N_(
                "You did not ask for this letter? You need not do anything."
                " Nobody opens an account without this code."
            )
        ),
        below=5,
    )
    page.say(_(N_("We are glad to help:")), bold=True, below=1)
    page.say(
        _(N_("{address}, {room}\nOpen: {hours}\nTelephone: {phone}"), **letter.office), below=0
    )
    return page.finished()
