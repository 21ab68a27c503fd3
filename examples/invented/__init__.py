"""The invented cooperative, part by part: people, places, ledger."""
