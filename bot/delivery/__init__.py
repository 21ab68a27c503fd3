"""Takes updates from Telegram, by polling or by webhook, and acknowledges what was handled."""
