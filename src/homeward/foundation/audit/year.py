"""A year of the audit in figures: how often what was done, by how many people, and what was taken out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from homeward.foundation import clock
from homeward.foundation.access.decide import visible
from homeward.foundation.accounts.models import User
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.commands.registry import QUERIES

READ = "audit.read"
MOST = 5_000


@dataclass(frozen=True, slots=True)
class ActsOfYear:
    """One act: how often it was done in the year, and by how many people; the machine is nobody."""

    name: str
    reading: bool
    acts: int
    people: int


@dataclass(frozen=True, slots=True)
class TakenOut:
    """One export: who took out what, when, and whose area it stood in."""

    at: datetime
    who: str
    name: str
    place: str
    channel: str


@dataclass(frozen=True, slots=True)
class AuditYear:
    """A year of acts in the reader's area.

    Attributes:
        taken_out: the latest 5,000 exports, newest first; `taken_out_all` counts them all.
    """

    year: int
    acts: tuple[ActsOfYear, ...]
    taken_out: tuple[TakenOut, ...]
    taken_out_all: int


@query(
    action=READ,
    name="audit.year",
    unscoped="filters by the reader's own area",
    says="查看一年的日志统计",
)
def get_audit_year(ctx: Context, *, year: int) -> AuditYear:
    """Acts of a year in China in the reader's area, and the log of exports."""
    year = min(max(year, 2000), 9000)
    rows = visible(ctx.actor, AuditEvent.objects.all(), READ).filter(
        at__gte=clock.midnight(date(year, 1, 1)), at__lt=clock.midnight(date(year + 1, 1, 1))
    )
    counted = rows.order_by().values("name", "reading").annotate(
        acts=Count("pk"), people=Count("actor_id", distinct=True)
    )  # fmt: skip
    acts = sorted(
        (ActsOfYear(row["name"], row["reading"], row["acts"], row["people"]) for row in counted),
        key=lambda one: (-one.acts, one.name),
    )
    out = rows.filter(name__in=[door.name for door in QUERIES.values() if door.takes_out])
    return AuditYear(year, tuple(acts), _taken(out.order_by("-at", "-id")[:MOST]), out.count())


def _taken(rows: "QuerySet[AuditEvent]") -> tuple[TakenOut, ...]:
    found = list(rows)
    people = {row.actor_id for row in found if row.actor_id}
    names = dict(User.objects.filter(pk__in=people).values_list("id", "name"))
    return tuple(
        TakenOut(
            row.at, names.get(row.actor_id, "") if row.actor_id else "", row.name, row.place,
            row.channel,
        )
        for row in found
    )  # fmt: skip
