"""What the registration's windows show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import chat_of, services_of
from dialogs.amounts import day, hour
from dialogs.reaching import ways_to_reach
from dialogs.registration.answering import slip_of
from dialogs.registration.human import challenge_of
from dialogs.registration.results import Way, result
from dialogs.registration.steps import ORDINALS, TYPED, step_of
from dialogs.sealed import kept
from dialogs.stuck import way_out
from ebok.identity.contact import readable_phone
from ebok.registration import draft as drafts
from ebok.registration.application import TRIES_A_DAY, latest
from ebok.registration.draft import Draft, Step
from ebok.services import WARSAW
from locales.speech import _, current_language

OTHER_HALVES = {question.step: question.other_half for question in TYPED}


def place_in(draft: Draft, step: Step | None) -> dict[str, int]:
    """ "Step {n} of {steps}"; None: all have an answer."""
    n, steps = draft.place_of(step or draft.steps[-1])
    return {"n": n, "steps": steps}


async def question(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """For a typed step: its number, the answer that stands, and the fault of the last try."""
    step = step_of(dialog_manager)
    draft = await drafts.load(services_of(dialog_manager), chat_of(dialog_manager))
    half = kept(dialog_manager, "half")
    return {
        **place_in(draft, step),
        "answer": shown_answer(draft, step),
        "fault": dialog_manager.dialog_data.pop("fault", None),
        "half": half,
        "other_half": OTHER_HALVES.get(step) if half else None,
        "asking": not half,
        **way_out(dialog_manager),
    }


def shown_answer(draft: Draft, step: Step) -> str | None:
    match step:
        case Step.IDENTIFIER:
            return draft.masked_identifier or None
        case Step.EMAIL_AGAIN:
            return draft.email if draft.email_confirmed else None
        case Step.PHONE:
            return readable_phone(draft.phone) if draft.phone else None
        case _:
            answer: str | None = getattr(draft, step.value)
            return answer


async def slip(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    draft = await drafts.load(services_of(dialog_manager), chat_of(dialog_manager))
    email, suggestion = slip_of(dialog_manager, draft)
    return {
        **place_in(draft, Step.EMAIL),
        **way_out(dialog_manager),
        "fault": dialog_manager.dialog_data.pop("fault", None),
        "email": email or "",
        "possible": email is not None,
        "impossible": email is None,
        "suggestion": suggestion,
    }


async def resuming(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    draft = await drafts.load(services_of(dialog_manager), chat_of(dialog_manager))
    step = draft.next_step()
    return {
        **place_in(draft, step),
        "asking": step is not None,
        "complete": step is None,
    }


async def consent(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    services = services_of(dialog_manager)
    draft = await drafts.load(services, chat_of(dialog_manager))
    return {
        **place_in(draft, step_of(dialog_manager)),
        "text": services.profile.consent_text(current_language()),
    }


async def place(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    return ways_to_reach(services_of(dialog_manager).profile.office)


async def human(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    challenge, answered = challenge_of(dialog_manager)
    first, second = (_(ORDINALS[position - 1]) for position in challenge.positions)
    return {
        **place_in(Draft(), Step.HUMAN),
        "keycaps": " ".join(f"{digit}\ufe0f\u20e3" for digit in challenge.digits),
        "first": first,
        "second": second,
        "beginning": answered == 0,
        "half": answered == 1,
        **way_out(dialog_manager),
    }


async def summary(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    draft = await drafts.load(services_of(dialog_manager), chat_of(dialog_manager))
    company = draft.identifier_kind == "nip"
    return {
        "symbol": draft.symbol,
        "name_kind": _("Company name") if company else _("Name and surname"),
        "name": draft.name,
        "address": draft.address,
        "identifier": draft.masked_identifier,
        "identifier_kind": "NIP" if company else "PESEL",
        "email": draft.email,
        "phone": readable_phone(draft.phone) if draft.phone else "",
    }


async def outcome(dialog_manager: DialogManager, **data: Any) -> dict[str, Any]:
    """The receipt, and later what came of the application."""
    sent = await latest(services_of(dialog_manager), chat_of(dialog_manager))
    found = result("received") if sent is None else result(sent.outcome, again=sent.again)
    reach = await place(dialog_manager, **data)
    return {
        **reach,
        "open": reach["hours"],
        "number": "" if sent is None else sent.number,
        "result": found.text,
        **{way.name.lower(): way in found.ways for way in Way},
        "correct_first": found.ways[:1] == (Way.CORRECT,),
        "correct_later": Way.CORRECT in found.ways[1:],
    }


async def letter_question(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    return {"fault": dialog_manager.dialog_data.pop("fault", None), **way_out(dialog_manager)}


async def letter_summary(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    draft = await drafts.load(services_of(dialog_manager), chat_of(dialog_manager))
    return {"symbol": draft.symbol or "", "email": draft.email or ""}


async def letter_over(dialog_manager: DialogManager, **data: Any) -> dict[str, Any]:
    over = dialog_manager.dialog_data.get("over", {"why": None, "until": None})
    until = None if over["until"] is None else datetime.fromisoformat(over["until"])
    return {
        **await place(dialog_manager, **data),
        "why": over["why"],
        "hour": "" if until is None else hour(until),
        "day": "" if until is None else day(until.astimezone(WARSAW).date()),
    }


async def too_many(dialog_manager: DialogManager, **data: Any) -> dict[str, Any]:
    start_data = dialog_manager.start_data if isinstance(dialog_manager.start_data, dict) else {}
    until = datetime.fromisoformat({**start_data, **dialog_manager.dialog_data}["until"])
    return {
        **await place(dialog_manager, **data),
        "tries": TRIES_A_DAY,
        "day": day(until.astimezone(WARSAW).date()),
        "hour": hour(until),
    }
