"""A case in one line, as lists in the office's group show it."""

from __future__ import annotations

from html import escape

from bot.outbox.texts.cases import topic_link
from dialogs.office.words import STATES, TOPICS
from ebok.cases.reading import CaseRecord
from locales.speech import _


def line(case: CaseRecord) -> str:
    who = escape(case.writer.name)
    has = f" · {escape(case.taken_by)}" if case.taken_by else ""
    waits = " ⏳" if case.waiting else ""
    link = topic_link(case.number, case.group_id, case.thread_id)
    joined = "" if case.joined_to is None else f" 🔗 #{case.joined_to}"
    return f"{link} · {who} · {_(TOPICS[case.topic])} · {_(STATES[case.state])}{has}{waits}{joined}"
