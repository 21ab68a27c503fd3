"""What the windows of writing to the office show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import anyone, chat_of, services_of
from dialogs.amounts import day, duration
from dialogs.office.words import STATES, TOPICS
from dialogs.outage_words import KINDS
from dialogs.reaching import hours_and_now, ways_to_reach
from ebok.cases.case import Content
from ebok.cases.plain import in_plain_text
from ebok.cases.reading import mine, own, usual_time_to_answer
from ebok.cases.unfinished import unfinished_draft
from ebok.cases.writers import places_of
from ebok.cases.writing import Written, written
from ebok.outages.outage import Record as Outage
from ebok.outages.telling import running_at
from ebok.services import WARSAW
from locales.speech import N_, _

WRITE = N_(
    "✉️ <b>Please write what it is about.</b>\n"
    "You can also send photos, files and recordings, as many as you like."
)
WRITE_FAULT = N_(
    "✉️ <b>Please write what is broken.</b>\n"
    "A photo helps. You can also send files and recordings, as many as you like."
)
WRITE_MORE = N_(
    "✉️ <b>Please write what to add to case no. {number}.</b>\n"
    "You can also send photos, files and recordings."
)
LONGEST_SHOWN = 1500  # characters of one's own words in a summary


def case_of(manager: DialogManager) -> int:
    """The case that is being written or looked at; 0 when there is none."""
    number = manager.dialog_data.get("case")
    if number is None and isinstance(manager.start_data, dict):
        number = manager.start_data.get("case")
    return int(number or 0)


async def reach(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    services = services_of(dialog_manager)
    return {**ways_to_reach(services.profile.office), "hours": hours_and_now(services)}


async def own_places(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    resident = anyone(dialog_manager)
    if resident is None:
        return {"places": []}
    places = await places_of(services_of(dialog_manager), resident.member_id)
    return {"places": list(enumerate(places))}


async def outages_here(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    now = await written(
        services_of(dialog_manager), chat_of(dialog_manager), case_of(dialog_manager)
    )
    running = await known_outages(dialog_manager, now.place or "")
    kinds = dict.fromkeys(_(KINDS[one.kind]) for one in running if one.kind is not None)
    return {
        "kinds": ", ".join(kinds),
        "until": ", ".join(one.until for one in running if one.until),
    }


async def known_outages(manager: DialogManager, place: str) -> Sequence[Outage]:
    resident = anyone(manager)
    member_id = None if resident is None else resident.member_id
    return await running_at(services_of(manager), place, member_id)


async def question(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    now = await written(
        services_of(dialog_manager), chat_of(dialog_manager), case_of(dialog_manager)
    )
    if not now.is_new:
        return {"question": WRITE_MORE, "number": now.number}
    return {"question": WRITE_FAULT if now.topic.value == "fault" else WRITE, "number": now.number}


async def summary(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    now = await written(
        services_of(dialog_manager), chat_of(dialog_manager), case_of(dialog_manager)
    )
    return _in_short(now)


async def unfinished(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Raises NoSuchCase: it was sent or thrown away meanwhile."""
    services, chat_id = services_of(dialog_manager), chat_of(dialog_manager)
    return _in_short(
        await written(services, chat_id, await unfinished_draft(services, chat_id) or 0)
    )


def _in_short(now: Written) -> dict[str, Any]:
    return {
        "topic": _(TOPICS[now.topic]),
        "place": now.place,
        "text": _words_of(now.contents),
        "files": sum(one.file_id is not None for one in now.contents),
    }


def _words_of(contents: Sequence[Content]) -> str:
    return _shortened("\n".join(in_plain_text(one) for one in contents if one.html))


async def receipt(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    services = services_of(dialog_manager)
    usual = await usual_time_to_answer(services)
    return {
        "hours": hours_and_now(services),
        "number": case_of(dialog_manager),
        "usual": None if usual is None else duration(usual),
    }


async def own_cases(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    cases = await mine(services_of(dialog_manager), chat_of(dialog_manager))
    return {
        "cases": [
            (
                one.number,
                _(
                    N_("no. {number} · {topic} · {state}"),
                    number=one.number,
                    topic=_(TOPICS[one.topic]),
                    state=_(STATES[one.state]),
                ),
            )
            for one in cases
        ]
    }


async def one_case(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    number = case_of(dialog_manager)
    services, chat_id = services_of(dialog_manager), chat_of(dialog_manager)
    one = await own(services, chat_id, number)
    unsent = (await written(services, chat_id, number)).contents
    return {
        "number": number,
        "topic": _(TOPICS[one.topic]),
        "state": _(STATES[one.state]),
        "day": "" if one.last_at is None else day(one.last_at.astimezone(WARSAW).date()),
        "text": _shortened(_said(one.last)),
        "from_office": one.last is not None and one.last_from_office,
        "from_you": one.last is not None and not one.last_from_office,
        "undelivered": one.undelivered,
        "unsent": (_words_of(unsent) or _said(unsent[0])) if unsent else "",
    }


def _said(content: Content | None) -> str:
    if content is None:
        return ""
    return in_plain_text(content) or _(N_("(a file)"))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + " …"
