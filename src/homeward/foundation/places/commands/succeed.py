"""Divisions that were merged, renamed under another code, or split: the old rows stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from homeward.engines.gazetteer import BadDivisionCode, Level, level, normalise, parent
from homeward.foundation.access.decide import require
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_id
from homeward.foundation.places.commands.villages import checked_name
from homeward.foundation.places.models import Place, Succession
from homeward.foundation.places.naming import free_code, rural
from homeward.foundation.places.problems import (
    HeirMissing,
    HeirUnfit,
    PartsFirst,
    PlaceCodeTaken,
    PlaceCodeWrong,
    PlaceEnded,
    TownshipFull,
)
from homeward.foundation.problems import DateInFuture, EndBeforeStart

ACTION = "place.succeed"
NUMBER_STARTS = {Level.CITY: 2, Level.COUNTY: 4, Level.TOWNSHIP: 6, Level.VILLAGE: 9}
"""Where a division's own number begins in its code."""


@dataclass(frozen=True, slots=True)
class Heir:
    """What a place became: a known code, or a new code with its name."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class DivisionSucceeded:
    """From a day on, a place is (part of) others.

    Attributes:
        moves: (old code, new code) of everything that can follow without asking anybody: the place
            itself and all below it. Empty when it was split.
    """

    old: str
    new: tuple[str, ...]
    on: date
    moves: tuple[tuple[str, str], ...]


@command(action=ACTION, on="place", says="办理区划变更")
def succeed_place(
    ctx: Context, *, place: str, into: tuple[Heir, ...], since: date
) -> DivisionSucceeded:
    """End a place and say what it became: one heir is a merger or a new code, several are a split.

    With one heir everything below follows: to the namesake under the heir where there is one, else
    under the same number or the next free one. Before a split the parts must have been settled.

    Raises:
        DateInFuture, EndBeforeStart, PlaceEnded, HeirMissing, HeirUnfit, PartsFirst,
        PlaceCodeTaken, PlaceCodeWrong, PlaceNameMissing, PlaceNameTaken, TownshipFull.
        NotFound: an heir lies outside the actor's area.
    """
    old = Place.objects.select_for_update().get(pk=place)
    _check(ctx, old, into, since)
    old.until = since
    old.save(update_fields=["until"])
    heirs = [_heir(ctx, old, heir, since) for heir in into]
    moves: list[tuple[str, str]] = []
    if len(heirs) == 1:
        moves = [(place, heirs[0].code), *_follow(place, heirs[0].code, since)]
    pairs = moves or [(place, heir.code) for heir in heirs]
    Succession.objects.bulk_create(
        Succession(id=new_id(), old=before, new=after, on=since) for before, after in pairs
    )
    return DivisionSucceeded(place, tuple(heir.code for heir in heirs), since, tuple(moves))


def _check(ctx: Context, old: Place, into: tuple[Heir, ...], since: date) -> None:
    if since > ctx.today:
        raise DateInFuture(on=since)
    if old.until:
        raise PlaceEnded(until=old.until)
    if old.since and since < old.since:
        raise EndBeforeStart(since=old.since, until=since)
    if not into:
        raise HeirMissing()
    if len({heir.code for heir in into}) < len(into):
        raise HeirUnfit(code=into[-1].code)
    parts = Place.objects.filter(parent=old.code, until__isnull=True).count()
    if len(into) > 1 and parts:
        raise PartsFirst(count=parts)


def _heir(ctx: Context, old: Place, heir: Heir, since: date) -> Place:
    """The living place of an heir, made when its code is new."""
    try:
        code, above = normalise(heir.code), parent(heir.code)
    except BadDivisionCode as error:
        raise PlaceCodeWrong(code=heir.code) from error
    require(ctx.actor, ACTION, Target(place=code))
    known = Place.objects.select_for_update().filter(pk=code).first()
    if (known.level if known else level(code)) != old.level or code == old.code:
        raise HeirUnfit(code=code)
    if known is None:
        if not Place.objects.filter(pk=above, until__isnull=True).exists():
            raise PlaceCodeWrong(code=code)
        name = checked_name(heir.name, under=above or "")
        return _create(code, name, above or "", old.rural, since)
    if known.until:
        raise HeirUnfit(code=code)
    return known


def _create(code: str, name: str, under: str, was_rural: bool | None, since: date) -> Place:
    depth = level(code)
    kind = rural(name, depth)
    return Place.objects.create(
        code=code,
        name=name,
        level=depth,
        parent=under,
        rural=was_rural if kind is None else kind,
        since=since,
    )


def _follow(old: str, new: str, since: date) -> Iterator[tuple[str, str]]:
    """Move everything that lives below `old` to below `new`; pairs of codes, upper levels first."""
    for part in list(Place.objects.filter(parent=old, until__isnull=True).order_by("code")):
        Place.objects.filter(pk=part.code).update(until=since)
        namesake = Place.objects.filter(parent=new, name=part.name, until__isnull=True).first()
        code = namesake.code if namesake else _renumbered(part, new)
        if namesake is None:
            _create(code, part.name, new, part.rural, since)
        yield part.code, code
        yield from _follow(part.code, code, since)


def _renumbered(part: Place, new: str) -> str:
    """The code of a part under its new parent: its own number if that is free.

    Raises:
        PlaceCodeTaken: numbers above villages are given by the state alone.
        TownshipFull: no number is left for a village.
    """
    begin = NUMBER_STARTS[Level(part.level)]
    code = normalise(new[:begin] + part.code[begin : part.level])
    taken = set(Place.objects.filter(parent=new).values_list("code", flat=True))
    if code not in taken:
        return code
    if part.level != Level.VILLAGE:
        raise PlaceCodeTaken(code=code)
    free = free_code(new, part.name, taken)
    if free is None:
        raise TownshipFull()
    return free
