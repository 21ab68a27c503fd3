"""What every update passes before a dialog sees it, in this order: claim, throttle, locale,
identity (docs/decisions/0001-the-way-of-an-update.md)."""
