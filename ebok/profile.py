"""The cooperative an installation speaks for: names, office, due day and documents, from TOML."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

BUILT_IN = Path(__file__).parent / "profiles" / "smpiast" / "profile.toml"


# A message of Telegram takes 4096 characters, and the question stands above the text.
LONGEST_CONSENT = 3500


class BadProfile(ValueError):
    """A profile that cannot be used; the message says what to mend."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cooperative(_Table):
    name: str
    full_name: str


class OfficePlace(_Table):
    address: str
    room: str
    phone: Annotated[str, Field(pattern=r"^\+\d{9,15}$")]
    email: str
    hours: str
    emergency_phone: Annotated[str, Field(pattern=r"^\+\d{9,15}$")]


class Payments(_Table):
    payee: str


class Documents(_Table):
    terms: str
    terms_version: str
    consent: str
    consent_version: str


class Profile(_Table):
    folder: Path
    cooperative: Cooperative
    office: OfficePlace
    payments: Payments
    documents: Documents

    @property
    def terms_file(self) -> Path:
        return self.folder / self.documents.terms

    @property
    def consent_text(self) -> str:
        return (self.folder / self.documents.consent).read_text("utf-8").strip()

    @property
    def terms_sha256(self) -> str:
        return hashlib.sha256(self.terms_file.read_bytes()).hexdigest()

    @property
    def consent_sha256(self) -> str:
        return hashlib.sha256(self.consent_text.encode()).hexdigest()


def load_profile(path: Path | None = None) -> Profile:
    """Raises BadProfile with the first fault and where it stands."""
    path = path or BUILT_IN
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        profile = Profile.model_validate({**tables, "folder": path.parent})
    except OSError as error:
        raise BadProfile(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadProfile(f"{path}: is not saved as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise BadProfile(f"{path}: {error}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise BadProfile(f"{path}: {where}: {fault['msg']}") from error
    for document in (profile.terms_file, profile.folder / profile.documents.consent):
        if not document.is_file():
            raise BadProfile(f"{path}: there is no file {document}")
    try:
        _ = profile.consent_text
    except UnicodeDecodeError as error:
        raise BadProfile(f"{path}: {profile.documents.consent} is not saved as UTF-8") from error
    if len(profile.consent_text) > LONGEST_CONSENT:
        raise BadProfile(f"{path}: the consent has more than {LONGEST_CONSENT} characters")
    return profile
