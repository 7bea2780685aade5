"""What the entry floor may use of the audit."""

from homeward.foundation.audit.queries import AuditLine, list_events, verify_audit
from homeward.foundation.audit.verify import Fault, Verdict

__all__ = ["AuditLine", "Fault", "Verdict", "list_events", "verify_audit"]
