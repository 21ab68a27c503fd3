"""What the registration's windows show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import chat_of, office_of
from dialogs.amounts import day, hour
from dialogs.reaching import ways_to_reach
from dialogs.registration.handlers import challenge_of
from dialogs.registration.steps import ORDINALS, number_of, step_of
from dialogs.words import _, current_language
from ebok.identity.contact import readable_phone
from ebok.identity.email_slips import likely_email_slip
from ebok.office import WARSAW
from ebok.registration import draft as drafts
from ebok.registration.application import TRIES_A_DAY, latest
from ebok.registration.draft import STEPS, Draft, Step


async def question(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """For a typed step: its number, the answer that stands, and the fault of the last try."""
    step = step_of(dialog_manager)
    draft = await drafts.load(office_of(dialog_manager), chat_of(dialog_manager))
    answer = shown_answer(draft, step)
    fault = dialog_manager.dialog_data.pop("fault", None)
    return {
        "n": number_of(step),
        "steps": len(STEPS),
        "answer": answer,
        "fault": fault,
        "asking": fault is None,
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
    draft = await drafts.load(office_of(dialog_manager), chat_of(dialog_manager))
    return {
        "n": number_of(Step.EMAIL),
        "steps": len(STEPS),
        "email": draft.email,
        "suggestion": likely_email_slip(draft.email or "") or draft.email,
    }


async def resuming(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    draft = await drafts.load(office_of(dialog_manager), chat_of(dialog_manager))
    step = draft.next_step()
    return {"n": len(STEPS) if step is None else number_of(step), "steps": len(STEPS)}


async def consent(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    office = office_of(dialog_manager)
    return {
        "n": number_of(step_of(dialog_manager)),
        "steps": len(STEPS),
        "text": office.profile.consent_text(current_language()),
    }


async def place(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    return ways_to_reach(office_of(dialog_manager).profile.office)


async def human(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    challenge, answered = challenge_of(dialog_manager)
    first, second = (_(ORDINALS[position - 1]) for position in challenge.positions)
    return {
        "n": number_of(Step.HUMAN),
        "steps": len(STEPS),
        "keycaps": " ".join(f"{digit}\ufe0f\u20e3" for digit in challenge.digits),
        "first": first,
        "second": second,
        "beginning": answered == 0,
        "half": answered == 1,
    }


async def summary(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    draft = await drafts.load(office_of(dialog_manager), chat_of(dialog_manager))
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


async def receipt(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    sent = await latest(office_of(dialog_manager), chat_of(dialog_manager))
    return {"number": "" if sent is None else sent.number}


async def too_many(dialog_manager: DialogManager, **data: Any) -> dict[str, Any]:
    start_data = dialog_manager.start_data if isinstance(dialog_manager.start_data, dict) else {}
    until = datetime.fromisoformat({**start_data, **dialog_manager.dialog_data}["until"])
    return {
        **await place(dialog_manager, **data),
        "tries": TRIES_A_DAY,
        "day": day(until.astimezone(WARSAW).date()),
        "hour": hour(until),
    }
