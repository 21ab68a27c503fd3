"""Reading a request the way Telegram does: query, form, multipart and JSON bodies alike."""

from typing import Any

from aiohttp import web

from sandbox.errors import TelegramError, bad_request
from sandbox.files import LARGEST_UPLOAD, Upload
from sandbox.schema import strict_json

TOO_LARGE = TelegramError(413, "Request Entity Too Large")
LARGEST_BODY = LARGEST_UPLOAD + 1024 * 1024


async def read_body(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """(parameters, uploads); later sources win over the query string."""
    params: dict[str, Any] = dict(request.query)
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


def _json_object(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        value = strict_json(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("JSON object expected")
    return value


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
