"""Where the requests for a correction stand: of one child, one in full, and all that wait in an area."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.domain.children.corrections.commands import ASK
from homeward.domain.children.models import Child, CorrectionRequest
from homeward.domain.children.targets import records_of
from homeward.domain.children.words import ConsentWay, CorrectionState, HeldSection
from homeward.foundation.access.decide import can, visible
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.public import person_names
from homeward.foundation.audit.public import Changing, changed_since
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.crypto.seal import unseal

READ, ANSWER = "correction.read", "correction.answer"


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A request in a list. `overdue`: it waits, and its last day has passed."""

    correction_id: UUID
    child_id: UUID
    name: str
    place: str
    section: HeldSection
    state: CorrectionState
    asked_at: datetime
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class CorrectionCard:
    """A request in full.

    Attributes:
        who: of the family, where a worker wrote it down.
        answer: what was changed, or why nothing was.
        changed: the act that corrected it, as its command is called; empty for none.
        may_answer, may_withdraw: whether this reader may.
        changes: what was changed of the child since, for whoever may answer.
    """

    line: CorrectionLine
    wrong: str
    right: str
    who: str
    way: ConsentWay
    asked_by: str
    answer: str
    changed: str
    ended_at: datetime | None
    may_answer: bool
    may_withdraw: bool
    changes: tuple[Changing, ...]


@query(action=READ, name="correction.of_child", on="child_id", says="查看更正申请")
def corrections_of(ctx: Context, *, child_id: UUID) -> tuple[CorrectionCard, ...]:
    """The requests made for a child, the latest first."""
    child = Child.objects.get(pk=child_id)
    rows = CorrectionRequest.objects.filter(child_id=child_id).order_by("-asked_at", "-id")
    return tuple(_card(ctx, row, child) for row in rows)


@query(action=READ, on="correction_id", says="查看更正申请")
def get_correction(ctx: Context, *, correction_id: UUID) -> CorrectionCard:
    """One request in full."""
    row = CorrectionRequest.objects.get(pk=correction_id)
    return _card(ctx, row, Child.objects.get(pk=row.child_id))


@query(action=READ, name="correction.list", unscoped="filters with visible", says="查看更正申请")
def list_corrections(ctx: Context) -> tuple[CorrectionLine, ...]:
    """The requests that wait in the reader's area, those whose day has passed first."""
    rows = CorrectionRequest.objects.filter(state=CorrectionState.ASKED).order_by("due_on", "id")
    asked = Child.objects.filter(pk__in=rows.values("child_id"))
    children = {child.id: child for child in visible(ctx.actor, asked, READ)}
    return tuple(_lines(ctx, (row for row in rows if row.child_id in children), children))


def _lines(
    ctx: Context, rows: Iterable[CorrectionRequest], children: dict[UUID, Child]
) -> Iterable[CorrectionLine]:
    for row in rows:
        child = children[row.child_id]
        waits = row.state == CorrectionState.ASKED
        yield CorrectionLine(
            row.id, child.id, child.name, child.place, HeldSection(row.section),
            CorrectionState(row.state), row.asked_at, row.due_on,
            waits and row.due_on < ctx.today,
        )  # fmt: skip


def _card(ctx: Context, row: CorrectionRequest, child: Child) -> CorrectionCard:
    target = Target(child.place, child.school_id, child.id)
    line = next(iter(_lines(ctx, [row], {child.id: child})))
    waits = row.state == CorrectionState.ASKED
    answers = waits and can(ctx.actor, ANSWER, target)
    acts = changed_since(records_of(child.id), row.asked_at) if answers or row.changed_by else ()
    people = person_names([row.asked_by]) if row.asked_by else {}
    texts = {name: _text(row, name) for name in ("wrong", "right", "who", "answer")}
    return CorrectionCard(
        line, texts["wrong"], texts["right"], texts["who"], ConsentWay(row.way),
        people.get(row.asked_by, "") if row.asked_by else "", texts["answer"],
        next((act.name for act in acts if act.event_id == row.changed_by), ""), row.ended_at,
        answers,
        waits and row.asked_by == ctx.actor.user_id and can(ctx.actor, ASK, target),
        acts if answers else (),
    )  # fmt: skip


def _text(row: CorrectionRequest, name: str) -> str:
    sealed = getattr(row, name)
    return unseal(sealed, f"correction.{name}") if sealed else ""
