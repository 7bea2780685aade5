"""Offering a child to another area, and the four answers: accepted, refused, withdrawn, received outside."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from homeward.domain.care.models import Incoming, Transfer
from homeward.domain.care.owners import Owner
from homeward.domain.care.problems import ChildNotPresent, TextMissing
from homeward.domain.care.record import card_of, locked, make, move, reasoned
from homeward.domain.care.schedule import drop_tasks, put_task, within
from homeward.domain.care.states import TransferState
from homeward.domain.care.transfers.handover import hand_on
from homeward.domain.care.transfers.problems import (
    NobodyThere,
    NowhereToGo,
    OfferedAlready,
    OnlyByReceipt,
    SamePlace,
    VillageElsewhere,
)
from homeward.domain.care.transfers.summary import summary_of, who_of
from homeward.domain.care.transfers.terms import terms_on
from homeward.domain.care.words import Engaged, Origin, TransferKind
from homeward.domain.children.public import (
    child_page,
    leave_register,
    move_child,
    responsible_for,
)
from homeward.domain.children.words import ExitCause
from homeward.foundation.access.decide import require
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.scopes import Target, covers_area
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import locator
from homeward.foundation.places.public import path_of
from homeward.foundation.problems import DateInFuture, NotFound

ANSWER = "transfer.answer"
FIRST_VISIT = {"zh": "转入后第一次走访", "en": "First visit after the transfer"}
REFUSED = {"zh": "转移未被接收，请重新安排", "en": "The transfer was not accepted; arrange it anew"}
AWAY = {TransferKind.JOINS_PARENTS: ExitCause.TAKEN_ALONG}


@dataclass(frozen=True, slots=True)
class TransferMoved:
    """A transfer was offered or answered; `due_on` is when the answer is due."""

    transfer_id: UUID
    child_id: UUID
    state: TransferState
    due_on: date | None


@locator("transfer_id")
def where_transfer(ctx: Context, transfer_id: UUID) -> Target:
    """A transfer stands, for the area that offers, where the child stood then."""
    row = Transfer.objects.filter(pk=transfer_id).first()
    if row is None:
        raise NotFound()
    return Target(place=row.from_place)


@locator("incoming_id")
def where_incoming(ctx: Context, incoming_id: UUID) -> Target:
    """The same transfer stands, for the area that is asked, where the child is to go."""
    row = Incoming.objects.filter(pk=incoming_id).first()
    if row is None or not row.to_place:
        raise NotFound()
    return Target(place=row.to_place)


@command(action="transfer.offer", on="child_id", says="转出孩子")
def offer_transfer(
    ctx: Context, *, child_id: UUID, kind: TransferKind, to_place: str = "", to_text: str = "",
    note: str = "",
) -> TransferMoved:  # fmt: skip
    """Offer a child to another area. Nothing changes until somebody there accepts.

    Args:
        to_place: a village, township or county of this house.
        to_text: a place outside this house, in words; it answers on paper.
        note: what the receiver should know besides the summary.

    Raises:
        ChildNotPresent, NowhereToGo, SamePlace, NobodyThere, OfferedAlready.
    """
    card = card_of(child_id)
    if not card.present:
        raise ChildNotPresent()
    to_text, days = to_text.strip(), terms_on(ctx.today)
    if bool(to_place) == bool(to_text):
        raise NowhereToGo()
    if to_place:
        _check_destination(ctx, card.place, to_place)
    due = within(ctx, days.answer_within if to_place else days.receipt_within)
    try:
        with transaction.atomic():
            row = make(
                ctx, Transfer, "offer", card, kind=kind, from_place=card.place, to_place=to_place,
                to_text=to_text, who=who_of(child_page(ctx, child_id)), note=note.strip(),
                summary=summary_of(ctx, child_id), offered_by=ctx.actor.user_id,
                offered_on=ctx.today, due_on=due,
            )  # fmt: skip
    except IntegrityError:
        raise OfferedAlready() from None
    return _moved(row)


def _check_destination(ctx: Context, from_place: str, to_place: str) -> None:
    """A place that exists, is another one, and has somebody who can accept."""
    path = path_of(to_place)
    if not path or path[-1].code != to_place:
        raise NowhereToGo()
    if to_place == from_place:
        raise SamePlace()
    if responsible_for(Holders(ctx.today), Target(place=to_place)) is None:
        raise NobodyThere()


@command(action="transfer.offer", name="transfer.withdraw", on="transfer_id", says="撤回转移")
def withdraw_transfer(ctx: Context, *, transfer_id: UUID) -> TransferMoved:
    """Take an offer back; the call's reason says why.

    Raises:
        ReasonMissing, NotInThisState.
    """
    row = locked(Transfer, transfer_id)
    move(ctx, row, "withdraw", **_closing(ctx, reasoned(ctx)))
    drop_tasks(ctx, Origin.TRANSFER, [row.id])
    return _moved(row)


@command(action=ANSWER, name="transfer.accept", on="incoming_id", says="接收孩子")
def accept_transfer(
    ctx: Context, *, incoming_id: UUID, village: str, school_id: UUID | None = None,
    keep_school: bool = False,
) -> TransferMoved:  # fmt: skip
    """Take a child on: in this one act it moves, with all its records, to a village here.

    From now on the old area sees no more than that it handed the child on.

    Args:
        village: 12-digit code, inside the place that was asked and inside the actor's area.
        school_id: the new school, when it is known.
        keep_school: the child stays at the present school.

    Raises:
        NotInThisState, VillageElsewhere, NobodyThere, ChildHasLeft, VillageUnknown, NotFound.
    """
    row = locked(Transfer, incoming_id)
    if not covers_area(row.to_place, village):
        raise VillageElsewhere()
    require(ctx.actor, ANSWER, Target(place=village))
    if responsible_for(Holders(ctx.today), Target(place=village)) is None:
        raise NobodyThere()
    move(ctx, row, "accept", **_closing(ctx, ""))
    drop_tasks(ctx, Origin.TRANSFER, [row.id])
    move_child(ctx, row.child_id, village, school_id, keep_school=keep_school)
    card = card_of(row.child_id)
    target = Target(card.place, card.school_id, row.child_id)
    hand_on(ctx, row.child_id, target)
    person = responsible_for(Holders(ctx.today), target)
    assert person is not None
    put_task(
        ctx, card, Owner(person.role, person.user_id), title=FIRST_VISIT, why="transfer",
        due_on=within(ctx, terms_on(ctx.today).first_visit_within), origin=Origin.TRANSFER,
        origin_id=row.id, kind=Engaged.VISIT,
    )  # fmt: skip
    row.village, row.summary, row.note = village, None, None
    row.save(update_fields=["village", "summary", "note"])
    ctx.trail.about(row.child_id, village)
    return _moved(row)


@command(action=ANSWER, name="transfer.refuse", on="incoming_id", says="不接收孩子")
def refuse_transfer(ctx: Context, *, incoming_id: UUID) -> TransferMoved:
    """Decline; the call's reason says why. Whoever offered finds it on the list of things to do.

    Raises:
        ReasonMissing, NotInThisState.
    """
    row = locked(Transfer, incoming_id)
    move(ctx, row, "refuse", **_closing(ctx, reasoned(ctx)))
    drop_tasks(ctx, Origin.TRANSFER, [row.id])
    card = card_of(row.child_id)
    person = responsible_for(Holders(ctx.today), Target(card.place, card.school_id, card.child_id))
    owner = Owner(person.role, person.user_id) if person else Owner("county_officer")
    put_task(
        ctx, card, owner, title=REFUSED, due_on=within(ctx, 7), why="transfer",
        origin=Origin.TRANSFER, origin_id=row.id,
    )  # fmt: skip
    return _moved(row)


@command(
    action="transfer.offer", name="transfer.record_receipt", on="transfer_id", says="登记接收回执"
)
def record_receipt(
    ctx: Context, *, transfer_id: UUID, text: str, on: date | None = None
) -> TransferMoved:
    """Record that an office outside this house has taken the child on; the child leaves the register.

    Args:
        text: which office, who signed.

    Raises:
        TextMissing, DateInFuture, NotInThisState, ChildHasLeft.
    """
    row = locked(Transfer, transfer_id)
    if row.to_place:
        raise OnlyByReceipt()
    if not text.strip():
        raise TextMissing()
    day = on or ctx.today
    if day > ctx.today:
        raise DateInFuture(on=day)
    move(ctx, row, "receive", **_closing(ctx, text.strip()))
    drop_tasks(ctx, Origin.TRANSFER, [row.id])
    cause = AWAY.get(TransferKind(row.kind), ExitCause.MOVED)
    leave_register(ctx, row.child_id, cause, day)
    ctx.trail.about(row.child_id)
    return _moved(row)


def _closing(ctx: Context, answer: str) -> dict[str, Any]:
    return {"answer": answer, "closed_on": ctx.today, "closed_by": ctx.actor.user_id}


def _moved(row: Transfer) -> TransferMoved:
    waits = row.state == TransferState.OFFERED
    state = TransferState(row.state)
    return TransferMoved(row.id, row.child_id, state, row.due_on if waits else None)
