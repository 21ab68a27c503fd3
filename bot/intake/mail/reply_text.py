"""What somebody wrote in an answer, without the mail it quotes and without the signature.

Mail programs agree on nothing; what is known of those used in Poland stands here and in
tests/bot/intake/mail/. In doubt a line stays: a quote too many is better than a lost word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

ANSWER_ABOVE = "✂"  # the line that our own mails begin with
QUOTED = re.compile(r"^\s{0,3}>")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\r"))
PICTURE = re.compile(r"\[(?:cid:[^\]\s]+|image:[^\]]*|obraz:[^\]]*)\]|<cid:[^>\s]+>", re.I)

# "W dniu 23.11.2026 o 10:15, eBOK pisze:" and its kin, on one line or broken in up to three.
WROTE = re.compile(
    r"(?:napisał(?:\(a\)|/a|a)?|pisze|wrote|schrieb|написав(?:\(ла\)|ла)?|пише|написал(?:\(а\)|а)?)"
    r"\s*:$",
    re.I,
)
WHEN = re.compile(
    r"^(?:w dniu|dnia|on|am|data|(?:pon|wt|śr|czw|pt|sob|niedz)\w*\.?,?|пн|вт|ср|чт|пт|сб|нд)\b",
    re.I,
)
MESSAGE_BY = re.compile(r"^wiadomość napisana przez .*\bw dniu\b.*:$", re.I)
ADDRESS = re.compile(r"[<(\[][^\s<>]+@[^\s<>]+[>)\]]")

# A header of the quoted mail: at least three of these in a row.
FIELD = re.compile(
    r"^\W{0,3}(?:od|do|dw|udw|kopia|data|wysłan[oey]|wysłany|temat|odpowiedź do|nadawca|adresat"
    r"|from|to|cc|date|sent|subject|reply-to|від|кому|копія|дата|надіслано|тема)\s?\W{0,2}:",
    re.I,
)
SEPARATOR = re.compile(
    r"^\W{0,3}(?:[-—_*=]{2,}\s*)(?:oryginalna wiadomość|wiadomość oryginalna|original message"
    r"|forwarded message|wiadomość przekazana|przekazana wiadomość|treść przekazanej wiadomości"
    r"|forwarded by .*)\s*[-—_*=]*\W*$|^początek przekazywanej wiadomości:$"
    r"|^begin forwarded message:$",
    re.I,
)
RULE = re.compile(r"^\s*[_]{10,}\s*$")  # Outlook's line above the header

SIGNATURE = re.compile(r"^(?:--|—|__)\s*$")
SENT_WITH = re.compile(
    r"^\W*(?:wysłan[oey]|uzyskaj|pobierz|sent|get|отримати|надіслано)\b.{0,20}?\b"
    r"(?:z|za pomocą|przez|from|using|via|outlook|aplikacj\w+|з)\b.{0,80}"
    r"(?:iphon|ipad|android|samsung|galaxy|huawei|xiaomi|motorola|telefon|smartfon|outlook"
    r"|poczt\w* (?:dla|systemu|onet|wp|o2|interi|home)|(?:onet|wp|o2|interia) poczt|gmail|yahoo"
    r"|proton|urządzenia mobiln|mobile|phone)",
    re.I,
)
CLOSING = re.compile(
    r"^\W*(?:(?:z|łączę|przesyłam|pozostaję z) (?:poważaniem|wyrazami szacunku|pozdrowieniami"
    r"|pozdrowienia|wyrazy szacunku|uszanowaniem)|(?:serdecznie |gorąco )?pozdrawiam(?:y)?"
    r"(?: serdecznie| gorąco)?|pozdrowienia|z pozdrowieniami|(?:best|kind|warm) regards|regards"
    r"|sincerely|yours sincerely|z góry dziękuję i pozdrawiam|з повагою)"
    r"[\s,.!]*(?:[\w.-]+\s*){0,4}$",
    re.I,
)
GOES_ON = re.compile(r"^\s*(?:p\.?\s?s\.?\b|dopisek|uwaga\b|załączni)", re.I)
DISCLAIMER = re.compile(
    r"poufn|confidential|adresat|odbiorc|recipient|rodo|administrator|danych osobowych|drukuj"
    r"|środowisk|krs|regon|kapitał|tajemnic|prawnie chronion",
    re.I,
)
MOST_LINES, LONGEST_LINE = 20, 90  # of a signature; longer lines of it are disclaimers


def reply_text(text: str) -> str:
    """Empty when nothing but quotes and a signature is there."""
    said = PICTURE.sub("", "\n".join(_own_lines(text)))
    said = "\n".join(line.rstrip() for line in said.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", said).strip()


def pictures_in(text: str) -> frozenset[str]:
    """Content ids of pictures that stand among the words themselves, as ``[cid:…]``."""
    return frozenset(re.findall(r"\[cid:([^\]\s]+)\]", "\n".join(_own_lines(text))))


def _own_lines(text: str) -> Sequence[str]:
    lines = [_clean(line) for line in text.split("\n")]
    return [line for part in _between_quotes(lines) for line in _without_signature(part)]


def _clean(line: str) -> str:
    return line.translate(INVISIBLE).replace("\u00a0", " ").rstrip()


def _between_quotes(lines: Sequence[str]) -> Sequence[Sequence[str]]:
    """Quotes marked with > go, and answers between and below them stay; below the header of a
    quoted mail without such marks nothing is one's own."""
    parts: list[list[str]] = [[]]
    at = 0
    while at < len(lines):
        quoted = bool(QUOTED.match(lines[at]))
        length = 1 if quoted else _attribution(lines, at)
        unmarked = length and not _is_quoted_below(lines, at + length)
        if not quoted and (unmarked or _quote_begins(lines, at)):
            break
        if length:
            parts.append([])
        else:
            parts[-1].append(lines[at])
        at += length or 1
    return parts


def _quote_begins(lines: Sequence[str], at: int) -> bool:
    line = lines[at].strip()
    if ANSWER_ABOVE in line or SEPARATOR.match(line):
        return True
    if RULE.match(line):
        below = [one for one in lines[at + 1 : at + 4] if one.strip()]
        return bool(below) and bool(FIELD.match(below[0]))
    return bool(FIELD.match(line)) and _is_header(lines, at)


def _is_header(lines: Sequence[str], at: int) -> bool:
    """Outlook folds long lists of addresses, so a line between the fields may be none."""
    below = [one for one in lines[at : at + 8] if one.strip()][:6]
    fields = sum(bool(FIELD.match(one)) for one in below)
    addresses = any("@" in one for one in below)
    return fields >= 4 or (fields >= 3 and addresses)


def _attribution(lines: Sequence[str], at: int) -> int:
    """How many lines say who wrote the quote and when; 0 when these are no such lines. Where no >
    follows, only an address or a time tells them from a sentence of one's own."""
    joined = ""
    for length, line in enumerate(lines[at : at + 3], 1):
        if not line.strip() or QUOTED.match(line):
            return 0
        joined = f"{joined} {line.strip()}".strip()
        dated = WHEN.match(joined) and re.search(r"\d", joined)
        if MESSAGE_BY.match(joined):
            return length
        if WROTE.search(joined) and (dated or (length == 1 and ADDRESS.search(joined))):
            sure = ADDRESS.search(joined) or re.search(r"\d:\d\d", joined)
            return length if sure or _is_quoted_below(lines, at + length) else 0
    return 0


def _is_quoted_below(lines: Sequence[str], at: int) -> bool:
    below = next((line for line in lines[at:] if line.strip()), "")
    return bool(QUOTED.match(below))


def _without_signature(lines: Sequence[str]) -> Sequence[str]:
    lines = [line for line in lines if not _is_of_program(line)]
    end = next((at for at, line in enumerate(lines) if SIGNATURE.match(line)), len(lines))
    lines = lines[:end]
    for at in range(len(lines) - 1, -1, -1):
        if CLOSING.match(lines[at]) and _is_signature(lines[at + 1 :]):
            return lines[:at]
    return lines


def _is_of_program(line: str) -> bool:
    return len(line) < 90 and bool(SENT_WITH.match(line)) and not re.search(r"\d{3}", line)


def _is_signature(below: Sequence[str]) -> bool:
    written = [line for line in below if line.strip()]
    said = [line for line in written if len(line) > LONGEST_LINE and not DISCLAIMER.search(line)]
    goes_on = any(GOES_ON.match(line) or line.endswith("?") for line in written)
    return not said and not goes_on and len(written) <= MOST_LINES
