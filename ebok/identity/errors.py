"""Why a typed answer was refused. No error carries what was typed: it may be a secret."""

from typing import Literal

NumberFault = Literal["length", "characters", "check_digit", "birth_date"]
EmailFault = Literal["no_at_sign", "foreign_letter", "other"]


class NotReadable(ValueError):
    """A typed answer that is not what was asked for."""


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
    def __init__(self, fault: EmailFault) -> None:
        super().__init__(fault)
        self.fault = fault


class NotAPhone(NotReadable):
    """Not a telephone number that exists in its country's numbering plan."""
