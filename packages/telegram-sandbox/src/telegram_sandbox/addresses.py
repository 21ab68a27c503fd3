"""A request line with raw UTF-8 in its address, which Telegram reads and HTTP parsers refuse."""

import asyncio
import re

LINE = re.compile(rb"(?:GET|POST) (\S+) HTTP/1\.[01]\r?\n")
RAW = re.compile(rb"[\x80-\xff]")


def escaped(data: bytes) -> bytes:
    """The beginning of a request with its address in ASCII; anything else as it is."""
    line = LINE.match(data)
    if line is None or line[1].isascii():
        return data
    address = RAW.sub(lambda byte: b"%%%02X" % ord(byte[0]), line[1])
    return data[: line.start(1)] + address + data[line.end(1) :]


class Escaping(asyncio.Protocol):
    """Stands before the HTTP protocol and hands everything on, addresses escaped."""

    def __init__(self, http: asyncio.Protocol) -> None:
        self.http = http
        self.connection_lost = http.connection_lost  # type: ignore[method-assign]
        self.connection_made = http.connection_made  # type: ignore[method-assign]
        self.eof_received = http.eof_received  # type: ignore[method-assign]
        self.pause_writing = http.pause_writing  # type: ignore[method-assign]
        self.resume_writing = http.resume_writing  # type: ignore[method-assign]

    def data_received(self, data: bytes) -> None:
        self.http.data_received(escaped(data))
