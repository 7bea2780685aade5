"""Transfers as either side sees them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import get_language

from homeward.domain.care.models import Incoming, Transfer
from homeward.domain.care.record import opened, opened_json
from homeward.domain.care.states import TransferState
from homeward.domain.care.transfers.summary import summary_of
from homeward.domain.care.words import TransferKind
from homeward.foundation.access.decide import visible
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import names_of

READ = "transfer.read"
MOST = 200
Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One transfer in a list; `incoming` is whether it comes to the reader's area.

    Attributes:
        who: name, sex, year of birth: what the old area keeps.
        late: nobody has answered in time.
    """

    transfer_id: UUID
    incoming: bool
    who: str
    kind: TransferKind
    state: TransferState
    from_name: str
    to_name: str
    offered_on: date
    due_on: date
    late: bool


@dataclass(frozen=True, slots=True)
class TransferPage:
    """One transfer; `summary` is there for the receiving side, until the child has moved."""

    line: TransferLine
    child_id: UUID
    offered_by: str
    note: str
    answer: str
    closed_on: date | None
    summary: Lines
    to_place: str
    outside: bool


@query(action=READ, name="transfer.list", unscoped="filters with visible", says="查看转移")
def list_transfers(ctx: Context, *, closed: bool = False) -> tuple[TransferLine, ...]:
    """The transfers from and to the reader's areas that wait for an answer, or that are closed.

    Those that come in stand first, the earliest due first; of closed ones the latest 200.
    """
    found: dict[UUID, TransferLine] = {}
    for model in (Incoming, Transfer):
        rows = visible(ctx.actor, model.objects.all(), READ)
        wanted = (
            rows.exclude(state=TransferState.OFFERED)
            if closed
            else rows.filter(state=TransferState.OFFERED)
        )
        order = ("-closed_on", "-id") if closed else ("due_on", "id")
        for row in wanted.order_by(*order)[:MOST]:
            found.setdefault(row.id, _line(ctx, row, incoming=model is Incoming))
    return tuple(found.values())


@query(action=READ, name="transfer.read", on="transfer_id", sensitive=True, says="查看转出的孩子")
def read_transfer(ctx: Context, *, transfer_id: UUID) -> TransferPage:
    """A transfer as the area sees it that offered the child."""
    return _page(ctx, Transfer.objects.get(pk=transfer_id), incoming=False)


@query(
    action=READ, name="transfer.read_incoming", on="incoming_id", sensitive=True,
    says="查看转入的孩子",
)  # fmt: skip
def read_incoming(ctx: Context, *, incoming_id: UUID) -> TransferPage:
    """A transfer as the area sees it that is asked: with the summary that was written for it."""
    return _page(ctx, Incoming.objects.get(pk=incoming_id), incoming=True)


@query(action="transfer.offer", name="transfer.preview", on="child_id", says="预览交接摘要")
def preview_transfer(ctx: Context, *, child_id: UUID) -> Lines:
    """What the receiver would be shown, before anything is offered."""
    return tuple((label, value) for label, value in summary_of(ctx, child_id)[_language()])


def _page(ctx: Context, row: Transfer, *, incoming: bool) -> TransferPage:
    people = person_names([row.offered_by] if row.offered_by else [])
    summary = opened_json(row, "summary") or {} if incoming else {}
    return TransferPage(
        _line(ctx, row, incoming=incoming), row.child_id,
        people.get(row.offered_by, "") if row.offered_by else "", opened(row, "note"),
        opened(row, "answer"), row.closed_on,
        tuple((label, value) for label, value in summary.get(_language(), ())), row.to_place,
        not row.to_place,
    )  # fmt: skip


def _line(ctx: Context, row: Transfer, *, incoming: bool) -> TransferLine:
    names = names_of([code for code in (row.from_place, row.to_place) if code])
    waits = row.state == TransferState.OFFERED
    return TransferLine(
        row.id, incoming, opened(row, "who"), TransferKind(row.kind), TransferState(row.state),
        names[row.from_place], names.get(row.to_place, "") or opened(row, "to_text"),
        row.offered_on, row.due_on, waits and row.due_on < ctx.today,
    )  # fmt: skip


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"
