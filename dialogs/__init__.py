"""What residents see and press: one package per conversation, told in plain language."""
