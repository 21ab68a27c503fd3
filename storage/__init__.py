"""What the office remembers: tables, sessions, migrations, encrypted columns.

No Telegram here and no rules; the rules stand one floor up, in ``ebok``.
"""
