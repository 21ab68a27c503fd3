"""Telegram on your own machine: a Bot API server, a mailbox, and controls that play people."""
