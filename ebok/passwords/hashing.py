"""Argon2id beside the event loop, a few at a time: a flood of logins must not eat the memory."""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor

import argon2
from argon2.exceptions import VerifyMismatchError

from ebok.passwords.rules import PasswordTooLong, normalised


class PasswordHasher:
    """Hashes and verifies in at most `concurrency` threads, each with `memory_cost` KiB.

    A pool of threads of its own, not a semaphore around `asyncio.to_thread`: an abandoned login
    (a cancelled task) keeps its place until its thread has finished, so the bound holds.
    """

    def __init__(
        self,
        *,
        time_cost: int = argon2.DEFAULT_TIME_COST,
        memory_cost: int = argon2.DEFAULT_MEMORY_COST,
        parallelism: int = argon2.DEFAULT_PARALLELISM,
        concurrency: int = 2,
    ) -> None:
        self._argon2 = argon2.PasswordHasher(time_cost, memory_cost, parallelism)
        self._threads = ThreadPoolExecutor(concurrency, thread_name_prefix="passwords")
        self._nobody = self._argon2.hash(secrets.token_urlsafe())

    async def hash(self, password: str) -> str:
        """Raises PasswordTooLong."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._argon2.hash, normalised(password))

    async def verify(self, password_hash: str, password: str) -> bool:
        """False for a wrong password and for one too long to be anybody's.

        A damaged hash is not a wrong password: it raises argon2's InvalidHashError.
        """
        try:
            password = normalised(password)
        except PasswordTooLong:
            return False
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._matches, password_hash, password)

    async def verify_nobody(self, password: str) -> None:
        """Costs what `verify` costs, so that an unknown login takes as long as a known one."""
        await self.verify(self._nobody, password)

    def needs_rehash(self, password_hash: str) -> bool:
        return self._argon2.check_needs_rehash(password_hash)

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._argon2.verify(password_hash, password)
        except VerifyMismatchError:
            return False
