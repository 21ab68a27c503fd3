"""Which language the chat speaks now."""

from __future__ import annotations

from typing import Any

from locales import OWN_NAMES
from locales.speech import current_language


async def spoken(**_data: Any) -> dict[str, Any]:
    return {"spoken": OWN_NAMES[current_language()]}
