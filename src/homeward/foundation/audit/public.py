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
from homeward.foundation.audit.year import ActsOfYear, AuditYear, TakenOut, get_audit_year

__all__ = [
    "PAGE",
    "ActsOfYear",
    "AuditLine",
    "AuditPage",
    "AuditYear",
    "Change",
    "Changing",
    "Fault",
    "Subject",
    "TakenOut",
    "Verdict",
    "acts_since",
    "changed_since",
    "get_audit_year",
    "list_events",
    "read_event",
    "readable",
    "verify_audit",
]
