"""Reading calls the way Telegram does: query, form, multipart and JSON bodies alike, in a request
to the Bot API or in a webhook's answer."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

from telegram_sandbox.errors import TelegramError, bad_request
from telegram_sandbox.files import LARGEST_UPLOAD, Upload
from telegram_sandbox.schema import strict_json

TOO_LARGE = TelegramError(413, "Request Entity Too Large")
LARGEST_BODY = LARGEST_UPLOAD + 1024 * 1024
FIELD = re.compile(r'\s*("(?:[^"\\]|\\.)*")\s*:\s*')
SEPARATOR = re.compile(r"\s*,")
DECODER = json.JSONDecoder()


async def read_body(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """(parameters, uploads); later sources win over the query string."""
    params: dict[str, Any] = _query(request.raw_path)
    uploads: dict[str, Upload] = {}
    if request.method == "GET" or not request.can_read_body:
        return params, uploads
    try:
        if request.content_type == "application/json":
            params.update(_json_object(await request.read()))
        elif request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
            await _form(request, params, uploads)
    except web.HTTPRequestEntityTooLarge:
        raise TOO_LARGE from None
    except web.RequestPayloadError:
        raise bad_request("can't read the request's body") from None
    return params, uploads


async def read_answer(answer: aiohttp.ClientResponse) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The same of what a webhook answered. Raises TelegramError for what cannot be read."""
    params: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    try:
        if answer.content_type == "multipart/form-data":
            await _parts(aiohttp.MultipartReader.from_response(answer), params, uploads)
            return params, uploads
        body = await _whole(answer.content)
        if answer.content_type == "application/x-www-form-urlencoded":
            params.update(parse_qsl(body.decode(), keep_blank_values=True))
        elif answer.content_type == "application/json":
            params.update(_json_object(body))
    except (ValueError, aiohttp.ClientPayloadError):
        raise bad_request("can't read the webhook's answer") from None
    return params, uploads


async def _whole(content: aiohttp.StreamReader) -> bytes:
    body = bytearray()
    async for chunk in content.iter_any():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise TOO_LARGE
    return bytes(body)


async def _parts(reader: Any, params: dict[str, Any], uploads: dict[str, Upload]) -> None:
    size = 0
    while (part := await reader.next()) is not None:
        if isinstance(part, aiohttp.MultipartReader) or part.name is None:
            raise ValueError("a part without a name")
        data = bytearray()
        while chunk := await part.read_chunk():
            size += len(chunk)
            if size > LARGEST_BODY:
                raise TOO_LARGE
            data += chunk
        if part.filename is None:
            params[part.name] = data.decode()
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, kind, bytes(data))


def _query(path: str) -> dict[str, Any]:
    """What is not UTF-8 becomes what no call may hold."""
    query = path.partition("?")[2]
    return dict(parse_qsl(query, keep_blank_values=True, errors="surrogateescape"))


def _json_object(body: bytes) -> dict[str, Any]:
    """The fields of an object, as far as it can be read. What is none says nothing."""
    text = body.decode(errors="surrogateescape")
    try:
        value = strict_json(text)
    except ValueError:
        return _first_fields(text)
    return value if isinstance(value, dict) else {}


def _first_fields(text: str) -> dict[str, Any]:
    """Those before the place where the object is broken."""
    fields: dict[str, Any] = {}
    at = text.find("{") + 1
    while at and (key := FIELD.match(text, at)):
        try:
            name = DECODER.decode(key[1])
            fields[name], at = DECODER.raw_decode(text, key.end())
        except (ValueError, RecursionError):
            break
        separator = SEPARATOR.match(text, at)
        at = separator.end() if separator else 0
    return fields


async def _form(request: web.Request, params: dict[str, Any], uploads: dict[str, Upload]) -> None:
    try:
        form = await request.post()
    except (web.HTTPException, web.RequestPayloadError):
        raise
    except Exception:
        raise bad_request("can't parse form data") from None
    for name, value in form.items():
        if isinstance(value, web.FileField):
            data = value.file.read()
            value.file.close()
            if len(data) > LARGEST_UPLOAD:
                raise TOO_LARGE
            uploads[name] = Upload(value.filename, value.content_type, data)
        elif isinstance(value, str):
            params[name] = value
        else:
            uploads[name] = Upload(name, "application/octet-stream", bytes(value))
