"""Places and forwards keep all that bots read of them."""

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat

HERE = {"latitude": 51.1, "longitude": 17.0}


async def test_a_place_keeps_accuracy_and_heading(api: Api, chat: Chat) -> None:
    more = {"horizontal_accuracy": 15.5, "live_period": 60, "heading": 90}
    more |= {"proximity_alert_radius": 100}

    sent = await api.ok("sendLocation", chat_id=chat.id, **HERE, **more)

    assert sent["location"] == HERE | more


async def test_a_venue_keeps_the_numbers_of_other_directories(api: Api, chat: Chat) -> None:
    numbers = {"foursquare_id": "a", "foursquare_type": "b"}
    numbers |= {"google_place_id": "c", "google_place_type": "d"}

    sent = await api.ok("sendVenue", chat_id=chat.id, **HERE, title="t", address="a", **numbers)

    assert sent["venue"] == {"location": HERE, "title": "t", "address": "a"} | numbers


async def test_a_forward_says_whose_it_was_in_the_older_way_too(api: Api, chat: Chat) -> None:
    letter = await chat.send("list")

    sent = await api.ok(
        "forwardMessage", chat_id=chat.id, from_chat_id=chat.id, message_id=letter["message_id"]
    )

    assert sent["forward_from"]["id"] == chat.person
    assert sent["forward_date"] == letter["date"]
    assert sent["forward_origin"]["sender_user"] == sent["forward_from"]


async def test_topics_have_icons_to_choose(api: Api, staff: Chat) -> None:
    icons = await api.ok("getForumTopicIconStickers")
    icon = icons[0]["custom_emoji_id"]

    topic = await api.ok(
        "createForumTopic", chat_id=staff.id, name="Sprawa", icon_custom_emoji_id=icon
    )

    assert topic["icon_custom_emoji_id"] == icon
