"""What the first screen says: where the registration of this chat stands."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import chat_of, services_of
from ebok.guide import stop_of
from ebok.identity.contact import readable_phone
from ebok.registration import draft as drafts
from ebok.registration.application import SentApplication, latest, only_in_person
from locales.speech import N_

# What a returning person can do next, by the outcome of their application.
WHAT_NEXT = {
    "received": N_("\n✍️ Your application {number} is on its way. The answer comes in a moment."),
    "waiting": N_("\n✍️ Application {number}: the data agree, the office opens the account."),
    "declined": N_("\n✍️ Please come to the office with an identity card."),
    "accepted": N_("\n✅ You have an account here. Please press <b>Log in</b>."),
    "existing": N_("\n✅ You have an account here. Please press <b>Log in</b>."),
    "refused": N_("\n✍️ Please register once more, or write to the office."),
    "correctable": N_("\n✍️ We keep your answers. Press <b>Correct the application</b>."),
    "incomplete": N_(
        "\n✍️ Something is missing in our records. Please come to the office with an identity card."
    ),
}


async def welcome(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    services = services_of(dialog_manager)
    chat_id = chat_of(dialog_manager)
    draft = await drafts.load(services, chat_id)
    step = draft.next_step()
    n, steps = draft.place_of(step or draft.steps[-1])
    sent = None if draft.started else await latest(services, chat_id)
    in_person = sent is not None and await only_in_person(services, chat_id)
    correctable = sent is not None and sent.kept
    return {
        "next": None if sent is None else _what_next(sent, in_person=in_person),
        "number": "" if sent is None else sent.number,
        "cooperative": services.profile.cooperative.name,
        "half_done": draft.started,
        "asking": draft.started and step is not None,
        "complete": step is None,
        "correctable": correctable,
        "not_begun": not draft.started and not correctable,
        "open": not in_person,
        "in_person": in_person,
        "phone": readable_phone(services.profile.office.phone),
        "step": n,
        "steps": steps,
    }


async def guide(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    stop = await stop_of(services_of(dialog_manager), chat_of(dialog_manager))
    return {"begun": stop is not None}


def _what_next(sent: SentApplication, *, in_person: bool) -> str | None:
    if sent.outcome == "incomplete" and not in_person:
        return WHAT_NEXT["refused"]  # the office has completed the record in the meantime
    return WHAT_NEXT.get("correctable" if sent.kept else sent.outcome)
