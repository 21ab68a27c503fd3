"""Correspondence: residents write to the office, the office answers, and nothing of it is lost."""
