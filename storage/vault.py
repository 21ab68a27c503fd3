"""Seals personal columns and makes the keyed fingerprints they are looked up by.

A fingerprint is needed because a sealed value differs each time it is sealed:
PESEL and NIP are compared by fingerprint and never decrypted for it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_FILE = "secret.key"


class BadKey(ValueError):
    """A key is not 32 bytes in URL-safe base64."""


class Vault:
    """Encrypts with the newest key, decrypts with any; keys come newest first."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise BadKey("no key given")
        try:
            raw = [base64.urlsafe_b64decode(key) for key in keys]
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except (binascii.Error, ValueError) as error:
            raise BadKey("a key is 32 bytes in URL-safe base64") from error
        self._hash_keys = [
            HKDF(SHA256(), length=32, salt=None, info=b"ebok fingerprint").derive(key)
            for key in raw
        ]

    def seal(self, text: str) -> bytes:
        return self.seal_bytes(text.encode())

    def open(self, sealed: bytes) -> str:
        return self.open_bytes(sealed).decode()

    def seal_bytes(self, data: bytes) -> bytes:
        return self._fernet.encrypt(data)

    def open_bytes(self, sealed: bytes) -> bytes:
        return self._fernet.decrypt(sealed)

    def seal_file(self, content: bytes) -> bytes:
        return self._fernet.encrypt(content)

    def open_file(self, sealed: bytes) -> bytes:
        return self._fernet.decrypt(sealed)

    def seal_json(self, value: dict[str, Any]) -> bytes:
        return self.seal(json.dumps(value))  # as ASCII: half a sign has no bytes

    def open_json(self, sealed: bytes) -> dict[str, Any]:
        opened: dict[str, Any] = json.loads(self.open(sealed))
        return opened

    def fingerprint(self, text: str) -> str:
        """HMAC-SHA-256 of the text under the newest key, 64 hexadecimal digits."""
        return self.fingerprints(text)[0]

    def fingerprints(self, text: str) -> list[str]:
        """One per key, newest first: what an older key wrote is still found after a rotation."""
        return [hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in self._hash_keys]


def new_key() -> str:
    return Fernet.generate_key().decode()


def kept_key(data_dir: Path) -> str | None:
    """None when none has been made yet."""
    path = data_dir / KEY_FILE
    return path.read_text().strip() if path.exists() else None


def load_or_make_key(data_dir: Path) -> str:
    """The installation's key file, made at first start and readable by its owner only."""
    path = data_dir / KEY_FILE
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        descriptor, made = tempfile.mkstemp(dir=data_dir, prefix=KEY_FILE)  # mode 0600
        with os.fdopen(descriptor, "w") as file:
            file.write(new_key())
        # Whoever is first wins, and nobody ever sees half a file.
        with suppress(FileExistsError):
            os.link(made, path)
        Path(made).unlink()
    return path.read_text().strip()
