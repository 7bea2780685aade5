"""What people say of two records: the same child, another child, not sure; and taking that back."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from homeward.domain.children.doubles.pairs import COUNTRY, Likely, area_of, between
from homeward.domain.children.doubles.problems import PairClosed, PairNotDecided
from homeward.domain.children.doubles.scoring import compare, version
from homeward.domain.children.models import Child, DoublePair
from homeward.domain.children.targets import survivor, where_child
from homeward.engines.gazetteer import Level, codes
from homeward.foundation.access.decide import can, require
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import locator
from homeward.foundation.crypto.seal import seal
from homeward.foundation.ids import new_id
from homeward.foundation.problems import NotFound

DECIDE, REGISTER, MERGE = "double.decide", "child.register", "child.merge"
State, Found = DoublePair.State, DoublePair.Found


class Verdict(StrEnum):
    """What a person says of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class PairDecided:
    """How a pair stands now. `one_id` and `other_id` are its records."""

    pair_id: UUID
    one_id: UUID
    other_id: UUID
    state: str


@dataclass(frozen=True, slots=True)
class ToldApart:
    """A newly registered child was said to be none of so many others."""

    registered_id: UUID
    pairs: int


@locator("pair_id")
def where_pair(ctx: Context, pair_id: UUID) -> Target:
    """A pair stands in the smallest area that covers both children: who may read both may decide."""
    row = DoublePair.objects.filter(pk=pair_id).first()
    if row is None:
        raise NotFound()
    return Target(place=_area(row), subject_id=row.one_id)


def _area(row: DoublePair) -> str:
    places = Child.objects.filter(pk__in=(row.one_id, row.other_id)).values_list("place", flat=True)
    found = [place for place in places if place]  # a merged record stands nowhere
    return area_of(*found) if len(found) == 2 else (found[0] if found else row.area)


@command(action=DECIDE, on="pair_id", says="判断是不是同一个孩子")
def decide_pair(ctx: Context, *, pair_id: UUID, verdict: Verdict) -> PairDecided:
    """Say whether two records are one child; the call's reason may say why.

    "Same" waits for whoever may merge, "not sure" for the next level up, as far as the county.
    "Different" is remembered: the pair is not asked about again.

    Raises:
        PairClosed.
    """
    row = DoublePair.objects.select_for_update().get(pk=pair_id)
    if row.state in (State.MERGED, State.WITHDRAWN):
        raise PairClosed()
    area = _area(row)
    row.state = State(verdict.value)
    row.area = area
    if verdict is Verdict.UNSURE or (
        verdict is Verdict.SAME and not can(ctx.actor, MERGE, Target(place=area))
    ):
        row.area = _above(ctx, area)
    return _decided(ctx, row)


def _above(ctx: Context, area: str) -> str:
    """The area of whoever comes next: one level above the highest that this person decides for."""
    while (
        area != COUNTRY
        and codes.level(area) > Level.COUNTY
        and can(ctx.actor, DECIDE, Target(place=area))
    ):
        area = codes.parent(area) or area
    return area


def _decided(ctx: Context, row: DoublePair) -> PairDecided:
    row.decided_by, row.decided_at = ctx.actor.user_id, ctx.at
    row.reason = seal(ctx.reason.strip(), "double.reason") if ctx.reason.strip() else None
    row.command = ctx.command_id
    row.save(force_update=True)
    return PairDecided(row.id, row.one_id, row.other_id, row.state)


@command(action=DECIDE, name="double.reopen", on="pair_id", says="撤销对疑似重复的判断")
def reopen_pair(ctx: Context, *, pair_id: UUID) -> PairDecided:
    """Take back what was said of a pair: it is asked about again.

    Raises:
        PairNotDecided, PairClosed.
    """
    row = DoublePair.objects.select_for_update().get(pk=pair_id)
    if row.state in (State.MERGED, State.WITHDRAWN):
        raise PairClosed()
    if row.state == State.OPEN:
        raise PairNotDecided()
    row.state, row.area = State.OPEN, _area(row)
    row.decided_by = row.decided_at = row.reason = None
    row.command = ctx.command_id
    row.save(force_update=True)
    return PairDecided(row.id, row.one_id, row.other_id, row.state)


@command(action=REGISTER, name="double.tell_apart", on="child_id", says="登记时认定不是同一个孩子")
def tell_apart(ctx: Context, *, child_id: UUID, other_ids: tuple[UUID, ...]) -> ToldApart:
    """Remember that a child just registered is none of those whom the registrar was shown.

    Raises:
        NotFound: the registrar may not read one of them.
    """
    shown = sorted({survivor(one) for one in other_ids} - {child_id})
    for other_id in shown:
        require(ctx.actor, "child.read", where_child(ctx, other_id))
    scored = compare(child_id, shown) if shown else {}
    for other_id in shown:
        first, second = sorted((child_id, other_id))
        differ(ctx, scored.get((first, second), Likely((first, second))), Found.REGISTRATION)
    return ToldApart(child_id, len(shown))


def differ(ctx: Context, pair: Likely, by: DoublePair.Found) -> None:
    """Keep that a person called two records different, whether the machine had asked or not."""
    first, second = pair.ends
    if row := between(first, second):
        if row.state in (State.OPEN, State.UNSURE, State.WITHDRAWN):
            row.state = State.DIFFERENT
            _decided(ctx, row)
        return
    places = dict(Child.objects.filter(pk__in=pair.ends).values_list("id", "place"))
    DoublePair.objects.create(
        id=new_id(), one_id=first, other_id=second, area=area_of(places[first], places[second]),
        probability=pair.probability, weight=pair.weight, steps=pair.steps,
        rival=pair.rival, version=version(),
        found_by=by, found_at=ctx.at, state=State.DIFFERENT, command=ctx.command_id,
        decided_by=ctx.actor.user_id, decided_at=ctx.at,
    )  # fmt: skip
