"""A small typed client for the controls: what tests and scripts use to play people."""

from types import TracebackType
from typing import Any, Required, Self, TypedDict

import aiohttp


class Person(TypedDict, total=False):
    id: Required[int]
    first_name: Required[str]
    last_name: str | None
    username: str | None
    language_code: str | None
    phone: str | None
    staff: bool
    blocked: bool
    card: dict[str, Any] | None


class Button(TypedDict, total=False):
    id: str
    text: Required[str]
    style: str | None
    url: str
    copy_text: str
    disabled: bool
    contact: bool


class File(TypedDict):
    name: str
    mime: str
    size: int
    url: str
    kind: str


class Sender(TypedDict):
    id: int
    is_bot: bool
    name: str


# No class body can spell a key named `from`.
_From = TypedDict("_From", {"from": Sender})


class Message(_From, total=False):
    """A message as the person sees it."""

    message_id: Required[int]
    date: Required[int]
    edited: Required[bool]
    thread: Required[int | None]
    text: Required[str]
    html: Required[str]
    buttons: Required[list[list[Button]]]
    keyboard: list[list[Button]]
    file: File
    reply_to: int
    service: str
    only_for: int
    reactions: list[str]
    pinned: bool
    album: str
    protected: bool


Mail = dict[str, Any]
Call = dict[str, Any]


class Answer(TypedDict):
    text: str
    show_alert: bool


class Refused(Exception):
    """A control that answered with an error; `body` holds its reason and details."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(f"{status} {body.get('error', body)}")
        self.status = status
        self.body = body


class Sandbox:
    """The controls of one running sandbox; use it as an async context manager."""

    def __init__(self, url: str, token: str = "42:SANDBOX", smtp: str = "127.0.0.1:8025") -> None:  # noqa: S107
        self.url = url
        self.token = token
        self.smtp_host, _, port = smtp.partition(":")
        self.smtp_port = int(port)
        self._http = aiohttp.ClientSession(url, timeout=aiohttp.ClientTimeout(total=120))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.close()

    async def call(self, verb: str, path: str, **request: Any) -> Any:
        """One control (`path` below `/sandbox`); raises `Refused` unless it answers 200."""
        async with self._http.request(verb, f"/sandbox{path}", **request) as answer:
            body = await answer.json()
            if answer.status != 200:
                raise Refused(answer.status, body)
            return body

    async def get(self, path: str, **query: Any) -> Any:
        given = {key: value for key, value in query.items() if value is not None}
        return await self.call("GET", path, params=given)

    async def post(self, path: str, **body: Any) -> Any:
        given = {key.rstrip("_"): value for key, value in body.items() if value is not None}
        return await self.call("POST", path, json=given)

    async def bot_api(self, method: str, **params: Any) -> dict[str, Any]:
        """A raw Bot API call, for tests of the sandbox itself; Telegram's answer as it is."""
        async with self._http.post(f"/bot{self.token}/{method}", json=params) as answer:
            return dict(await answer.json())

    async def download(self, url: str) -> bytes:
        """The bytes behind a file's `url` in a message or mail."""
        async with self._http.get(url) as answer:
            answer.raise_for_status()
            return await answer.read()

    async def health(self) -> dict[str, Any]:
        async with self._http.get("/sandbox/health") as answer:
            return dict(await answer.json())

    async def person(
        self,
        first_name: str = "Jan",
        *,
        id: int | None = None,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str = "pl",
        phone: str | None = None,
        staff: bool = False,
        card: dict[str, Any] | None = None,
    ) -> Person:
        person: Person = await self.post(
            "/people",
            id=id,
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
            phone=phone,
            staff=staff,
            card=card,
        )
        return person

    def chat(self, person: Person | int, chat_id: int | None = None) -> "Chat":
        """The person's private chat with the bot, or their view of another chat."""
        number = person if isinstance(person, int) else person["id"]
        return Chat(self, number, chat_id or number)

    async def idle(self, quiet_ms: int = 300, timeout_ms: int = 15_000) -> int:
        """Waits until the bot has handled everything; the milliseconds it took."""
        answer = await self.post("/idle", quiet_ms=quiet_ms, timeout_ms=timeout_ms)
        return int(answer["waited_ms"])

    async def group(self) -> dict[str, Any]:
        return dict(await self.get("/group"))

    async def mail(self, to: str | None = None) -> list[Mail]:
        return list(await self.get("/mail", to=to))

    async def calls(self, after: int = 0) -> list[Call]:
        return list(await self.get("/calls", after=after))

    async def fault(self, **rule: Any) -> None:
        """Makes calls fail; `times=None` means until the faults are cleared."""
        await self.call("POST", "/faults", json=rule)

    async def clear_faults(self) -> None:
        await self.call("DELETE", "/faults")

    async def redeliver(self, update_id: int) -> None:
        await self.post("/redeliver", update_id=update_id)

    async def inject(self, update: dict[str, Any]) -> int:
        """Queues a raw update as it stands, known to Telegram or not, whole or broken; its id."""
        return int((await self.call("POST", "/updates", json=update))["update_id"])

    async def add_token(self, token: str) -> None:
        """Another token of the same bot."""
        await self.post("/tokens", token=token)

    async def revoke_token(self, token: str) -> None:
        """From now on calls with it are answered with 401."""
        await self.call("DELETE", "/tokens", json={"token": token})

    async def reset(self) -> None:
        """Makes the sandbox forget everything, as if it had just started."""
        await self.post("/reset")

    async def advance_clock(self, seconds: float) -> None:
        await self.post("/clock", advance_s=seconds)


class Chat:
    """One person in one chat."""

    def __init__(self, sandbox: Sandbox, person: int, chat_id: int) -> None:
        self.sandbox = sandbox
        self.person = person
        self.id = chat_id

    async def _act(self, verb: str, **body: Any) -> Any:
        return await self.sandbox.post(f"/chats/{self.id}/{verb}", from_=self.person, **body)

    async def send(
        self, text: str, *, thread: int | None = None, reply_to: int | None = None
    ) -> Message:
        message: Message = await self._act("send", text=text, thread=thread, reply_to=reply_to)
        return message

    async def share_contact(self) -> Message:
        message: Message = await self._act("send", contact=True)
        return message

    async def send_file(
        self,
        name: str,
        data: bytes,
        *,
        as_: str = "document",
        mime: str = "application/octet-stream",
        text: str | None = None,
        thread: int | None = None,
    ) -> Message:
        form = aiohttp.FormData({"from": str(self.person), "as": as_})
        form.add_field("file", data, filename=name, content_type=mime)
        for field, value in (("text", text), ("thread", thread)):
            if value is not None:
                form.add_field(field, str(value))
        path = f"/chats/{self.id}/send"
        message: Message = await self.sandbox.call("POST", path, data=form)
        return message

    async def press(self, label: str, *, message_id: int | None = None) -> Answer | None:
        """Presses a button; the bot's answer to the callback, None when there was none."""
        answer: Answer | None = (await self._act("press", label=label, message_id=message_id))[
            "answer"
        ]
        return answer

    async def edit(self, message_id: int, text: str) -> Message:
        message: Message = await self._act("edit", message_id=message_id, text=text)
        return message

    async def delete(self, *message_ids: int) -> None:
        await self._act("delete", message_ids=list(message_ids))

    async def react(self, message_id: int, emoji: str | None) -> None:
        await self._act("react", message_id=message_id, emoji=emoji)

    async def vote(self, message_id: int, *options: int) -> Message:
        """Chooses these options of a poll; none takes the vote back."""
        message: Message = await self._act("vote", message_id=message_id, options=list(options))
        return message

    async def join(self, link: str) -> bool:
        """Follows an invite link; False when somebody must approve it first."""
        return bool((await self._act("join", link=link))["joined"])

    async def inline(self, query: str = "", *, offset: str = "") -> dict[str, Any]:
        """Asks the bot inline: `query_id` and the `results` it offers."""
        return dict(await self._act("inline", query=query, offset=offset))

    async def choose(self, query_id: str, result: str) -> Message:
        """Sends one of the results of an inline query."""
        message: Message = await self._act("choose", query_id=query_id, result=result)
        return message

    async def web_app(self, data: str | None = None, *, button: str = "") -> dict[str, Any]:
        """Sends data from a web app, or opens one: `web_app_query_id`."""
        return dict(await self._act("web_app", data=data, button=button))

    async def block(self) -> None:
        await self._act("block")

    async def unblock(self) -> None:
        await self._act("unblock")

    async def messages(self, *, after: int = 0, thread: int | None = None) -> list[Message]:
        path = f"/chats/{self.id}/messages"
        return list(await self.sandbox.get(path, after=after, thread=thread, person=self.person))

    async def texts(self, *, after: int = 0, thread: int | None = None) -> list[str]:
        return [message["text"] for message in await self.messages(after=after, thread=thread)]

    async def screen(self) -> Message:
        message: Message = await self.sandbox.get(f"/chats/{self.id}/screen", person=self.person)
        return message

    async def keyboard(self) -> list[str]:
        """The labels of the reply keyboard now shown; empty when there is none."""
        shown = await self.sandbox.get(f"/chats/{self.id}/keyboard")
        return [button["text"] for row in shown["keyboard"] or () for button in row]

    async def ask(self, text: str) -> Message:
        """Writes, waits until the bot has answered, and gives the screen."""
        await self.send(text)
        await self.sandbox.idle()
        return await self.screen()

    async def tap(self, label: str) -> Message:
        """Presses, waits until the bot has answered, and gives the screen."""
        await self.press(label)
        await self.sandbox.idle()
        return await self.screen()
