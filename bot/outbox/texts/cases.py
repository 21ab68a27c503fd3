"""What is said around the messages of a case: above an answer, on the card, as a topic's name."""

from __future__ import annotations

from html import escape

from dialogs.office.words import STATES, TOPICS
from ebok.cases.answers_by_mail import Outcome
from ebok.cases.case import CaseState
from ebok.cases.reading import CaseRecord
from ebok.identity.contact import readable_phone
from ebok.outbox.letters import CaseMailBounced, CaseMailHeld
from locales.speech import N_, _

HELD = {
    Outcome.STRANGER: N_(
        "An e-mail from {writer} came for case no. {number}.\n"
        "The office does not know this address. The resident did not get it.\n"
        "A colleague's address belongs in the setting EBOK_ANSWERS_FROM."
    ),
    Outcome.UNPROVEN: N_(
        "An e-mail from {writer} came for case no. {number}.\n"
        "It answers none of our e-mails. So anybody could have written it.\n"
        "The resident did not get it. Please press Reply below an e-mail of this case."
    ),
    Outcome.ERASED: N_(
        "The answer to case no. {number} was not delivered.\n"
        "The person has erased the account: there is no chat to write to."
    ),
    Outcome.EMPTY: N_(
        "The answer to case no. {number} was not delivered: we found no words in it.\n"
        "Please write it above the quoted e-mail."
    ),
    Outcome.TOO_LARGE: N_(
        "The answer to case no. {number} was not delivered: a file is larger than 50 MB.\n"
        "Please send a smaller one, together with the answer."
    ),
}
SIGNS = {CaseState.NEW: "🆕", CaseState.OPEN: "💬", CaseState.CLOSED: "✅"}


def heading_of_answer(number: int) -> str:
    return _(N_("🏢 <b>The office</b> · case no. {number}"), number=number)


def topic_name(case: CaseRecord) -> str:
    """``💬 #17 · Wiśniewska · Usterka``: state, number, who, what about."""
    who = case.writer.name if case.writer.is_guest else case.writer.name.split()[-1]
    if case.writer.is_guest:
        who = _(N_("Guest {name}"), name=case.writer.name)
    return f"{SIGNS[case.state]} #{case.number} · {who[:60]} · {_(TOPICS[case.topic])}"[:128]


def topic_link(number: int, group_id: int | None, thread_id: int | None) -> str:
    """``#17``, to be pressed where there is a topic."""
    if thread_id is None or group_id is None:
        return f"#{number}"
    group = str(group_id).removeprefix("-100")
    return f'<a href="https://t.me/c/{group}/{thread_id}">#{number}</a>'


def card(case: CaseRecord) -> str:
    writer = case.writer
    lines = [f"<b>#{case.number} · {_(TOPICS[case.topic])}</b>"]
    if writer.is_guest:
        lines.append(_(N_("Guest: {name} (not logged in)"), name=escape(writer.name)))
    else:
        who = escape(writer.name)
        lines.append(_(N_("Client: {name}, symbol {symbol}"), name=who, symbol=writer.symbol))
    if writer.phone:
        lines.append(_(N_("Telephone: {phone}"), phone=escape(readable_phone(writer.phone))))
    if writer.place:
        lines.append(_(N_("Where: {place}"), place=escape(writer.place)))
    if case.language != "pl":
        lines.append(_(N_("Writes in: {language}"), language=case.language))
    lines.append(_(N_("State: {state}"), state=_(STATES[case.state])))
    if case.taken_by:
        lines.append(_(N_("Has it: {colleague}"), colleague=escape(case.taken_by)))
    if case.joined_to is not None:
        lines.append(_(N_("🔗 Joined to case no. {number}"), number=case.joined_to))
    if case.joined:
        lines.append(_(N_("🔗 Cases joined to this one: {n}. Answers go to all."), n=case.joined))
    if case.blocked:
        lines.append(_(N_("🚫 We take no more messages from this person.")))
    if case.chat_id is None:
        lines.append(_(N_("The person has erased the account: no answer can be sent.")))
    return "\n".join(lines)


def held_in_words(letter: CaseMailHeld) -> list[str]:
    """What to do about a mail that was not passed on; plain text, a sentence a paragraph."""
    words = _(HELD[Outcome(letter.why)], number=letter.case, writer=letter.writer)
    return words.split("\n")


def bounced_in_words(letter: CaseMailBounced) -> str:
    words = (
        N_("The e-mail with our answer did not reach {address}. Please call the resident.")
        if letter.to_resident
        else N_("The e-mail with this case did not reach {address}. Please check the address.")
    )
    return _(words, address=letter.address)
