"""Reading the audit: what happened in one's area, and whether the evidence is whole."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from homeward.foundation.access.decide import visible
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.verify import Verdict, verify
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

PAGE = 50


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act. `details` is JSON of ids, codes and counts; personal values stay sealed."""

    event_id: UUID
    at: datetime
    name: str
    reading: bool
    actor_id: UUID | None
    channel: str
    place: str
    subject_id: UUID | None
    details: str


@query(action="audit.read", unscoped="filters by the reader's own area", says="查看日志")
def list_events(
    ctx: Context,
    *,
    name: str = "",
    actor_id: UUID | None = None,
    subject_id: UUID | None = None,
    before: UUID | None = None,
) -> tuple[AuditLine, ...]:
    """Up to 50 acts in the reader's areas, newest first.

    Args:
        name: only this command or query, such as `people.appoint`.
        actor_id, subject_id: only acts by, or on, one person.
        before: the last act of the page before.
    """
    rows = visible(ctx.actor, AuditEvent.objects.all(), "audit.read").order_by("-id")
    wanted = {"name": name, "actor_id": actor_id, "subject_id": subject_id, "id__lt": before}
    rows = rows.filter(**{column: value for column, value in wanted.items() if value})
    return tuple(
        AuditLine(
            row.id,
            row.at,
            row.name,
            row.reading,
            row.actor_id,
            row.channel,
            row.place,
            row.subject_id,
            row.details,
        )
        for row in rows.defer("sealed")[:PAGE]
    )


@query(action="audit.verify", unscoped="the chains are the whole house's", says="核验日志")
def verify_audit(ctx: Context) -> Verdict:
    """Walk every chain; the first fault of each is named."""
    return verify()
