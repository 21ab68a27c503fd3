"""Refusals in Telegram's own words, so that bots meet the real strings."""

from typing import Any


class TelegramError(Exception):
    """A Bot API answer with `ok: false`."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(text: str) -> TelegramError:
    return TelegramError(400, f"Bad Request: {text}")


def forbidden(text: str) -> TelegramError:
    return TelegramError(403, f"Forbidden: {text}")


def conflict(text: str) -> TelegramError:
    return TelegramError(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> TelegramError:
    return TelegramError(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )


UNAUTHORIZED = TelegramError(401, "Unauthorized")


class ControlError(Exception):
    """A control of `/sandbox` that was used wrongly; `details` go beside the message."""

    def __init__(self, status: int, message: str, **details: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": message, **details}
