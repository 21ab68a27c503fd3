"""Why a typed answer was refused. No error's text carries what was typed: it may be a secret."""

from typing import Literal

NumberFault = Literal["length", "characters", "check_digit", "birth_date"]
EmailFault = Literal["no_at_sign", "foreign_letter", "look_alike", "other"]


class NotReadable(ValueError):
    """A typed answer that is not what was asked for."""


class CannotAnswer(NotReadable):
    """Says that the answer is not known or not there ("nie wiem", "nie mam"): show the office."""


class NotASymbol(NotReadable):
    """A client symbol has six digits; `digits_count` of them were typed."""

    def __init__(self, digits_count: int) -> None:
        super().__init__(f"{digits_count} digits")
        self.digits_count = digits_count


class NotAPesel(NotReadable):
    def __init__(self, fault: NumberFault) -> None:
        super().__init__(fault)
        self.fault = fault


class NotANip(NotReadable):
    def __init__(self, fault: NumberFault) -> None:
        super().__init__(fault)
        self.fault = fault


class NeitherPeselNorNip(NotReadable):
    """A PESEL has 11 digits, a NIP 10; `digits_count` of them were typed."""

    def __init__(self, digits_count: int) -> None:
        super().__init__(f"{digits_count} digits")
        self.digits_count = digits_count


class NotAnEmail(NotReadable):
    """`meant` is the address that was likely meant, to be asked about: written without Polish
    letters (foreign_letter), or with Latin letters for those that only look so (look_alike)."""

    def __init__(self, fault: EmailFault, meant: str | None = None) -> None:
        super().__init__(fault)
        self.fault = fault
        self.meant = meant


class NotAPhone(NotReadable):
    """Not a telephone number that exists in its country's numbering plan."""
