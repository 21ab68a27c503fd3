"""A case's news in the office's group. While the group is out of reach, everything waits for it in
order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import ChatMemberAdministrator, ChatMemberOwner

from bot.outbox.case_letters import joining
from bot.outbox.case_letters.noting import DELIVERED, Also, answering, below, noting
from bot.outbox.contents import Edited, Place, edit_content, send_contents
from bot.outbox.texts.care import heading_of_overdue
from bot.outbox.texts.cases import bounced_in_words, held_in_words
from bot.outbox.texts.undelivered import why_undelivered
from bot.outbox.uploads import uploads_for
from bot.staff.obstacles import GroupOutOfReach, past_obstacles
from bot.staff.topics import (
    close_topic,
    is_gone,
    make_topic,
    reopen_topic,
    show_state,
    stands_in_the_way,
)
from ebok.cases.case import CaseState
from ebok.cases.old_topics import has_outlived
from ebok.cases.placing import forget_topic
from ebok.cases.reading import CaseRecord, message_on_record, place_of, record, to_pass_on
from ebok.outbox.letters import (
    CaseAnsweredByMail,
    CaseCard,
    CaseEdited,
    CaseJoined,
    CaseLetterToOffice,
    CaseLongOverdue,
    CaseMailBounced,
    CaseMailHeld,
    CaseOverdue,
    CaseParted,
    CaseReopened,
    CasesAlike,
    CaseSettled,
    CasesJoined,
    CaseTopicOutlived,
    CaseUndelivered,
    CaseWritten,
    JoinedCaseWritten,
)
from ebok.services import Services
from locales.speech import N_, _

log = structlog.get_logger(__name__)

WORTH_NO_TOPIC = (CaseSettled, CaseTopicOutlived)


@dataclass(frozen=True)
class _Kept:
    services: Services
    number: int

    async def thread_id(self) -> int | None:
        return (await record(self.services, self.number)).thread_id

    async def forget(self) -> None:
        await forget_topic(self.services, self.number)


async def pass_on(
    services: Services, bot: Bot, chat_id: int, letter: CaseLetterToOffice
) -> Also | None:
    async def write(group_id: int) -> Also | None:
        case = await record(services, letter.case)
        try:
            return await _write(services, bot, group_id, case, letter)
        except TelegramBadRequest as error:
            if stands_in_the_way(error):
                raise
            return await _say_refused(services, bot, group_id, case, letter, error)

    kept = _Kept(services, letter.case)
    return await past_obstacles(services, bot, chat_id, kept, write)


async def _write(
    services: Services, bot: Bot, group_id: int, case: CaseRecord, letter: CaseLetterToOffice
) -> Also | None:
    if case.card_id is None and isinstance(letter, WORTH_NO_TOPIC):
        return None
    if case.card_id is None:
        pending = letter.message if isinstance(letter, CaseWritten | CaseAnsweredByMail) else None
        place = await make_topic(services, bot, group_id, case, pending)
        if isinstance(letter, CaseCard | CaseEdited):
            return None  # the new topic shows it as it is now
        case = await record(services, case.number)
    else:
        place = _place_of(case, group_id)
    write = HOW_TO_WRITE.get(type(letter))
    return None if write is None else await write(services, bot, place, case, letter)


def _place_of(case: CaseRecord, group_id: int) -> Place:
    return Place(group_id, case.thread_id, None if case.thread_id else case.card_id)


async def _bring_up_to_date(
    services: Services, bot: Bot, place: Place, case: CaseRecord, _letter: CaseCard
) -> None:
    await show_state(services, bot, case, place.chat_id)
    if case.thread_id is None:
        return
    if case.state is CaseState.CLOSED:
        await close_topic(bot, place.chat_id, case.thread_id)
    elif case.state is CaseState.OPEN:
        await reopen_topic(bot, place.chat_id, case.thread_id)


async def _pass_message_on(
    services: Services, bot: Bot, place: Place, case: CaseRecord, letter: CaseWritten
) -> Also | None:
    pieces = await to_pass_on(services, letter.message, place.chat_id)
    if not pieces:
        return None
    sent = await send_contents(bot, await answering(services, place, pieces[0]), pieces)
    return noting(place.chat_id, case.number, sent)


async def _show_answer_by_mail(
    services: Services, bot: Bot, place: Place, case: CaseRecord, letter: CaseAnsweredByMail
) -> Also | None:
    """With the sign of delivery when the resident was faster."""
    pieces = await to_pass_on(services, letter.message, place.chat_id)
    if not pieces:
        return None
    who = escape(pieces[0].content.by or "")
    heading = _(N_("✉️ <b>Answered by e-mail: {colleague}</b>"), colleague=who)
    uploads = await uploads_for(services, pieces)
    sent = await send_contents(bot, place, pieces, heading, uploads=uploads)
    if case.chat_id and await place_of(services, letter.message, case.chat_id):
        with suppress(TelegramAPIError):
            stands_at = next(at for at, piece in sent if piece is not None)
            await bot.set_message_reaction(place.chat_id, stands_at, reaction=[DELIVERED])
    return uploads.noted_with(services, noting(place.chat_id, case.number, sent))


async def _edit(
    services: Services, bot: Bot, place: Place, case: CaseRecord, letter: CaseEdited
) -> Also | None:
    """What somebody has deleted meanwhile, or stands in the history of a topic made again, comes
    once more. The message itself went before: the lane keeps their order."""
    stands_at = await place_of(services, letter.message, place.chat_id)
    piece = await message_on_record(services, letter.message)
    if piece is None:
        return None
    if stands_at is not None and await edit_content(
        bot, Edited(place.chat_id, stands_at, piece.content)
    ):
        return None
    heading = _(N_("The resident has changed a message:"))
    sent = await send_contents(bot, place, [piece], f"<i>{heading}</i>")
    return noting(place.chat_id, case.number, sent)


async def _say_reopened(
    services: Services, bot: Bot, place: Place, case: CaseRecord, _letter: CaseReopened
) -> Also:
    if case.thread_id is not None:
        await reopen_topic(bot, place.chat_id, case.thread_id)
    words = _(N_("🔁 The resident writes again: the case is open."))
    also = await _say(bot, place, case, words)
    await show_state(services, bot, case, place.chat_id)
    return also


async def _say_settled(
    _services: Services, bot: Bot, place: Place, case: CaseRecord, _letter: CaseSettled
) -> Also:
    return await _say(bot, place, case, _(N_("✅ The resident says: settled.")))


async def _say_undelivered(
    services: Services, bot: Bot, place: Place, case: CaseRecord, letter: CaseUndelivered
) -> Also:
    words = why_undelivered(letter)
    return await _say(bot, await below(services, place, letter.message), case, words)


async def _remind(
    _services: Services, bot: Bot, place: Place, case: CaseRecord, letter: CaseOverdue
) -> Also | None:
    """Who was answered meanwhile does not wait."""
    if not case.waiting:
        return None
    return await _say(bot, place, case, heading_of_overdue(letter.hours))


async def _tell_administrators(
    _services: Services, bot: Bot, place: Place, case: CaseRecord, letter: CaseLongOverdue
) -> Also | None:
    """By name, so that their telephones ring; who administers without a name stays so."""
    if not case.waiting:
        return None
    members = await bot.get_chat_administrators(place.chat_id)
    names = [
        member.user.mention_html()
        for member in members
        if isinstance(member, ChatMemberOwner | ChatMemberAdministrator)
        and not (member.user.is_bot or member.is_anonymous)
    ]
    words = [heading_of_overdue(letter.hours), " ".join(names)]
    return await _say(bot, place, case, "\n".join(filter(None, words)))


async def _delete_topic(
    services: Services, bot: Bot, place: Place, case: CaseRecord, _letter: CaseTopicOutlived
) -> None:
    """What the case's next letter finds is no topic; what Telegram refuses stays."""
    if case.thread_id is None or not await has_outlived(services, case.number):
        return
    try:
        await bot.delete_forum_topic(place.chat_id, case.thread_id)
    except TelegramBadRequest as error:
        if is_gone(error):
            raise
        log.warning("an old topic cannot be deleted", reason=error.message[:80])
    else:
        await forget_topic(services, case.number)


async def _say_held(
    _services: Services, bot: Bot, place: Place, case: CaseRecord, letter: CaseMailHeld
) -> Also:
    words = "\n".join(map(escape, held_in_words(letter)))
    return await _say(bot, place, case, f"⚠️ {words}")


async def _say_bounced(
    _services: Services, bot: Bot, place: Place, case: CaseRecord, letter: CaseMailBounced
) -> Also:
    return await _say(bot, place, case, f"⚠️ {escape(bounced_in_words(letter))}")


async def _say(bot: Bot, place: Place, case: CaseRecord, words: str) -> Also:
    """A reply to it continues the case, in a plain group too."""
    message = await bot.send_message(**place.target, text=words)
    return noting(place.chat_id, case.number, [(message.message_id, None)])


HOW_TO_WRITE: dict[type[Any], Callable[..., Awaitable[Also | None]]] = {
    CaseCard: _bring_up_to_date,
    CaseWritten: _pass_message_on,
    CaseEdited: _edit,
    CaseReopened: _say_reopened,
    CaseSettled: _say_settled,
    CaseUndelivered: _say_undelivered,
    CaseOverdue: _remind,
    CaseLongOverdue: _tell_administrators,
    CaseTopicOutlived: _delete_topic,
    CaseAnsweredByMail: _show_answer_by_mail,
    CaseMailHeld: _say_held,
    CaseMailBounced: _say_bounced,
    CasesAlike: joining.write,
    CasesJoined: joining.write,
    CaseJoined: joining.write,
    CaseParted: joining.write,
    JoinedCaseWritten: joining.write,
}  # CasePassedOn goes by mail only


async def _say_refused(
    services: Services,
    bot: Bot,
    group_id: int,
    case: CaseRecord,
    letter: CaseLetterToOffice,
    error: TelegramBadRequest,
) -> Also | None:
    """One message that Telegram does not take must not hold up those behind it. It is on record,
    and the office's mailbox has it."""
    log.warning("a case's message is refused", letter=type(letter).__name__, case=case.number)
    present = await record(services, case.number)
    if present.card_id is None:
        raise GroupOutOfReach(error.message) from error
    words = (
        N_("⚠️ Telegram does not take one message of this case. Please ask for it again.")
        if services.office.mail is None
        else N_("⚠️ Telegram does not take one message of this case. The e-mail has it.")
    )
    return await _say(bot, _place_of(present, group_id), present, _(words))
