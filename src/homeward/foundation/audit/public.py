"""What the entry floor may use of the audit."""

from homeward.foundation.audit.queries import (
    PAGE,
    AuditLine,
    AuditPage,
    Change,
    Changing,
    acts_since,
    changed_since,
    list_events,
    read_event,
    verify_audit,
)
from homeward.foundation.audit.subjects import Subject, readable
from homeward.foundation.audit.verify import Fault, Verdict

__all__ = [
    "PAGE",
    "AuditLine",
    "AuditPage",
    "Change",
    "Changing",
    "Fault",
    "Subject",
    "Verdict",
    "acts_since",
    "changed_since",
    "list_events",
    "read_event",
    "readable",
    "verify_audit",
]
