"""A registration under way: answers are checked one by one, kept sealed, and can be taken up."""

from __future__ import annotations

import pytest

from ebok.identity.errors import NotAPesel, NotASymbol
from ebok.registration import draft as drafts
from ebok.registration.draft import STEPS, Draft, EmailsDiffer, Step, TooLong, TooShort
from ebok.services import Services
from storage.tables import RegistrationDraft
from tests.fixtures.people import CHAT, MARIA, OTHER_CHAT, Clock, all_rows, fill_in


async def test_nothing_is_under_way_at_first(services: Services) -> None:
    draft = await drafts.load(services, CHAT)

    assert draft == Draft()
    assert not draft.started


async def test_each_answer_leads_to_the_next_question(services: Services) -> None:
    asked = []
    for step, answer in MARIA.answers.items():
        asked.append((await drafts.load(services, CHAT)).next_step())
        draft = await drafts.answer(services, CHAT, step, answer)
    for consent in (Step.TERMS, Step.DATA_CONSENT):
        asked.append(draft.next_step())
        draft = await drafts.accept(services, CHAT, consent, "pl")
    asked.append(draft.next_step())
    draft = await drafts.prove_human(services, CHAT)

    assert asked == list(STEPS)
    assert draft.next_step() is None


async def test_answers_are_kept_per_chat_and_taken_up_again(services: Services) -> None:
    await drafts.answer(services, CHAT, Step.SYMBOL, "104 217")

    assert (await drafts.load(services, CHAT)).symbol == "104217"
    assert not (await drafts.load(services, OTHER_CHAT)).started


async def test_what_a_person_typed_does_not_stand_in_the_database_as_it_is(
    services: Services,
) -> None:
    await fill_in(services, CHAT, MARIA)

    row: RegistrationDraft
    (row,) = await all_rows(services, RegistrationDraft)
    for typed in ("Maria", "52031512346", "maria@example.com", "104217"):
        assert typed.encode() not in row.sealed_answers


@pytest.mark.parametrize(
    ("step", "text", "fault"),
    [
        (Step.SYMBOL, "10421", NotASymbol),
        (Step.IDENTIFIER, "52031512345", NotAPesel),
        (Step.NAME, "!", TooShort),
        (Step.NAME, "x" * 201, TooLong),
        (Step.ADDRESS, "Bulwar Ikara", TooShort),
        (Step.EMAIL_AGAIN, "another@example.com", EmailsDiffer),
    ],
)
async def test_a_wrong_answer_is_not_kept(
    services: Services, step: Step, text: str, fault: type[ValueError]
) -> None:
    await drafts.answer(services, CHAT, Step.EMAIL, MARIA.email)
    before = await drafts.load(services, CHAT)

    with pytest.raises(fault):
        await drafts.answer(services, CHAT, step, text)

    assert await drafts.load(services, CHAT) == before


async def test_a_new_address_must_be_typed_twice_again(services: Services) -> None:
    await fill_in(services, CHAT, MARIA)

    draft = await drafts.answer(services, CHAT, Step.EMAIL, "nowa@example.com")

    assert draft.next_step() is Step.EMAIL_AGAIN


async def test_the_second_typing_may_differ_in_capitals(services: Services) -> None:
    await drafts.answer(services, CHAT, Step.EMAIL, "maria@example.com")

    draft = await drafts.answer(services, CHAT, Step.EMAIL_AGAIN, "Maria@Example.com")

    assert draft.email_confirmed


@pytest.mark.parametrize(
    ("typed", "shown"), [("52031512346", "••••••••346"), ("894-123-45-62", "•••••••562")]
)
async def test_of_a_pesel_or_nip_only_the_end_is_shown(
    services: Services, typed: str, shown: str
) -> None:
    draft = await drafts.answer(services, CHAT, Step.IDENTIFIER, typed)

    assert draft.masked_identifier == shown


async def test_a_consent_keeps_version_text_and_time(services: Services, clock: Clock) -> None:
    draft = await drafts.accept(services, CHAT, Step.TERMS, "pl")

    assert draft.terms is not None
    assert draft.terms.version == services.profile.documents.terms_version
    assert draft.terms.text_sha256 == services.profile.terms_sha256
    assert draft.terms.at == clock().isoformat()


async def test_a_consent_is_to_the_text_in_the_language_it_was_shown_in(services: Services) -> None:
    draft = await drafts.accept(services, CHAT, Step.DATA_CONSENT, "uk")

    assert draft.data_consent is not None
    assert draft.data_consent.text_sha256 == services.profile.consent_sha256("uk")
    assert draft.data_consent.text_sha256 != services.profile.consent_sha256("pl")


async def test_a_discarded_draft_is_gone(services: Services) -> None:
    await fill_in(services, CHAT, MARIA)

    await drafts.discard(services, CHAT)

    assert not (await drafts.load(services, CHAT)).started
    assert await all_rows(services, RegistrationDraft) == []
