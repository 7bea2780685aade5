"""Where a request to erase a child's data stands, and which wait in an area."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.domain.children.erasure.reach import everything_of, unfinished
from homeward.domain.children.models import Child, ErasureRequest
from homeward.domain.children.targets import records_of
from homeward.domain.children.words import ErasureState
from homeward.foundation.access.decide import visible
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.crypto.seal import unseal

READ = "erasure.read"
WAITING = (ErasureState.ASKED, ErasureState.AGREED)


@dataclass(frozen=True, slots=True)
class ErasureCard:
    """A request on its way; `state` is None where nobody asked.

    Attributes:
        rows: how many rows would go.
        unfinished: what must be finished first, in words.
    """

    child_id: UUID
    state: ErasureState | None
    reason: str
    asked_at: datetime | None
    asked_by: str
    agreed_by: str
    not_before: date | None
    rows: int
    unfinished: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """A request in a list."""

    child_id: UUID
    name: str
    place: str
    state: ErasureState
    asked_at: datetime
    not_before: date | None


@query(action=READ, name="erasure.read", on="child_id", says="查看删除申请")
def get_erasure(ctx: Context, *, child_id: UUID) -> ErasureCard:
    """The request that waits for a child, and what an erasure would mean."""
    ids = records_of(child_id)
    row = ErasureRequest.objects.filter(child_id=child_id, state__in=WAITING).first()
    count = sum(map(len, everything_of(ids).values()))
    if row is None:
        return ErasureCard(child_id, None, "", None, "", "", None, count, tuple(unfinished(ids)))
    people = person_names([one for one in (row.asked_by, row.agreed_by) if one])
    return ErasureCard(
        child_id, ErasureState(row.state),
        unseal(row.reason, "erasure.reason") if row.reason else "", row.asked_at,
        people.get(row.asked_by, "") if row.asked_by else "",
        people.get(row.agreed_by, "") if row.agreed_by else "", row.not_before, count,
        tuple(unfinished(ids)),
    )  # fmt: skip


@query(action=READ, name="erasure.list", unscoped="filters with visible", says="查看删除申请")
def list_erasures(ctx: Context) -> tuple[ErasureLine, ...]:
    """The requests that wait in the reader's area, the oldest first."""
    rows = {row.child_id: row for row in ErasureRequest.objects.filter(state__in=WAITING)}
    children = visible(ctx.actor, Child.objects.filter(pk__in=rows), READ)
    found = [
        ErasureLine(
            child.id, child.name, child.place, ErasureState(rows[child.id].state),
            rows[child.id].asked_at, rows[child.id].not_before,
        )
        for child in children
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda line: line.asked_at))
