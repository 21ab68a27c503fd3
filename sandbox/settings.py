"""How one sandbox is set up: the bot it plays Telegram for, the office, the limits, the seed."""

from dataclasses import dataclass
from typing import Literal

OfficeKind = Literal["forum", "group", "none"]
OFFICE_ID = -1001000000001


@dataclass(frozen=True)
class Settings:
    token: str = "42:SANDBOX"  # noqa: S105 - a token that opens nothing
    username: str = "sandbox_bot"
    name: str = "Sandbox"
    office: OfficeKind = "forum"
    office_title: str = "Office"
    limits: bool = False
    seed: int | None = None
    webhook_pause: float = 0.5
    history: int = 200_000

    @property
    def bot_id(self) -> int:
        head = self.token.partition(":")[0]
        return int(head) if head.isascii() and head.isdigit() and len(head) < 18 else 42
