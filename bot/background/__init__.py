"""Durable work beside the conversations (DBOS): decisions, letters, notices, housekeeping."""
