"""Accounts: logging in and out, passwords, and what the office may do with them."""
