"""Every table, one module per subject. Amounts are integer grosze, times are UTC."""

from storage.tables.base import Base
from storage.tables.cooperative import Holder, LedgerEntry, Member, Premises
from storage.tables.customers import (
    Account,
    Application,
    AuditEvent,
    ChatLink,
    ChatPreference,
    Consent,
    FailedLogin,
    RegistrationDraft,
)
from storage.tables.delivery import ConversationState, HandledUpdate, Outgoing, PrivateMessage

__all__ = [
    "Account",
    "Application",
    "AuditEvent",
    "Base",
    "ChatLink",
    "ChatPreference",
    "Consent",
    "ConversationState",
    "FailedLogin",
    "HandledUpdate",
    "Holder",
    "LedgerEntry",
    "Member",
    "Outgoing",
    "Premises",
    "PrivateMessage",
    "RegistrationDraft",
]
