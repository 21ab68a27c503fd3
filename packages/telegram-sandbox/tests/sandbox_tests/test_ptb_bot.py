"""python-telegram-bot, an independent client, works against the sandbox: it is a Telegram."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest, Forbidden, RetryAfter
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from sandbox_tests.conftest import PNG
from telegram_sandbox.client import Chat, Message, Person, Sandbox

Context = ContextTypes.DEFAULT_TYPE
App = Application[Any, Any, Any, Any, Any, Any]
NAME = 1


async def start(update: Update, context: Context) -> int:
    assert update.message
    await update.message.reply_text("*Jak się nazywasz?*", parse_mode="MarkdownV2")
    return NAME


async def name(update: Update, context: Context) -> int:
    assert update.message
    rows = [[InlineKeyboardButton("✅ Tak", callback_data="yes")]]
    text = f"Na pewno {update.message.text}?"
    await update.message.reply_text(text, reply_markup=InlineKeyboardMarkup(rows))
    return ConversationHandler.END


async def pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query
    await query.answer("Dobrze", show_alert=True)
    await query.edit_message_text("Zapisane")
    assert update.effective_chat
    await context.bot.send_message(
        update.effective_chat.id,
        "Numer?",
        reply_markup=ReplyKeyboardMarkup([[KeyboardButton("Telefon", request_contact=True)]]),
    )


async def contact(update: Update, context: Context) -> None:
    assert update.message
    assert update.message.contact
    phone = update.message.contact.phone_number
    await update.message.reply_document(b"%PDF", filename="umowa.pdf", caption=phone)


async def photo(update: Update, context: Context) -> None:
    assert update.message
    file = await update.message.photo[-1].get_file()
    await update.message.reply_text(f"{len(await file.download_as_bytearray())} bajtów")


async def edited(update: Update, context: Context) -> None:
    assert update.edited_message
    await update.edited_message.reply_text(f"poprawione: {update.edited_message.text}")


def make_application(sandbox: Sandbox) -> App:
    application = (
        Application.builder()
        .token(sandbox.token)
        .base_url(f"{sandbox.url}/bot")
        .base_file_url(f"{sandbox.url}/file/bot")
        .build()
    )
    text = filters.TEXT & ~filters.COMMAND & filters.UpdateType.MESSAGE
    application.add_handlers(
        [
            MessageHandler(filters.UpdateType.EDITED_MESSAGE, edited),
            ConversationHandler(
                [CommandHandler("start", start)], {NAME: [MessageHandler(text, name)]}, []
            ),
            CallbackQueryHandler(pressed),
            MessageHandler(filters.CONTACT, contact),
            MessageHandler(filters.PHOTO, photo),
        ]
    )
    return application


class Running:
    """The application at work; `settle` waits until it has handled what there was."""

    def __init__(self, sandbox: Sandbox, application: App) -> None:
        self.sandbox = sandbox
        self.application = application

    async def settle(self) -> None:
        await self.sandbox.idle(quiet_ms=0)
        await self.application.update_queue.join()

    async def ask(self, chat: Chat, text: str) -> Message:
        await chat.send(text)
        await self.settle()
        return await chat.screen()


@pytest_asyncio.fixture
async def program(sandbox: Sandbox) -> AsyncIterator[Running]:
    application = make_application(sandbox)
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling(poll_interval=0)
        yield Running(sandbox, application)
        await application.updater.stop()
        await application.stop()


async def test_a_conversation_by_typing_and_pressing(
    sandbox: Sandbox, program: Running, anna: Person
) -> None:
    chat = sandbox.chat(anna)

    assert (await program.ask(chat, "/start"))["html"] == "<b>Jak się nazywasz?</b>"
    assert (await program.ask(chat, "Ania"))["text"] == "Na pewno Ania?"
    assert await chat.press("tak") == {"text": "Dobrze", "show_alert": True}
    await program.settle()
    await chat.press("telefon")
    await program.settle()

    shown = (await chat.messages())[-1]
    assert (shown["text"], shown["file"]["name"]) == ("+48600700800", "umowa.pdf")
    assert await sandbox.download(shown["file"]["url"]) == b"%PDF"


async def test_a_photo_is_downloaded_and_an_edit_is_seen(
    sandbox: Sandbox, program: Running, anna: Person
) -> None:
    chat = sandbox.chat(anna)

    await chat.send_file("licznik.png", PNG, as_="photo")
    sent = await chat.send("błont")
    await chat.edit(sent["message_id"], "błąd")
    await program.settle()

    texts = await chat.texts()
    assert f"{len(PNG)} bajtów" in texts
    assert "poprawione: błąd" in texts


@pytest_asyncio.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with Bot(
        sandbox.token, f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot"
    ) as bot:
        yield bot


async def test_albums_edits_deletes_pins(bot: Bot, chat: Chat) -> None:
    album = await bot.send_media_group(
        chat.id, [InputMediaPhoto(PNG, caption="1"), InputMediaPhoto(PNG)]
    )
    sent = await bot.send_photo(chat.id, PNG, caption="a")
    caption = await bot.edit_message_caption(chat.id, sent.message_id, caption="b")
    await bot.pin_chat_message(chat.id, sent.message_id)
    await bot.set_message_reaction(chat.id, sent.message_id, "👍")
    copy = await bot.copy_message(chat.id, chat.id, sent.message_id)
    await bot.delete_message(chat.id, sent.message_id)

    assert len({message.media_group_id for message in album}) == 1
    assert not isinstance(caption, bool)
    assert caption.caption == "b"
    assert copy.message_id in [message["message_id"] for message in await chat.messages()]


async def test_forum_topics(sandbox: Sandbox, bot: Bot, staff: Chat) -> None:
    topic = await bot.create_forum_topic(staff.id, "Sprawa")
    thread = topic.message_thread_id
    sent = await bot.send_message(staff.id, "Nowa", message_thread_id=thread)
    await bot.edit_forum_topic(staff.id, thread, name="Sprawa 2")
    await bot.close_forum_topic(staff.id, thread)

    assert sent.is_topic_message
    assert (await sandbox.group())["topics"] == [
        {"thread": thread, "name": "Sprawa 2", "closed": True}
    ]
    await bot.delete_forum_topic(staff.id, thread)
    with pytest.raises(BadRequest, match="thread not found"):
        await bot.send_message(staff.id, "?", message_thread_id=thread)


async def test_errors_become_its_exceptions(
    sandbox: Sandbox, bot: Bot, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", chat.id, 999)
    await sandbox.fault(method="sendMessage", retry_after=2)
    with pytest.raises(RetryAfter):
        await bot.send_message(chat.id, "x")
    await chat.block()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(chat.id, "x")


async def test_updates_by_webhook(sandbox: Sandbox, anna: Person) -> None:
    application = make_application(sandbox)

    async def hook(request: web.Request) -> web.Response:
        update = Update.de_json(await request.json(), application.bot)
        await application.process_update(update)
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        async with application:
            port = runner.addresses[0][1]
            await application.bot.set_webhook(f"http://127.0.0.1:{port}/hook")
            await sandbox.chat(anna).send("/start")
            await sandbox.idle(quiet_ms=0)
            info = await application.bot.get_webhook_info()
    finally:
        await runner.cleanup()

    assert (await sandbox.chat(anna).screen())["text"] == "Jak się nazywasz?"
    assert info.pending_update_count == 0
