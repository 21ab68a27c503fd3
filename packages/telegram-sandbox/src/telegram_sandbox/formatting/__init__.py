"""Formatted text as Telegram reads it: parse modes, explicit entities, detection, HTML back."""

from telegram_sandbox.formatting.text import FormattedText, formatted, to_html

__all__ = ["FormattedText", "formatted", "to_html"]
