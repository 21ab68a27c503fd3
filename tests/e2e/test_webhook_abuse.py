"""What strangers, broken proxies and lost connections send to the webhook: refused or cut off, no
reason for Telegram to repeat for a day, and residents are served meanwhile."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest

from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_sqlite
from tests.e2e.resident import Resident
from tests.fixtures.ports import free_port

pytestmark = on_sqlite

SECRET = "only-telegram-knows-this"
HOST = b"POST /telegram HTTP/1.1\r\nHost: office\r\n"
HEAD = HOST + b"X-Telegram-Bot-Api-Secret-Token: " + SECRET.encode() + b"\r\n"
A_WHILE = 30.0  # seconds


def body(content: bytes, *more: bytes, length: int | None = None) -> bytes:
    size = len(content) if length is None else length
    return HEAD + b"".join(more) + b"Content-Length: %d\r\n\r\n" % size + content


def chunks(*content: bytes) -> bytes:
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(content)


def with_secret(secret: bytes) -> bytes:
    return HOST + b"X-Telegram-Bot-Api-Secret-Token: " + secret + b"\r\nContent-Length: 2\r\n\r\n{}"


REFUSED = {
    "byte FF as secret": (with_secret(b"\xff"), 401),
    "secret and byte FF": (with_secret(SECRET.encode() + b"\xff"), 401),
    "a long secret": (with_secret(b"x" * 4000), 401),
    "no secret": (HOST + b"Content-Length: 2\r\n\r\n{}", 401),
    "no body": (body(b""), 400),
    "no length": (HEAD + b"\r\n", 400),
    "an empty update": (body(b"{}"), 400),
    "no JSON": (body(b"update_id=7"), 400),
    "half of JSON": (body(b'{"update_id": 7, "mess'), 400),
    "a list": (body(b'[{"update_id": 7}]'), 400),
    "a text": (body(b'"update"'), 400),
    "a number": (body(b"7"), 400),
    "nothing": (body(b"null"), 400),
    "no UTF-8": (body(b'{"update_id": 7, "x": "\xff"}'), 400),
    "thousands of digits": (body(b'{"update_id": ' + b"9" * 5000 + b"}"), 400),
    "nested deeply": (body(b'{"update_id": 7, "x": ' + b"[" * 50_000), 400),
    "a length too short": (body(b'{"update_id": 7}', length=5), 400),
    "a length that is none": (HEAD + b"Content-Length: some\r\n\r\n{}", 400),
    "a length below zero": (HEAD + b"Content-Length: -5\r\n\r\n{}", 400),
    "two lengths": (HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
    "a garbled chunk": (chunks(b"zz\r\n{}\r\n"), 400),
    "no gzip": (body(b"{}", b"Content-Encoding: gzip\r\n"), 400),
    "an endless header": (HEAD + b"X: " + b"x" * 20_000 + b"\r\n\r\n", 400),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n", 400),
    "a large body": (body(b" " * (2**20 + 1)), 413),
    "a body of a terabyte": (body(b"{", length=2**40), 413),
    "another path": (b"POST / HTTP/1.1\r\nHost: office\r\nContent-Length: 0\r\n\r\n", 404),
    "another method": (b"GET /telegram HTTP/1.1\r\nHost: office\r\n\r\n", 405),
}
HALVES = {
    "nothing": b"",
    "half of a line": b"POST /tele",
    "half of the headers": HEAD,
    "half of a body": body(b'{"update_id": 7', length=100),
    "half of a chunk": chunks(b'ff\r\n{"update_id": 7'),
}


@pytest.fixture
async def served(resident: NewResident) -> AsyncIterator[tuple[Resident, int]]:
    """Somebody in the registration, and the port where the webhook listens."""
    somebody, port = await resident(), free_port()
    await somebody.office.open(
        somebody.sandbox,
        EBOK_WEBHOOK_URL=f"http://127.0.0.1:{port}/telegram",
        EBOK_WEBHOOK_SECRET=SECRET,
        EBOK_LISTEN=f"127.0.0.1:{port}",
    )
    await somebody.begins()
    yield somebody, port
    await somebody.office.close()


@asynccontextmanager
async def connected(port: int, sent: bytes) -> AsyncIterator[asyncio.StreamReader]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    await writer.drain()
    try:
        yield reader
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def status_of_answer(port: int, sent: bytes) -> int:
    async with connected(port, sent) as reader, asyncio.timeout(A_WHILE):
        line = await reader.readline()
    found = re.match(rb"HTTP/1\.[01] (\d{3}) ", line)
    assert found, line
    return int(found[1])


async def test_what_can_never_succeed_is_refused_for_good(served: tuple[Resident, int]) -> None:
    somebody, port = served
    answers = {
        name: await status_of_answer(port, sent) for name, (sent, _status) in REFUSED.items()
    }

    assert answers == {name: status for name, (_sent, status) in REFUSED.items()}
    assert "Krok 2 z 10" in await somebody.writes(somebody.member.symbol)
    log = somebody.office.program.errors.read_text()
    assert "Traceback" not in log
    assert SECRET not in log
    assert "update_id=7" not in log


async def test_hundreds_of_held_connections_keep_nobody_out_and_no_program_up(
    served: tuple[Resident, int],
) -> None:
    somebody, port = served
    async with AsyncExitStack() as stack:
        for sent in HALVES.values():
            for _ in range(60):
                await stack.enter_async_context(connected(port, sent))

        assert "Krok 2 z 10" in await somebody.writes(somebody.member.symbol)
        program = somebody.office.program
        program.signal(signal.SIGTERM)
        ended = await asyncio.to_thread(program.wait, A_WHILE)

    assert ended.code == 0, ended.said
    assert "Traceback" not in ended.errors


async def test_who_goes_away_in_the_middle_is_no_fault(served: tuple[Resident, int]) -> None:
    somebody, port = served
    for sent in HALVES.values():
        async with connected(port, sent):
            pass

    assert "Krok 2 z 10" in await somebody.writes(somebody.member.symbol)
    assert phrases.SORRY not in await somebody.everything()
    assert "Traceback" not in somebody.office.program.errors.read_text()
