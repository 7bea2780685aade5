"""Screening rounds: opened for an area or a school, and closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.public import ChildCard, blocked, cards_in
from homeward.domain.needs.instruments import age_at, instrument_of, term_of
from homeward.domain.needs.models import Round, Seat
from homeward.domain.needs.problems import (
    DueBeforeToday,
    InformantNotAsked,
    RoundClosed,
    RoundEmpty,
)
from homeward.domain.needs.words import Informant, SeatState
from homeward.engines import scoring
from homeward.engines.scoring import Instrument
from homeward.foundation import bulk
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import LOCATORS
from homeward.foundation.ids import new_id

TITLE, SCREENING = 60, "screening"


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """A screening round is open, with a seat for each child whom it asks."""

    round_id: UUID
    place: str
    children: int


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """A screening round takes no more answers."""

    round_id: UUID


@command(action="round.open", on="place", says="开始一轮筛查")
def open_round(
    ctx: Context, *, place: str, title: str, instruments: tuple[str, ...], informant: Informant,
    due_on: date, term: str = "",
) -> RoundOpened:  # fmt: skip
    """Open a screening round for the children of a village or another area.

    Args:
        instruments: ids of what is asked; a child has a seat where one of them is meant for its age.
        term: such as `2026秋`; of today when empty.

    Raises:
        InstrumentUnknown, InformantNotAsked, DueBeforeToday, RoundEmpty.
    """
    row = Round(place=place, title=title[:TITLE], informant=informant, due_on=due_on, term=term)
    return _open(ctx, row, instruments, cards_in(place=place))


@command(
    action="round.open", name="round.open_at_school", on="school_id", says="在学校开始一轮筛查"
)
def open_school_round(
    ctx: Context, *, school_id: UUID, title: str, instruments: tuple[str, ...],
    informant: Informant, due_on: date, klass: str = "", term: str = "",
) -> RoundOpened:  # fmt: skip
    """Open a screening round for the pupils of a school, or of one of its classes.

    Raises:
        InstrumentUnknown, InformantNotAsked, DueBeforeToday, RoundEmpty.
    """
    place = LOCATORS["school_id"](ctx, school_id).place
    row = Round(
        place=place, school_id=school_id, klass=klass[:20], title=title[:TITLE],
        informant=informant, due_on=due_on, term=term,
    )  # fmt: skip
    return _open(ctx, row, instruments, cards_in(school_id=school_id, klass=klass))


@command(action="round.close", on="round_id", says="结束一轮筛查")
def close_round(ctx: Context, *, round_id: UUID) -> RoundEnded:
    """End a round; seats that nobody filled stay as they are.

    Raises:
        RoundClosed.
    """
    row = Round.objects.select_for_update().get(pk=round_id)
    if row.closed_at:
        raise RoundClosed()
    row.closed_at, row.closed_by = ctx.at, ctx.actor.user_id
    row.save(update_fields=["closed_at", "closed_by"])
    return RoundEnded(row.id)


def _open(ctx: Context, row: Round, wanted: Sequence[str], cards: list[ChildCard]) -> RoundOpened:
    asked = [instrument_of(name) for name in dict.fromkeys(wanted)]
    for instrument in asked:
        check_informant(instrument, Informant(row.informant))
    if row.due_on < ctx.today:
        raise DueBeforeToday()
    invited = [card for card in cards if _is_asked(asked, age_at(card.born_on, ctx.today))]
    unwilling = blocked([card.child_id for card in invited], SCREENING, ctx.today)
    invited = [card for card in invited if card.child_id not in unwilling]
    if not asked or not invited:
        raise RoundEmpty()
    row.id, row.opened_on, row.opened_by = new_id(), ctx.today, ctx.actor.user_id
    row.instruments = ",".join(instrument.id for instrument in asked)
    row.term = row.term[:12] or term_of(ctx.today)
    row.save(force_insert=True)
    bulk.insert(
        Seat,
        ("id", "round_id", "child_id", "place", "school", "position", "state"),
        [
            (new_id(), row.id, card.child_id, card.place, card.school_id, n, SeatState.INVITED)
            for n, card in enumerate(invited)
        ],
    )
    return RoundOpened(row.id, row.place, len(invited))


def _is_asked(instruments: list[Instrument], age: int | None) -> bool:
    """Whether a child has a seat; one whose age is not known is not left out."""
    return age is None or any(age in instrument.ages for instrument in instruments)


def check_informant(instrument: Instrument, informant: Informant) -> None:
    """An instrument is answered by those alone for whom it was made.

    Raises:
        InformantNotAsked.
    """
    if scoring.Informant(informant) not in instrument.informants:
        raise InformantNotAsked(informant=informant.label)
