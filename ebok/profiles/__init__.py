"""Profiles that come with the program; SM PIAST is the default one."""
