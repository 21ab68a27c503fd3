"""The cooperative an installation speaks for: names, office, payee and documents, from TOML."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

POLISH: Literal["pl"] = "pl"
BUILT_IN = Path(__file__).parent / "profiles" / "smpiast" / "profile.toml"


# A message of Telegram takes 4096 characters, and the question stands above the text.
LONGEST_CONSENT = 3500


class BadProfile(ValueError):
    """A profile that cannot be used; the message says what to mend."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _polish_if_plain(value: Any) -> Any:
    return {POLISH: value} if isinstance(value, str) else value


def _with_polish(texts: dict[str, str]) -> dict[str, str]:
    if POLISH not in texts:
        raise ValueError("the Polish one (pl) is missing")
    return texts


# One text, in Polish, or one for each language.
ByLanguage = Annotated[
    dict[Literal["pl", "uk", "en"], str],
    BeforeValidator(_polish_if_plain),
    AfterValidator(_with_polish),
]


def in_language(texts: dict[Any, str], language: str) -> str:
    """Polish where there is none in the language."""
    return texts.get(language, texts[POLISH])


class Cooperative(_Table):
    name: str
    full_name: str


class OfficePlace(_Table):
    address: str
    room: ByLanguage
    phone: Annotated[str, Field(pattern=r"^\+\d{9,15}$")]
    email: str
    hours: ByLanguage
    emergency_phone: Annotated[str, Field(pattern=r"^\+\d{9,15}$")]


class Payments(_Table):
    payee: str


class Documents(_Table):
    terms: str
    terms_version: str
    consent: ByLanguage
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

    def consent_text(self, language: str) -> str:
        return (
            (self.folder / in_language(self.documents.consent, language)).read_text("utf-8").strip()
        )

    @property
    def terms_sha256(self) -> str:
        return hashlib.sha256(self.terms_file.read_bytes()).hexdigest()

    def consent_sha256(self, language: str) -> str:
        return hashlib.sha256(self.consent_text(language).encode()).hexdigest()


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
    consents = profile.documents.consent
    for name in (profile.documents.terms, *consents.values()):
        if not (profile.folder / name).is_file():
            raise BadProfile(f"{path}: there is no file {profile.folder / name}")
    for language, name in consents.items():
        try:
            text = profile.consent_text(language)
        except UnicodeDecodeError as error:
            raise BadProfile(f"{path}: {name} is not saved as UTF-8") from error
        if len(text) > LONGEST_CONSENT:
            raise BadProfile(f"{path}: {name} has more than {LONGEST_CONSENT} characters")
    return profile
