"""How updates reach the bot: long polling and the webhook's settings."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from aiogram.methods import Close, DeleteWebhook, GetUpdates, GetWebhookInfo, LogOut, SetWebhook

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.model import Json
from telegram_sandbox.world import World

LONGEST_POLL_S = 50
KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
    ]
)


def _allow(world: World, kinds: list[str] | None) -> None:
    if kinds is not None:
        # Kinds that Telegram does not know are ignored, an empty list asks for the default.
        world.updates.allowed = [kind for kind in kinds if kind in KINDS]


@handles(GetUpdates)
async def get_updates(world: World, call: GetUpdates, uploads: Uploads) -> list[Json]:
    limit = call.limit if call.limit and 1 <= call.limit <= 100 else 100
    wait = min(max(call.timeout or 0, 0), LONGEST_POLL_S)
    _allow(world, call.allowed_updates)
    return await world.updates.poll(call.offset or 0, limit, wait)


@handles(SetWebhook)
def set_webhook(world: World, call: SetWebhook, uploads: Uploads) -> bool:
    url = _checked(world, call) if call.url else ""
    if call.drop_pending_updates:
        world.updates.clear()
    _allow(world, call.allowed_updates)
    world.webhook.has_certificate = "certificate" in uploads
    world.webhook.set(url, call.secret_token, call.max_connections)
    return True


def _checked(world: World, call: SetWebhook) -> str:
    """The address to post to. Without a scheme it is taken for HTTPS, as Telegram does."""
    url = call.url if "://" in call.url else f"https://{call.url}"
    try:
        address = urlsplit(url)
        host = address.hostname
        _ = address.port
    except ValueError:
        raise bad_request("bad webhook: invalid URL specified") from None
    if address.scheme not in ("http", "https") or not host:
        raise bad_request("bad webhook: invalid URL specified")
    here = _on_this_machine(host)
    # Telegram asks for HTTPS everywhere; on this machine plain HTTP is what there is.
    if address.scheme == "http" and not here:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not here and not world.settings.outside:
        raise bad_request(
            f"bad webhook: {host} is not on this machine, and nothing leaves it; "
            "start the sandbox with --outside to allow that"
        )
    secret = call.secret_token
    if secret and (
        len(secret) > 256
        or not secret.isascii()
        or not secret.replace("-", "").replace("_", "").isalnum()
    ):
        raise bad_request("secret token contains unallowed characters")
    return url


def _on_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@handles(DeleteWebhook)
def delete_webhook(world: World, call: DeleteWebhook, uploads: Uploads) -> bool:
    if call.drop_pending_updates:
        world.updates.clear()
    world.webhook.has_certificate = False
    world.webhook.set("", None, None)
    return True


@handles(GetWebhookInfo)
def get_webhook_info(world: World, call: GetWebhookInfo, uploads: Uploads) -> Json:
    return world.webhook.info()


@handles(LogOut)
def log_out(world: World, call: LogOut, uploads: Uploads) -> bool:
    return True


@handles(Close)
def close(world: World, call: Close, uploads: Uploads) -> bool:
    return True
