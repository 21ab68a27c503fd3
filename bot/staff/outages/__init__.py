"""Outages, as colleagues report them in the group."""
