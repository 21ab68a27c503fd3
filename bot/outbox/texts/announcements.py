"""What stands around the text of an announcement, and how far it has got."""

from __future__ import annotations

from html import escape

from ebok.announcements.announcement import Count, Record
from ebok.profile import Profile
from locales.speech import N_, _


def heading(_announcement: Record) -> str:
    return _(N_("📢 <b>Announcement</b>"))


def signed(announcement: Record, profile: Profile) -> str:
    office = _(N_("The office, {cooperative}"), cooperative=escape(profile.cooperative.name))
    return f"{heading(announcement)}\n\n{announcement.html}\n\n<i>{office}</i>"


def on_its_way(counted: Count) -> str:
    gone = counted.everything - counted.waiting
    return _(
        N_("⏳ <b>On its way: {gone} of {everything}</b>"), gone=gone, everything=counted.everything
    )


def in_the_end(counted: Count) -> str:
    lines = [
        _(N_("✅ <b>The announcement has gone.</b>")),
        _(N_("Delivered in chats: {n}"), n=counted.delivered),
        _(N_("By mail: {n}"), n=counted.mailed),
        _(N_("Chats that take nothing: {n}"), n=counted.blocked),
    ]
    if counted.failed:
        lines.append(_(N_("E-mails that did not arrive: {n}"), n=counted.failed))
    return "\n".join(lines)
