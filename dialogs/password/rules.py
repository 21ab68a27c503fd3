"""The eight rules of the cooperative's tutorial, as a list and as a list with ticks."""

from __future__ import annotations

from collections.abc import Mapping

from ebok.passwords import PasswordRule
from locales.speech import N_, _

WORDS: dict[PasswordRule, str] = {
    PasswordRule.MIN_LENGTH: N_("at least 6 characters"),
    PasswordRule.DIFFERS_FROM_PREVIOUS: N_("different from the previous one"),
    PasswordRule.SPECIAL_CHARACTER: N_("at least one special character, for example ! or ?"),
    PasswordRule.DIGIT: N_("at least one digit"),
    PasswordRule.CAPITAL_LETTER: N_("at least one capital letter"),
    PasswordRule.LETTER: N_("at least one letter"),
    PasswordRule.SMALL_LETTER: N_("at least one small letter"),
    PasswordRule.NO_LOGIN: N_("without the login in it"),
}


def rules() -> str:
    return "\n".join(f"• {_(words)}" for words in WORDS.values())


def checklist(kept: Mapping[str, bool]) -> str:
    """``kept`` says of each rule, by its value, whether the refused password kept it."""
    return "\n".join(
        f"{'✅' if kept[rule.value] else '❌'} {_(words)}" for rule, words in WORDS.items()
    )
