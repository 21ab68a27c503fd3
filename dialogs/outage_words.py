"""What does not work, in words."""

from __future__ import annotations

from ebok.outages.outage import Kind
from locales.speech import N_

KINDS = {
    Kind.LIFT: N_("lift"),
    Kind.WATER: N_("water"),
    Kind.POWER: N_("electricity"),
    Kind.HEATING: N_("heating"),
    Kind.GAS: N_("gas"),
    Kind.OTHER: N_("another one"),
}
