"""``window`` comes once for every window of the bot, named by its state."""

from __future__ import annotations

import pytest
from aiogram_dialog import Window

from tests.dialogs.windows import WINDOWS, name_of


@pytest.fixture(params=WINDOWS.values(), ids=[name_of(state) for state in WINDOWS])
def window(request: pytest.FixtureRequest) -> Window:
    found: Window = request.param
    return found
