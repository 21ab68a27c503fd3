"""A small bot that plays all the page must show: echo, buttons, edits, files, a forum group."""

import struct
from collections.abc import Callable, Coroutine
from typing import Any
from zlib import compress, crc32

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatAction, ChatType, ParseMode
from aiogram.filters import CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputRichBlockDetails,
    InputRichBlockList,
    InputRichBlockListItem,
    InputRichBlockParagraph,
    InputRichBlockSectionHeading,
    InputRichBlockTable,
    InputRichMessage,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    RichBlockTableCell,
)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))


def _plan(width: int = 320, height: int = 180) -> bytes:
    """A grey picture of walls, drawn here so that no file need be kept for it."""
    lines = bytearray()
    for y in range(height):
        wall = y % 60 < 4
        lines += b"\0" + bytes(70 if wall or x % 80 < 4 else 225 for x in range(width))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", compress(bytes(lines)))
        + _chunk(b"IEND", b"")
    )


PNG = _plan()
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def button(text: str, data: str, style: str | None = None) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data, style=style)


def rows(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[one] for one in buttons])


MENU = InlineKeyboardMarkup(
    inline_keyboard=[
        [button("Zmień", "edit", "primary")],
        [button("Podpowiedź", "toast", "success"), button("Ostrzeżenie", "alert", "danger")],
        [button("Usuń", "delete"), button("Tabela", "rich")],
        [button("Klawiatura", "keyboard"), button("Pliki", "files")],
        [button("Czekaj", "typing"), button("Długi tekst", "long")],
        [
            InlineKeyboardButton(text="Konto", copy_text=CopyTextButton(text="PL61 1090 1014")),
            InlineKeyboardButton(text="Strona", url="https://example.org/"),
        ],
    ]
)

KEYBOARD = ReplyKeyboardMarkup(
    keyboard=[
        [KeyboardButton(text="Udostępnij mój numer", request_contact=True)],
        [KeyboardButton(text="Wstecz"), KeyboardButton(text="Schowaj")],
    ],
    resize_keyboard=True,
)

Answer = Callable[[CallbackQuery, Message], Coroutine[Any, Any, Any]]


async def edit(query: CallbackQuery, message: Message) -> None:
    await message.edit_text("Treść po zmianie", reply_markup=rows(button("Wróć", "back")))
    await query.answer()


async def back(query: CallbackQuery, message: Message) -> None:
    await message.edit_text("Znów menu", reply_markup=MENU)
    await query.answer()


async def toast(query: CallbackQuery, message: Message) -> None:
    await query.answer("Zapisane")


async def alert(query: CallbackQuery, message: Message) -> None:
    await query.answer("To jest ważne", show_alert=True)


async def delete(query: CallbackQuery, message: Message) -> None:
    await query.answer()
    await message.delete()
    await message.answer("Tamtej wiadomości już nie ma")


def cell(text: str, *, header: bool = False, right: bool = False) -> RichBlockTableCell:
    align = "right" if right else "left"
    return RichBlockTableCell(align=align, valign="top", text=text, is_header=header or None)


async def rich(query: CallbackQuery, message: Message) -> None:
    await query.answer()
    assert message.bot is not None
    points = [
        InputRichBlockListItem(blocks=[InputRichBlockParagraph(text=words)])
        for words in ("przelew", "kasa")
    ]
    await message.bot.send_rich_message(
        message.chat.id,
        InputRichMessage(
            blocks=[
                InputRichBlockSectionHeading(text="Saldo", size=2),
                InputRichBlockParagraph(text="Stan na dziś."),
                InputRichBlockTable(
                    cells=[
                        [cell("Lokal", header=True), cell("Do zapłaty", header=True, right=True)],
                        [cell("Bulwar Ikara 12/5"), cell("312,40 zł", right=True)],
                    ]
                ),
                InputRichBlockList(items=points),
                InputRichBlockDetails(
                    summary="Skąd ta kwota?",
                    blocks=[InputRichBlockParagraph(text="Czynsz za listopad.")],
                ),
            ]
        ),
    )


async def show_keyboard(query: CallbackQuery, message: Message) -> None:
    await query.answer()
    await message.answer("Proszę wybrać", reply_markup=KEYBOARD)


async def files(query: CallbackQuery, message: Message) -> None:
    await query.answer()
    await message.answer_photo(BufferedInputFile(PNG, "plan.png"), caption="Plan piętra")
    await message.answer_document(
        BufferedInputFile(PDF, "regulamin.pdf"),
        caption="Regulamin <tg-spoiler>hasło lato</tg-spoiler>",
    )


async def typing(query: CallbackQuery, message: Message) -> None:
    await query.answer()
    assert message.bot is not None
    await message.bot.send_chat_action(message.chat.id, ChatAction.TYPING)


async def long(query: CallbackQuery, message: Message) -> None:
    await query.answer()
    paragraph = "Spółdzielnia dba o budynki, windy i zieleń na osiedlu. " * 12
    await message.answer("\n\n".join([f"<b>Punkt {n}.</b> {paragraph}" for n in range(1, 5)]))


ANSWERS: dict[str, Answer] = {
    "edit": edit,
    "back": back,
    "toast": toast,
    "alert": alert,
    "delete": delete,
    "rich": rich,
    "keyboard": show_keyboard,
    "files": files,
    "typing": typing,
    "long": long,
}


class RehearsalBot:
    """The bot and its group: one topic per resident, messages carried both ways."""

    def __init__(self, base: str, token: str, group: int) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(base))
        self.bot = Bot(token, session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
        self.group = group
        self.topics: dict[int, int] = {}
        self.dispatcher = Dispatcher()
        private = F.chat.type == ChatType.PRIVATE
        register = self.dispatcher.message.register
        register(self.greet, CommandStart(), private)
        register(self.to_group, private, F.text.startswith("grupa: "))
        register(self.hide_keyboard, private, F.text == "Schowaj")
        register(self.contact, private, F.contact)
        register(self.file, private, F.photo | F.document)
        register(self.echo, private, F.text)
        register(self.from_group, F.chat.id == group, F.message_thread_id, F.text)
        self.dispatcher.edited_message.register(self.edited, private)
        self.dispatcher.callback_query.register(self.pressed)

    async def run(self) -> None:
        commands = [
            BotCommand(command="start", description="Początek"),
            BotCommand(command="saldo", description="Ile mam do zapłaty"),
        ]
        await self.bot.set_my_commands(commands)
        await self.dispatcher.start_polling(self.bot, handle_signals=False)

    async def stop(self) -> None:
        await self.dispatcher.stop_polling()

    async def greet(self, message: Message) -> None:
        assert message.from_user is not None
        name = message.from_user.first_name
        await message.answer(f"<b>Dzień dobry, {name}.</b> Co robimy?", reply_markup=MENU)

    async def echo(self, message: Message) -> None:
        await message.reply(f"Echo: {message.text}", parse_mode=None)

    async def edited(self, message: Message) -> None:
        text = message.text or message.caption
        await message.answer(f"Po zmianie: {text}", parse_mode=None)

    async def contact(self, message: Message) -> None:
        assert message.contact is not None
        await message.answer(f"Numer: {message.contact.phone_number}")

    async def file(self, message: Message) -> None:
        name = message.document.file_name if message.document else "zdjęcie"
        await message.answer(f"Plik: {name} {message.caption or ''}".strip())

    async def hide_keyboard(self, message: Message) -> None:
        await message.answer("Schowane", reply_markup=ReplyKeyboardRemove())

    async def pressed(self, query: CallbackQuery) -> None:
        assert query.data is not None
        assert isinstance(query.message, Message)
        await ANSWERS[query.data](query, query.message)

    async def to_group(self, message: Message) -> None:
        assert message.from_user is not None
        assert message.text is not None
        person = message.from_user.id
        if person not in self.topics:
            topic = await self.bot.create_forum_topic(self.group, message.from_user.full_name)
            self.topics[person] = topic.message_thread_id
        await self.bot.send_message(
            self.group, message.text.removeprefix("grupa: "), message_thread_id=self.topics[person]
        )
        await message.answer("Przekazane grupie")

    async def from_group(self, message: Message) -> None:
        residents = {thread: person for person, thread in self.topics.items()}
        person = residents.get(message.message_thread_id or 0)
        if person is not None:
            await self.bot.send_message(person, f"Grupa: {message.text}", parse_mode=None)
