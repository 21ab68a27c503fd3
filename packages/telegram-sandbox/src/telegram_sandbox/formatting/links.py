"""Links and e-mail addresses in plain text, found by the rules that Telegram's library has for them
(tdlib/td, MessageEntity.cpp: match_urls, fix_url, is_email_address)."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

Span = tuple[int, int]
Test = Callable[[str], bool]
# What IANA's list of 2024 says; newer ones come seldom.
TOP_LEVEL = frozenset(files(__package__).joinpath("tlds.txt").read_text("utf-8").split())
# Blanks and most of "General Punctuation" end every part of a link.
NO_PART = "\\u0020\\u00a0\\u1680\\u2000-\\u200b\\u200e\\u200f\\u2016-\\u206f\\u3000"
PATH = re.compile(rf"[/?#][^\n<>\"«»{NO_PART}]*")
PORT = re.compile(r":0*([1-9][0-9]{0,4})(?![0-9])")
DIALOG = re.compile(rf"(?:tg|ton)://[\w-]{{1,253}}(?:[/?#][^\n<>\"«»{NO_PART}]*)?", re.A | re.I)
USELESS_ENDS = ".:;,('?!`"
EMAIL = re.compile(
    r"(?:[a-z0-9_-]{0,26}[.+]){0,10}[a-z0-9_-]{1,35}"
    r"@(?:(?:[a-z0-9][a-z0-9_-]{0,28})?[a-z0-9]\.){1,6}[a-z]{2,8}",
    re.A | re.I,
)
PROTOCOL = re.compile(r"(?:https?|ftp)://", re.I)
NUMBER_OF_IPV4 = re.compile(r"0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]")
TYPING_TRAP = "teiegram.org"
PAIRS = {")": "(", "]": "[", "}": "{"}


def find_links(text: str) -> Iterator[tuple[str, int, int]]:
    """("url" or "email", start, end) of each, in the order in which they stand."""
    for start, end in _candidates(text):
        found = text[start:end]
        if EMAIL.fullmatch(found):
            yield "email", start, end
        elif found.startswith("mailto:") and EMAIL.fullmatch(found[7:]):
            yield "email", start + 7, end
        elif kept := _checked(found):
            yield "url", start, start + kept


def find_dialog_links(text: str) -> Iterator[Span]:
    """Links into Telegram itself: tg://… and ton://…"""
    at = 0
    while match := DIALOG.search(text, at):
        start, at = match.span()
        path = PATH.search(text, text.index("://", start) + 3, at)
        if path:
            at = _without_useless_end(text, path.start(), path.end())
        yield start, at


@cache
def _in_link(char: str) -> bool:
    if "\u2000" <= char <= "\u206f":
        return char in "\u200c\u200d" or "\u2010" <= char <= "\u2015"
    return unicodedata.category(char)[0] != "Z"


def _in_domain(char: str) -> bool:
    if char < "\xc0":
        return char in ".~-_" or (char.isascii() and char.isalnum())
    return _in_link(char)


def _in_login(char: str) -> bool:
    return char not in "\n/[]{}()'`<>\"@«»" and _in_link(char)


def _in_protocol(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in "+-"
    return unicodedata.category(char)[0] != "Z"


def is_word(char: str) -> bool:
    return char == "_" or char.isalnum()


def _back(text: str, at: int, limit: int, belongs: Test) -> int:
    """Where the run of characters begins that ends before `at`."""
    while at > limit and belongs(text[at - 1]):
        at -= 1
    return at


def _candidates(text: str) -> Iterator[Span]:
    """Everything around a dot that may be a link; `begin` is where the part not yet read begins."""
    begin = 0
    while 0 <= (dot := text.find(".", begin)) < len(text) - 1:
        if text[dot + 1] == " ":
            begin = dot + 2
            continue
        start, end, has_login = _domain(text, begin, dot)
        end = _with_port_and_path(text, end)
        while end > dot + 1 and text[end - 1] == ".":
            end -= 1
        first = _with_login_and_protocol(text, begin, start, has_login)
        if first is None:
            end = text.rindex(".", 0, end) + 1
        else:
            if end > dot + 1:
                yield first, end
            while text.startswith(".", end):
                end += 1
        begin = max(end, dot + 1)


def _domain(text: str, begin: int, dot: int) -> tuple[int, int, bool]:
    """Start and end of the run around the dot, and whether a login stands in it."""
    start = _back(text, dot, begin, _in_domain)
    end = dot
    has_login = False
    while end < len(text) and (text[end] == "@" or _in_domain(text[end])):
        has_login = has_login or text[end] == "@"
        end += 1
    if has_login:
        start = _back(text, start, begin, _in_login)
    return start, end, has_login


def _with_port_and_path(text: str, end: int) -> int:
    port = PORT.match(text, end)
    if port and int(port[1]) <= 65535:
        end = port.end()
    path = PATH.match(text, end)
    return _without_useless_end(text, end, path.end()) if path else end


def _without_useless_end(text: str, start: int, end: int) -> int:
    """The end of a path without the punctuation of the sentence; a lone ? or # goes, too."""
    while end > start + 1 and text[end - 1] in USELESS_ENDS:
        end -= 1
    return end if text[start] == "/" or end > start + 1 else start


def _with_login_and_protocol(text: str, begin: int, start: int, has_login: bool) -> int | None:
    """Where the link begins; None when what stands before it spoils it."""
    if start > begin and text[start - 1] == "@":
        login = _back(text, start - 1, begin, _in_login)
        if has_login or login == start - 1:
            return None
        start = login
    if start == begin:
        return start
    if not text.endswith("://", begin, start) or start - begin < 6:
        return None if is_word(text[start - 1]) or text[start - 1] in "/#@" else start
    name = text[_back(text, start - 3, begin, _in_protocol) : start - 3].lower()
    for known, others in (("http", ("shttp",)), ("https", ()), ("ftp", ("tftp", "sftp"))):
        if name.endswith(known) and name not in others:
            return start - 3 - len(known)
    return None


def _checked(url: str) -> int:
    """How much of the candidate is a link; 0 for none."""
    protocol = PROTOCOL.match(url)
    start = protocol.end() if protocol else 0
    path = re.compile(r"[/?#]").search(url, start)
    domain_end = path.start() if path else len(url)
    host = url[start:domain_end]
    host = host[host.find("@") + 1 :]
    if ":" in host:
        host = host[: host.rindex(":")]
    return _balanced(url, domain_end) if _is_host(host, protocol is not None) else 0


def _balanced(url: str, start: int) -> int:
    """The end of the path, which ends before a bracket that closes none of its own."""
    open_ones = dict.fromkeys(PAIRS.values(), 0)
    end = start
    while end < len(url):
        char = url[end]
        if char in open_ones:
            open_ones[char] += 1
        elif char in PAIRS:
            open_ones[PAIRS[char]] -= 1
            if open_ones[PAIRS[char]] < 0:
                break
        end += 1
    while end > start and url[end - 1] in USELESS_ENDS:
        end -= 1
    return end


def _is_host(host: str, has_protocol: bool) -> bool:
    if host.lower() == TYPING_TRAP:
        return False
    labels = host.split(".")
    if any(not 0 < len(label.encode()) < 64 or label.endswith("-") for label in labels):
        return False
    if len(labels) == 4 and all(NUMBER_OF_IPV4.fullmatch(label) for label in labels):
        return True
    if len(labels) == 1 or "_" in labels[-2]:
        return False
    if all(label.isascii() and label.isdigit() for label in labels):
        return False
    return _is_top_level(labels[-1], has_protocol)


def _is_top_level(name: str, has_protocol: bool) -> bool:
    if len(name) < 2:
        return False
    if name.startswith("xn--"):
        return len(name) > 5 and name[4:].isascii() and name[4:].isalnum()
    if "_" in name or "-" in name:
        return False
    return has_protocol or _is_common(name)


def _is_common(name: str) -> bool:
    """Whether it is a known one, written small or large, but not Like This."""
    small = name.lower()
    return small in TOP_LEVEL and (small == name or small[1:] != name[1:])
