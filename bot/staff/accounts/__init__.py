"""Accounts in the office's group: applications to look at, opening an account at the desk, and what
is mended on one."""
