"""What keeps a colleague from doing something, in words."""

from __future__ import annotations

from ebok.accounts import errands
from ebok.accounts.activation import HasAccount
from ebok.accounts.desk import NoAccount, NoSuchMember, SameAddress
from ebok.registration.entries import NoSuchApplication
from ebok.registration.waiting import NotWaiting
from locales.speech import N_, _


class NotAllowed(PermissionError):
    """Only administrators of the group may."""


OLD = N_("This button is old.")
NOT_WAITING = N_("This application does not wait any more.")
WORDS: dict[type[Exception], str] = {
    NotAllowed: N_("⚠️ Only administrators of this group open and change accounts."),
    NoSuchMember: N_("⚠️ The records know no client {symbol}."),
    HasAccount: N_("Client {symbol} has an account already."),
    NoAccount: N_("This client has no account yet."),
    SameAddress: N_("The account has this address already."),
    NoSuchApplication: NOT_WAITING,
    NotWaiting: NOT_WAITING,
    errands.SomebodyElses: N_(
        "A colleague has begun this. Please begin it yourself: /konto or /aktywuj"
    ),
    errands.Outdated: N_("This is out of date. Please begin anew: /konto or /aktywuj"),
    errands.NoSuchErrand: OLD,
    errands.Ended: OLD,
    errands.Elsewhere: OLD,
}
REFUSED = tuple(WORDS)


def refusal(fault: Exception) -> str:
    """Of one of ``REFUSED``."""
    return _(WORDS[type(fault)], symbol=fault)
