"""Buttons under a case's card, pressed by colleagues."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from html import escape

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)

from bot.intake.callback_answers import answer_quietly
from bot.outbox.contents import Place
from bot.staff.buttons import Press
from bot.staff.topics import card_buttons, more_buttons
from dialogs.amounts import money
from ebok import audit
from ebok.audit import Action
from ebok.cases import answering, joining, templates
from ebok.cases.case import Content, NoSuchCase
from ebok.cases.reading import CaseRecord, record
from ebok.ledger.balance import statement
from ebok.services import Services
from locales.speech import N_, _

MOST_COLLEAGUES = 8
GONE = {"left", "kicked"}

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Pressed:
    """A button that a colleague pressed under a message about a case. The message may be so old
    that Telegram tells no more of it than where it stands."""

    services: Services
    bot: Bot
    event: CallbackQuery
    case: CaseRecord
    choice: int

    @property
    def number(self) -> int:
        return self.case.number

    @property
    def colleague(self) -> str:
        return self.event.from_user.full_name[:128]

    @property
    def at(self) -> tuple[int, int]:
        assert self.event.message is not None  # noqa: S101 - the filter looked at its chat
        return self.event.message.chat.id, self.event.message.message_id

    async def show_buttons(self, buttons: InlineKeyboardMarkup) -> None:
        chat_id, message_id = self.at
        await self.bot.edit_message_reply_markup(
            chat_id=chat_id, message_id=message_id, reply_markup=buttons
        )

    async def replace(self, text: str) -> None:
        """What was done is done, also when the message has gone."""
        chat_id, message_id = self.at
        with suppress(TelegramAPIError):
            await self.bot.edit_message_text(text, chat_id=chat_id, message_id=message_id)

    async def reply(self, text: str, rows: list[list[InlineKeyboardButton]]) -> None:
        chat_id, message_id = self.at
        place = Place(chat_id, self.case.thread_id, message_id)
        markup = InlineKeyboardMarkup(inline_keyboard=rows)
        await self.bot.send_message(**place.target, text=text, reply_markup=markup)


class OldButton(LookupError):
    """What it stands for is no longer there."""


async def pressed(event: CallbackQuery, callback_data: Press, services: Services, bot: Bot) -> None:
    said: str | None = None
    try:
        case = await record(services, callback_data.case)
        press = Pressed(services, bot, event, case, callback_data.choice)
        said = await DEEDS.get(callback_data.deed, _old)(press)
    except NoSuchCase:
        said = _(N_("There is no such case any more."))
    except OldButton:
        said = _(N_("This button is old. Please use those under the card."))
    except TelegramBadRequest as error:
        if "not modified" not in error.message:  # pressed twice: it stands so already
            log.info("a press cannot be shown", deed=callback_data.deed, reason=error.message[:80])
            said = _(N_("Telegram does not do that now. Please try again."))
    await answer_quietly(event, said)


async def _old(_press: Pressed) -> str:
    raise OldButton


async def _take(press: Pressed) -> str:
    await answering.take(press.services, press.number, press.colleague)
    return _(N_("You have case no. {number}."), number=press.number)


async def _close(press: Pressed) -> str:
    closed = await answering.close(press.services, press.number, press.colleague)
    return _(N_("Closed.")) if closed else _(N_("It is closed already."))


async def _block(press: Pressed) -> str:
    await answering.block(press.services, press.number, press.colleague)
    return _(N_("Blocked. The case is closed."))


async def _unblock(press: Pressed) -> str:
    await answering.unblock(press.services, press.number, press.colleague)
    return _(N_("Unblocked."))


async def _join(press: Pressed) -> str:
    main = await joining.join(press.services, press.number, press.colleague)
    if main is None:
        await press.replace(_(N_("These cases cannot be joined any more. They are closed.")))
        return _(N_("There is nothing to join any more."))
    await press.replace(_(N_("🔗 Joined. The main case is #{number}."), number=main))
    return _(N_("Joined."))


async def _leave_apart(press: Pressed) -> str:
    await press.replace(_(N_("The cases stay apart.")))
    return _(N_("The cases stay apart."))


async def _part(press: Pressed) -> str:
    parted = await joining.part(press.services, press.number, press.colleague)
    return _(N_("Parted.")) if parted else _(N_("It is joined to no case."))


async def _more(press: Pressed) -> None:
    await press.show_buttons(more_buttons(press.case))


async def _card(press: Pressed) -> None:
    await press.show_buttons(card_buttons(press.case))


async def _offer_templates(press: Pressed) -> None:
    found = await templates.likeliest_first(press.services, press.case)
    rows = [
        [_button(template.title, Press(deed="template", case=press.number, choice=place))]
        for place, template in found
    ]
    rows.append([_button(_(N_("Back")), Press(deed="card", case=press.number))])
    await press.show_buttons(InlineKeyboardMarkup(inline_keyboard=rows))


async def _show_template(press: Pressed) -> None:
    """Read first, sent then."""
    text = _template(press)
    with suppress(TelegramBadRequest):
        await press.show_buttons(card_buttons(press.case))
    rows = [
        [_button(_(N_("Send")), Press(deed="send", case=press.number, choice=press.choice))],
        [_button(_(N_("Cancel")), Press(deed="drop", case=press.number))],
    ]
    question = _(N_("Shall this go to the resident?"))
    await press.reply(f"{question}\n\n{escape(text)}", rows)


def _template(press: Pressed) -> str:
    """Raises OldButton: the file of answers has changed since."""
    try:
        return templates.filled(press.services, press.case, press.choice)
    except IndexError:
        raise OldButton from None


async def _send_template(press: Pressed) -> str:
    text = escape(_template(press))
    if press.case.chat_id is None and not press.case.joined:
        return _(N_("⚠️ The person has erased the account: there is no chat to write to."))
    content = Content("text", text, by=press.colleague)
    await answering.answer(press.services, press.number, content, written_at=press.at)
    await press.replace(text)
    return _(N_("Sent."))


async def _drop(press: Pressed) -> None:
    chat_id, message_id = press.at
    await press.bot.delete_message(chat_id, message_id)


async def _offer_colleagues(press: Pressed) -> None:
    administrators = await press.bot.get_chat_administrators(press.at[0])
    people = [member.user for member in administrators if not member.user.is_bot]
    rows = [
        [_button(person.full_name, Press(deed="give", case=press.number, choice=person.id))]
        for person in people[:MOST_COLLEAGUES]
    ]
    rows.append([_button(_(N_("Cancel")), Press(deed="drop", case=press.number))])
    words = _(
        N_(
            "To whom shall we pass the case on?\n"
            "Other colleagues press <b>I take it</b> themselves.\n"
            "By e-mail: write here /przekaz address"
        )
    )
    await press.reply(words, rows)


async def _give(press: Pressed) -> str:
    member = await press.bot.get_chat_member(press.at[0], press.choice)
    if member.status in GONE:
        raise OldButton
    await answering.take(press.services, press.number, member.user.full_name[:128])
    mention = member.user.mention_html()
    await press.replace(_(N_("➡️ {colleague} has the case now."), colleague=mention))
    return _(N_("Passed on."))


async def _show_balance(press: Pressed) -> str | None:
    """To the colleague who pressed, and to nobody else."""
    services, case = press.services, press.case
    if case.member_id is None:
        return _(N_("This person is not logged in, so we know no balance."))
    found = await statement(services, case.member_id)
    colleague = f"user:{press.event.from_user.id}"
    async with services.database.transaction() as session:
        audit.note(
            services, session, colleague, Action.BALANCE_SHOWN, case.writer.symbol, case=case.number
        )
    lines = [f"<b>#{case.number} · {escape(case.writer.name)}</b>"]
    for item in found.premises:
        owed = item.balance
        words = N_("{address}: to pay {to_pay}, of it overdue {overdue}")
        if owed.overpaid:
            words = N_("{address}: overpaid {overpaid}")
        lines.append(
            _(
                words,
                address=escape(item.address),
                to_pay=money(owed.to_pay),
                overdue=money(owed.overdue),
                overpaid=money(owed.overpaid),
            )
        )
    if await _whisper(press, "\n".join(lines)):
        return None
    return _(N_("Please write /start to the bot in a private chat first. Then press again."))


async def _whisper(press: Pressed, text: str) -> bool:
    """Seen by one person: in the group where Telegram can do that, else in the private chat."""
    reader = press.event.from_user.id
    try:
        shown = await press.bot.send_message(
            press.at[0],
            text,
            message_thread_id=press.case.thread_id,
            ephemeral_message_parameters=EphemeralMessageParameters(receiver_user_id=reader),
        )
        if not shown.message_id:  # 0: nobody else sees it
            return True
        # An older Bot API server does not know the word and shows it to everybody.
        await press.bot.delete_message(press.at[0], shown.message_id)
    except TelegramAPIError as error:
        log.info("not whispered in the group", reason=type(error).__name__)
    try:
        await press.bot.send_message(reader, text)
    except TelegramAPIError:
        return False
    return True


def _button(label: str, press: Press) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label[:60], callback_data=press.pack())


DEEDS: dict[str, Callable[[Pressed], Awaitable[str | None]]] = {
    "take": _take,
    "close": _close,
    "block": _block,
    "unblock": _unblock,
    "join": _join,
    "leave apart": _leave_apart,
    "part": _part,
    "more": _more,
    "card": _card,
    "templates": _offer_templates,
    "template": _show_template,
    "send": _send_template,
    "drop": _drop,
    "pass": _offer_colleagues,
    "give": _give,
    "balance": _show_balance,
}
