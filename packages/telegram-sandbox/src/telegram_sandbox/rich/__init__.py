"""Rich messages: from what a bot sends to stored blocks, and from blocks to text and HTML."""

from telegram_sandbox.rich.show import rich_html, rich_text

__all__ = ["rich_html", "rich_text"]
