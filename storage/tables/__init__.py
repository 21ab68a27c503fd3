"""Every table, one module per subject. Amounts are integer grosze, times are UTC."""

from storage.tables.announcements import Announcement, Outage
from storage.tables.base import Base
from storage.tables.cooperative import Holder, LedgerEntry, Member, Premises
from storage.tables.correspondence import BlockedChat, Case, CaseCopy, CaseMessage, StandingTopic
from storage.tables.customers import (
    Account,
    Application,
    AuditEvent,
    ChatLink,
    ChatPreference,
    Consent,
    Errand,
    FailedLogin,
    GuideStop,
    KnownChat,
    PaperCode,
    RegistrationDraft,
    TemporaryPassword,
)
from storage.tables.delivery import (
    ConversationState,
    Deletion,
    HandledUpdate,
    InboxUpdate,
    Outgoing,
    PrivateMessage,
)
from storage.tables.documents import Document, DocumentFile
from storage.tables.installation import Installation
from storage.tables.joining import JoinedCase, SharedAnswer
from storage.tables.mail import CaseFile, IncomingMail, Lease, MailThread
from storage.tables.work import Work

__all__ = [
    "Account",
    "Announcement",
    "Application",
    "AuditEvent",
    "Base",
    "BlockedChat",
    "Case",
    "CaseCopy",
    "CaseFile",
    "CaseMessage",
    "ChatLink",
    "ChatPreference",
    "Consent",
    "ConversationState",
    "Deletion",
    "Document",
    "DocumentFile",
    "Errand",
    "FailedLogin",
    "GuideStop",
    "HandledUpdate",
    "Holder",
    "InboxUpdate",
    "IncomingMail",
    "Installation",
    "JoinedCase",
    "KnownChat",
    "Lease",
    "LedgerEntry",
    "MailThread",
    "Member",
    "Outage",
    "Outgoing",
    "PaperCode",
    "Premises",
    "PrivateMessage",
    "RegistrationDraft",
    "SharedAnswer",
    "StandingTopic",
    "TemporaryPassword",
    "Work",
]
