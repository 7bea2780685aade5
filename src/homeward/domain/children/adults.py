"""Adults around a child: finding the one who is meant, and what is believed of them."""

import json
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import cycle, islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from homeward.domain.children import idnumber, phones
from homeward.domain.children.drafts import AdultDraft, WhereaboutsDraft
from homeward.domain.children.models import Adult, AdultDetails, AdultKey, Kin, Spell
from homeward.domain.children.problems import SpellOverlaps
from homeward.domain.children.record import believe, close, replace
from homeward.domain.children.words import Kinship, Precision, Source, Whereabouts
from homeward.engines.gazetteer import Level, crosses, resolve
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import blind, unseal
from homeward.foundation.ids import new_id
from homeward.foundation.problems import DateInFuture
from homeward.foundation.statements import ready

PHONES = "adult.phones"


def key_index(place: str, name: str, numbers: tuple[str, ...]) -> str:
    """How siblings find their shared parent: the same name with the same first phone in one village."""
    return blind(f"{place}|{name}|{numbers[0]}", "adult.key") if name and numbers else ""


def known_by(keys: Iterable[str]) -> dict[str, UUID]:
    """Adults by name and phone: those they were first recorded with, and those learnt since."""
    asked = sorted({key for key in keys if key})
    if not asked:
        return {}
    if len(asked) > FAMILY:
        return dict(_named(asked))
    first, second, third = islice(cycle(asked), FAMILY)
    return dict(_family(first=first, second=second, third=third))


def _named(keys: Sequence[str]) -> QuerySet[Any, tuple[str, UUID]]:
    first = Adult.objects.filter(key_index__in=keys).values_list("key_index", "id")
    later = AdultKey.objects.filter(key_index__in=keys).values_list("key_index", "adult_id")
    return later.union(first)


FAMILY = 3  # parents and a carer


@ready
def _family(first: str, second: str, third: str) -> QuerySet[Any, tuple[str, UUID]]:
    return _named((first, second, third))


def learn(ctx: Context, adult_id: UUID, home: str, row: AdultDetails) -> None:
    """Remember the name and phone by which an adult will be named from now on.

    Left alone when somebody is known by them already.
    """
    numbers = json.loads(unseal(row.phones, PHONES)) if row.phones else []
    key = key_index(home, row.name, tuple(numbers))
    if key and not known_by([key]):
        AdultKey.objects.create(
            id=new_id(), adult_id=adult_id, key_index=key, command=ctx.command_id
        )


def details_columns(draft: AdultDraft) -> dict[str, Any]:
    """The columns of an adult's details."""
    number = idnumber.checked_adult_id(draft.id_number)
    return {
        "name": draft.name,
        "born_on": draft.born_on,
        **phones.columns(draft.phones, PHONES),
        "able": draft.able,
        "unable_why": draft.unable_why,
        **idnumber.sealed(number, idnumber.ADULT_PURPOSE),
    }


def meet(ctx: Context, place: str, draft: AdultDraft, source: Source) -> Adult:
    """The adult whom a draft means: one already known by name and phone in this village, or a new one."""
    index = key_index(place, draft.name, draft.phones)
    if known := known_by([index]).get(index):
        update(ctx, known, place, draft, source)
        return Adult.objects.get(pk=known)
    adult = Adult.objects.create(id=new_id(), command=ctx.command_id, key_index=index)
    believe(ctx, AdultDetails, source, adult_id=adult.id, **details_columns(draft))
    return adult


def update(ctx: Context, adult_id: UUID, home: str, draft: AdultDraft, source: Source) -> None:
    """Believe what a draft says of a known adult; what it leaves empty stays as it was.

    Args:
        home: code of the child's village, in which the adult is found again by name and phone.
    """
    row = AdultDetails.objects.now().get(adult_id=adult_id)
    said = {
        name: value for name, value in details_columns(draft).items() if value not in (None, "")
    }
    after = replace(ctx, row, source, **said)
    if after is not row and {"name", "phones"} & set(said):
        learn(ctx, adult_id, home, after)


def kin_of(child_id: UUID, kinship: Kinship) -> Kin | None:
    """The present relation of a child to a father or mother."""
    return Kin.objects.now().filter(child_id=child_id, kinship=kinship, until__isnull=True).first()


def relate(ctx: Context, child_id: UUID, adult: Adult, kinship: Kinship, source: Source) -> None:
    """Record that an adult is this kin of the child, once."""
    known = Kin.objects.now().filter(child_id=child_id, adult=adult, kinship=kinship)
    if not known.exists():
        believe(ctx, Kin, source, child_id=child_id, adult_id=adult.id, kinship=kinship)


def settle(
    ctx: Context, adult_id: UUID, home: str, draft: WhereaboutsDraft, source: Source
) -> Spell:
    """Record where a parent is from now on, ending the stretch before.

    The same whereabouts with a day that fits completes the present stretch; what the draft leaves
    empty stays as it was.

    Raises:
        DateInFuture, SpellOverlaps.
    """
    values = spell_columns(ctx, home, draft)
    begun = values["since"]
    before = Spell.objects.now().filter(adult_id=adult_id, until__isnull=True).first()
    if before is None:
        return believe(ctx, Spell, source, adult_id=adult_id, **values)
    if before.whereabouts == draft.whereabouts and _fits(draft, before):
        return replace(ctx, before, source, **_completing(before, draft, values))
    if before.since and draft.since and last_day(draft.since, draft.since_precision) < before.since:
        raise SpellOverlaps(since=before.since)
    ended = begun or ctx.today
    close(ctx, before, max(ended, before.since or ended), source)
    return believe(ctx, Spell, source, adult_id=adult_id, **values)


def spell_columns(ctx: Context, home: str, draft: WhereaboutsDraft) -> dict[str, Any]:
    """A draft as columns of a stretch that begins.

    Raises:
        DateInFuture.
    """
    begun = first_day(draft.since, draft.since_precision)
    if begun and begun > ctx.today:
        raise DateInFuture(on=draft.since)
    return {
        "whereabouts": draft.whereabouts,
        "since": begun,
        "since_precision": draft.since_precision,
        "work": draft.work,
        "contact": draft.contact,
        **work_place(draft.whereabouts, draft.place, home),
    }


def _fits(draft: WhereaboutsDraft, before: Spell) -> bool:
    """Whether a draft may speak of the stretch that is open: no day told on one side, or days that meet."""
    if draft.since is None or before.since is None:
        return True
    known = Precision(before.since_precision)
    return days_meet(draft.since, draft.since_precision, before.since, known)


def _completing(before: Spell, draft: WhereaboutsDraft, values: dict[str, Any]) -> dict[str, Any]:
    """What a draft adds to the open stretch: a day when it is the finer one, texts that are not empty."""
    said = {name: values[name] for name in ("work", "contact") if values[name]}
    known = Precision(before.since_precision)
    if draft.since and adds_day(draft.since, draft.since_precision, before.since, known):
        said |= {"since": values["since"], "since_precision": draft.since_precision}
    if draft.place:
        names = ("place", "place_text", "crosses_township", "crosses_county")
        said |= {name: values[name] for name in names}
    return said


def first_day(since: date | None, precision: Precision) -> date | None:
    """The first day that a stretch so dated may have begun; `facts.columns` says from when it counts."""
    if since is None or precision == Precision.DAY:
        return since
    return since.replace(day=1) if precision == Precision.MONTH else date(since.year, 1, 1)


def last_day(since: date, precision: Precision) -> date:
    """The last day that a stretch so dated may have begun."""
    if precision == Precision.DAY:
        return since
    month = since.month if precision == Precision.MONTH else 12
    return date(since.year, month, monthrange(since.year, month)[1])


def days_meet(one: date, one_precision: Precision, two: date, two_precision: Precision) -> bool:
    """Whether two datings may mean the same day."""
    begun = first_day(one, one_precision) or one, first_day(two, two_precision) or two
    return begun[0] <= last_day(two, two_precision) and begun[1] <= last_day(one, one_precision)


FINENESS = (Precision.YEAR, Precision.MONTH, Precision.DAY)


def adds_day(
    told: date, precision: Precision, known: date | None, known_precision: Precision
) -> bool:
    """Whether a dating says more, or something else, than the one that is known."""
    if known is None or not days_meet(told, precision, known, known_precision):
        return True
    return FINENESS.index(precision) > FINENESS.index(known_precision)


def children_of(adult_ids: Iterable[UUID]) -> list[UUID]:
    """The children whose father or mother one of these adults is: what is known of them is their status."""
    rows = Kin.objects.now().filter(
        adult_id__in=list(adult_ids),
        kinship__in=[Kinship.FATHER, Kinship.MOTHER],
        until__isnull=True,
    )
    return sorted(set(rows.values_list("child_id", flat=True)))


def work_place(whereabouts: Whereabouts, text: str, home: str) -> dict[str, Any]:
    """Columns of a work place: its code when the gazetteer knows it, and how far it lies from home."""
    if whereabouts != Whereabouts.AWAY or not text:
        return {"place": "", "place_text": text, "crosses_township": None, "crosses_county": None}
    found = resolve(text, home)
    return {
        "place": found.prefix or "",
        "place_text": text,
        "crosses_township": crosses(found, home, Level.TOWNSHIP),
        "crosses_county": crosses(found, home, Level.COUNTY),
    }
