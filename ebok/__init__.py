"""The office's rules: plain typed functions that a test calls directly. No Telegram, no HTTP."""
