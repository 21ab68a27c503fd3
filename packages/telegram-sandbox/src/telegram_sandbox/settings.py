"""How one sandbox is set up: the bot it plays Telegram for, the group, the limits, the seed."""

from dataclasses import dataclass
from typing import Literal

GroupKind = Literal["forum", "group", "none"]
GROUP_ID = -1001000000001


@dataclass(frozen=True)
class Settings:
    token: str = "42:SANDBOX"  # noqa: S105 - a token that opens nothing
    more_tokens: tuple[str, ...] = ()  # of the same bot
    username: str = "sandbox_bot"
    name: str = "Sandbox"
    group: GroupKind = "forum"
    group_title: str = "Group"  # the page says its own word for it then
    limits: bool = False
    seed: int | None = None
    webhook_pause: float = 0.5
    outside: bool = False  # webhooks may be anywhere, not only on this machine
    history: int = 200_000

    @property
    def bot_id(self) -> int:
        head = self.token.partition(":")[0]
        return int(head) if head.isascii() and head.isdigit() and len(head) < 18 else 42
