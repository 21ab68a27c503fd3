"""The words of a case: what it is about, and where it stands."""

from __future__ import annotations

from ebok.cases.case import CaseState, CaseTopic
from locales.speech import N_

TOPICS = {
    CaseTopic.FEES: N_("Fees"),
    CaseTopic.FAULT: N_("Fault"),
    CaseTopic.DOCUMENTS: N_("Documents"),
    CaseTopic.ACCOUNT: N_("Account and password"),
    CaseTopic.OTHER: N_("Another matter"),
}
STATES = {
    CaseState.NEW: N_("new"),
    CaseState.OPEN: N_("in progress"),
    CaseState.CLOSED: N_("closed"),
}
