"""Sending what is neither text nor a file: contacts, places, dice."""

from typing import Any

from aiogram.methods import SendContact, SendDice, SendLocation, SendVenue

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.sending import send
from telegram_sandbox.model import Json
from telegram_sandbox.world import World

DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


@handles(SendContact)
def send_contact(world: World, call: SendContact, uploads: Uploads) -> Json:
    contact: Json = {"phone_number": call.phone_number, "first_name": call.first_name}
    contact |= {k: v for k in ("last_name", "vcard") if (v := getattr(call, k))}
    if not call.phone_number or not call.first_name:
        raise bad_request("phone number and first name must be non-empty")
    return send(world, call, {"contact": contact}).api()


def _given(call: Any, *names: str) -> Json:
    return {name: value for name in names if (value := getattr(call, name))}


def _place(latitude: float, longitude: float) -> Json:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


@handles(SendLocation)
def send_location(world: World, call: SendLocation, uploads: Uploads) -> Json:
    place = _place(call.latitude, call.longitude)
    place |= _given(call, "horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    if not 0 <= place.get("horizontal_accuracy", 0) <= 1500:
        raise bad_request("horizontal accuracy must be from 0 to 1500 meters")
    return send(world, call, {"location": place}).api()


@handles(SendVenue)
def send_venue(world: World, call: SendVenue, uploads: Uploads) -> Json:
    place = _place(call.latitude, call.longitude)
    venue: Json = {"location": place, "title": call.title, "address": call.address}
    venue |= _given(
        call, "foursquare_id", "foursquare_type", "google_place_id", "google_place_type"
    )
    return send(world, call, {"venue": venue, "location": place}).api()


@handles(SendDice)
def send_dice(world: World, call: SendDice, uploads: Uploads) -> Json:
    emoji = call.emoji or "🎲"
    if emoji not in DICE:
        raise bad_request("dice emoji is invalid")
    value = world.random.randint(1, DICE[emoji])
    return send(world, call, {"dice": {"emoji": emoji, "value": value}}).api()
