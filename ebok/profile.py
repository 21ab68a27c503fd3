"""The cooperative an installation speaks for: names, office, payee and documents, from TOML."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from ebok.opening_hours import (
    MINUTES_OF_DAY,
    WEEKDAYS,
    Span,
    Week,
    minute_of_day,
    read_span,
    without_breaks,
)
from locales import DEFAULT_LANGUAGE, LANGUAGES

POLISH = DEFAULT_LANGUAGE
BUILT_IN = Path(__file__).parent / "profiles" / "smpiast" / "profile.toml"


# A message of Telegram takes 4096 characters, and the question stands above the text.
LONGEST_CONSENT = 3500


class BadProfile(ValueError):
    """A profile that cannot be used; the message says what to mend."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _polish_if_plain(value: Any) -> Any:
    return {POLISH: value} if isinstance(value, str) else value


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"is none of {', '.join(LANGUAGES)}")
    return code


Language = Annotated[str, AfterValidator(_known_language)]


def _with_polish(texts: dict[str, str]) -> dict[str, str]:
    if POLISH not in texts:
        raise ValueError("the Polish one (pl) is missing")
    return texts


# One text, in Polish, or one for each language.
ByLanguage = Annotated[
    dict[Language, str],
    BeforeValidator(_polish_if_plain),
    AfterValidator(_with_polish),
]


def in_language(texts: dict[Any, str], language: str) -> str:
    """Polish where there is none in the language."""
    return texts.get(language, texts[POLISH])


class Cooperative(_Table):
    name: str
    full_name: str


Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class OpenDays(_Table):
    """The same hours on some days of the week, with breaks."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    opens: Annotated[str, Field(alias="from")]
    closes: Annotated[str, Field(alias="to")]
    breaks: tuple[str, ...] = ()

    def spans(self) -> list[Span]:
        """Raises ValueError."""
        pauses = [read_span(pause) for pause in self.breaks]
        return without_breaks(read_span(f"{self.opens}-{self.closes}"), pauses)


class OfficePlace(_Table):
    address: str
    room: ByLanguage
    phone: Annotated[str, Field(pattern=r"^\+\d{9,15}$")]
    email: str
    hours: ByLanguage
    emergency_phone: Annotated[str, Field(pattern=r"^\+\d{9,15}$")]
    # The same as ``hours``, for reckoning; without it nobody is told whether it is open now.
    open: tuple[OpenDays, ...] = ()
    closed_days: frozenset[date] = frozenset()

    @model_validator(mode="after")
    def _hours_make_sense(self) -> Self:
        for spans in self.week():
            if any(later.opens < earlier.closes for earlier, later in pairwise(spans)):
                raise ValueError("open: two hours of one day overlap")
        return self

    def week(self) -> Week:
        """Raises ValueError."""
        week: dict[str, list[Span]] = {name: [] for name in WEEKDAYS}
        for hours in self.open:
            for name in hours.days:
                week[name] += hours.spans()
        return tuple(tuple(sorted(spans)) for spans in week.values())


class Payments(_Table):
    payee: str


class Documents(_Table):
    terms: str
    terms_version: str
    consent: ByLanguage
    consent_version: str


def _an_hour_of_the_day(text: str) -> str:
    if minute_of_day(text) >= MINUTES_OF_DAY:
        raise ValueError(f"{text!r} is not an hour like 8.00")
    return text


class Cases(_Table):
    """How the office answers letters."""

    answers: str | None = None  # the file of canned answers; None: those that come along
    # Office hours without an answer until colleagues are reminded; twice as many: administrators.
    remind_after_hours: Annotated[float, Field(gt=0)] = 8
    # When the group reads, on days the office is open, what waits.
    summary_at: Annotated[str, AfterValidator(_an_hour_of_the_day)] = "8.00"
    topics_kept_for_days: Annotated[int, Field(ge=1)] = 30  # of closed cases, in the group

    @property
    def summary_time(self) -> time:
        return time(*divmod(minute_of_day(self.summary_at), 60))


class ActivationPolicy(StrEnum):
    """When an application whose data agree opens the account."""

    AUTOMATIC = "automatic"  # at once
    OFFICE = "office"  # when the office says so
    CHANGED_EMAIL = "changed-email"  # at once, unless the e-mail is another one than on record


class Accounts(_Table):
    activation: ActivationPolicy = ActivationPolicy.AUTOMATIC


class Announcements(_Table):
    """Who in the office's group may write to many residents at once."""

    by: Literal["administrators", "colleagues"] = "administrators"
    also: frozenset[int] = frozenset()  # Telegram's numbers of people in the group


class Profile(_Table):
    folder: Path
    cooperative: Cooperative
    office: OfficePlace
    payments: Payments
    documents: Documents
    cases: Cases = Cases()
    accounts: Accounts = Accounts()
    announcements: Announcements = Announcements()

    @property
    def answers_file(self) -> Path:
        if self.cases.answers is None:
            return BUILT_IN.with_name("odpowiedzi.toml")
        return self.folder / self.cases.answers

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
    for name in (profile.documents.terms, profile.answers_file.name, *consents.values()):
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
