"""A plain aiogram bot works against the sandbox without knowing that it is one."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    InputRichBlockTable,
    InputRichMessage,
    KeyboardButton,
    Message,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    RichBlockTableCell,
)

from sandbox_tests.conftest import PNG
from telegram_sandbox.client import Chat, Person, Sandbox


class Order(StatesGroup):
    name = State()


def make_router() -> Router:
    router = Router()

    @router.message(CommandStart(deep_link=True))
    async def deep(message: Message, command: Any) -> None:
        await message.answer(f"link: {command.args}")

    @router.message(CommandStart())
    async def start(message: Message, state: FSMContext) -> None:
        await state.set_state(Order.name)
        await message.answer("<b>Jak się nazywasz?</b>", parse_mode="HTML")

    @router.message(Order.name)
    async def named(message: Message, state: FSMContext) -> None:
        await state.clear()
        row = [
            InlineKeyboardButton(text="✅ Tak", callback_data="yes", style="success"),
            InlineKeyboardButton(text="Kopiuj", copy_text=CopyTextButton(text="x")),
        ]
        markup = InlineKeyboardMarkup(inline_keyboard=[row])
        await message.answer(f"Na pewno {message.text}?", reply_markup=markup)

    @router.callback_query(F.data == "yes")
    async def yes(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Zapisane")
        keyboard = [[KeyboardButton(text="📞 Telefon", request_contact=True)]]
        markup = ReplyKeyboardMarkup(keyboard=keyboard)
        await query.message.answer("Numer?", reply_markup=markup)
        await query.answer("Dobrze")

    @router.message(F.contact)
    async def contact(message: Message) -> None:
        assert message.contact is not None
        await message.react([ReactionTypeEmoji(emoji="👍")])
        await message.answer_document(
            BufferedInputFile(b"%PDF", "umowa.pdf"), caption=message.contact.phone_number
        )

    @router.message(F.document)
    async def document(message: Message, bot: Bot) -> None:
        assert message.document is not None
        downloaded = await bot.download(message.document)
        assert downloaded is not None
        await message.reply(f"{len(downloaded.read())} bajtów")

    return router


@pytest_asyncio.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    bot = Bot(sandbox.token, session=session)
    yield bot
    await bot.session.close()


@pytest_asyncio.fixture
async def running_bot(bot: Bot) -> AsyncIterator[Bot]:
    dispatcher = Dispatcher()
    dispatcher.include_router(make_router())
    polling = asyncio.create_task(
        dispatcher.start_polling(
            bot, handle_signals=False, close_bot_session=False, handle_as_tasks=False
        )
    )
    yield bot
    await dispatcher.stop_polling()
    await polling


async def test_a_conversation_by_typing_and_pressing(
    sandbox: Sandbox, running_bot: Bot, anna: Person
) -> None:
    chat = sandbox.chat(anna)

    assert (await chat.ask("/start"))["html"] == "<b>Jak się nazywasz?</b>"
    assert (await chat.ask("Ania"))["text"] == "Na pewno Ania?"
    assert await chat.press("tak") == {"text": "Dobrze", "show_alert": False}
    await chat.press("telefon")
    await sandbox.idle()

    shown = (await chat.messages())[-1]
    assert (shown["text"], shown["file"]["name"]) == ("+48600700800", "umowa.pdf")
    assert "Zapisane" in await chat.texts()


async def test_a_deep_link_and_a_file(sandbox: Sandbox, running_bot: Bot, anna: Person) -> None:
    chat = sandbox.chat(anna)

    assert (await chat.ask("/start abc"))["text"] == "link: abc"
    await chat.send_file("skan.bin", b"12345")
    await sandbox.idle()

    assert (await chat.texts())[-1] == "5 bajtów"


async def test_errors_become_aiograms_exceptions(sandbox: Sandbox, bot: Bot, chat: Chat) -> None:
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(chat.id, "")
    await sandbox.fault(method="sendMessage", retry_after=2)
    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(chat.id, "x")
    await chat.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(chat.id, "x")

    assert flood.value.retry_after == 2


async def test_an_album_and_new_media_in_a_message(bot: Bot, chat: Chat) -> None:
    photo = BufferedInputFile(PNG, "a.png")
    album = await bot.send_media_group(
        chat.id, [InputMediaPhoto(media=photo, caption="1"), InputMediaPhoto(media=photo)]
    )
    sent = await bot.send_photo(chat.id, photo)

    document = InputMediaDocument(media=BufferedInputFile(b"x", "b.txt"), caption="nowy")
    edited = await bot.edit_message_media(document, chat_id=chat.id, message_id=sent.message_id)

    assert album[0].media_group_id == album[1].media_group_id
    assert isinstance(edited, Message)
    assert edited.document is not None
    assert edited.caption == "nowy"


async def test_a_rich_table_is_sent_and_replaced(bot: Bot, chat: Chat) -> None:
    cells = [
        [
            RichBlockTableCell(text=text, align="left", valign="middle")
            for text in ("Czynsz", "120,00 zł")
        ]
    ]
    rich = InputRichMessage(blocks=[InputRichBlockTable(cells=cells)])

    sent = await bot.send_rich_message(chat.id, rich)
    await bot.edit_message_text(
        chat_id=chat.id,
        message_id=sent.message_id,
        rich_message=InputRichMessage(html="<h1>Saldo</h1><p>Do zapłaty: <b>120 zł</b></p>"),
    )

    assert sent.rich_message is not None
    shown = (await chat.messages())[-1]
    assert shown["text"] == "Saldo\nDo zapłaty: 120 zł"
    assert shown["html"] == "<h1>Saldo</h1><p>Do zapłaty: <b>120 zł</b></p>"
