"""A group that Telegram upgrades: it goes on as another chat, with an id of its own. Nothing that
was written comes along for the bot."""

from dataclasses import replace

from telegram_sandbox.model import Chat, Json
from telegram_sandbox.world import World


def upgrade(world: World, group: Chat, by: Json, *, forum: bool, told: bool) -> Chat:
    """``told``: the bot hears of it by both service messages, else only when it writes to the old
    id (core.telegram.org/bots/api#responseparameters)."""
    new = Chat(
        group.id - 1,
        "supergroup",
        title=group.title,
        is_forum=forum,
        permissions=dict(group.permissions),
        started=True,
        members={number: replace(member) for number, member in group.members.items()},
        last_message_id=1 if forum else 0,
    )
    world.chats[new.id], world.group, group.upgraded_to = new, new, new.id
    notices: tuple[tuple[Chat, Json], ...] = (
        (group, {"migrate_to_chat_id": new.id}),
        (new, {"migrate_from_chat_id": group.id}),
    )
    for chat, content in notices:
        message = world.post(chat, by, content)
        if told:
            world.tell_bot("message", chat, message.api())
    return new
