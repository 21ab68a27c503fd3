"""The bodies of the controls, checked; a wrong one is answered with 400 and the reason."""

from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from telegram_sandbox.errors import ControlError
from telegram_sandbox.schema import strict_json


class Form(BaseModel):
    model_config = ConfigDict(populate_by_name=True)


class Card(Form):
    title: str
    rows: list[tuple[str, str]]
    note: str | None = None


class NewPerson(Form):
    id: int | None = Field(None, gt=0, lt=2**52)
    first_name: str = Field(min_length=1, max_length=64)
    last_name: str | None = Field(None, max_length=64)
    username: str | None = Field(None, pattern=r"^\w{3,32}$")
    language_code: str | None = "pl"
    phone: str | None = None
    staff: bool = False
    card: Card | None = None


class By(Form):
    """Who acts."""

    person: int = Field(alias="from")


class Send(By):
    text: str | None = Field(None, max_length=4096)
    thread: int | None = None
    reply_to: int | None = None
    contact: bool = False
    contact_of: int | None = None  # somebody else's, as from the address book
    anonymous: bool = False
    forward_of: int | None = None
    kind: str = Field("document", alias="as")


class Press(By):
    label: str | None = None
    message_id: int | None = None
    id: str | None = Field(None, pattern=r"^\d{1,3}\.\d{1,3}$")
    row: int | None = None
    col: int | None = None

    def place(self) -> tuple[int, int] | None:
        if self.id is not None:
            row, _, column = self.id.partition(".")
            return int(row), int(column)
        return None if self.row is None or self.col is None else (self.row, self.col)


class Edit(By):
    message_id: int
    text: str = Field(min_length=1, max_length=4096)


class Delete(By):
    message_ids: list[int]


class React(By):
    message_id: int
    emoji: str | None = None


class Join(By):
    link: str


class Ask(By):
    query: str = ""
    offset: str = ""


class Choose(By):
    query_id: str
    result: str


class WebApp(By):
    data: str | None = Field(None, max_length=4096)
    button: str = ""


class Vote(By):
    message_id: int
    options: list[int]


class Idle(Form):
    quiet_ms: int = Field(300, ge=0, le=600_000)
    timeout_ms: int = Field(15_000, ge=0, le=600_000)


class Redeliver(Form):
    update_id: int


class Token(Form):
    token: str = Field(pattern=r"^\d+:[\w-]+$")


class Clock(Form):
    advance_s: float = Field(ge=0, le=10 * 365 * 86_400)


class Upgrade(Form):
    forum: bool = True
    told: bool = True


class BotStanding(Form):
    status: str = Field(pattern="^(administrator|member|left|kicked)$")
    rights: dict[str, bool] | None = None


F = TypeVar("F", bound=BaseModel)


def check(form: type[F], values: Any) -> F:
    try:
        return form.model_validate(values)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise ControlError(400, f"{place or 'body'}: {first['msg']}") from None


async def read(form: type[F], request: web.Request) -> F:
    return check(form, await read_json(request))


async def read_json(request: web.Request) -> Any:
    try:
        body = await request.read()
        return strict_json(body) if body.strip() else {}
    except web.RequestPayloadError:
        raise ControlError(400, "the body cannot be read") from None
    except ValueError:
        raise ControlError(400, "the body is not JSON") from None


def number(request: web.Request, name: str) -> int | None:
    """A whole number of the query string, or None when it is not given."""
    text = request.query.get(name)
    return None if text is None or text == "" else _integer(name, text)


def path_number(request: web.Request, name: str) -> int:
    return _integer(name, request.match_info[name])


def _integer(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ControlError(400, f"{name}: a whole number is due") from None
