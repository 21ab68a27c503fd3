"""The office's side in Telegram: their group, its topics, and what colleagues do there."""
