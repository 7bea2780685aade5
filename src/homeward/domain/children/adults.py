"""Adults around a child: finding the one who is meant, and what is believed of them."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from homeward.domain.children import idnumber
from homeward.domain.children.drafts import AdultDraft, WhereaboutsDraft
from homeward.domain.children.models import Adult, AdultDetails, Kin, Spell
from homeward.domain.children.problems import SpellOverlaps
from homeward.domain.children.record import believe, close, replace
from homeward.domain.children.words import Kinship, Precision, Source, Whereabouts
from homeward.engines.gazetteer import Level, crosses, resolve
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import blind, seal
from homeward.foundation.ids import new_id
from homeward.foundation.problems import DateInFuture

PHONES = "adult.phones"


def key_index(place: str, name: str, phones: tuple[str, ...]) -> str:
    """How siblings find their shared parent: the same name with the same first phone in one village."""
    return blind(f"{place}|{name}|{phones[0]}", "adult.key") if name and phones else ""


def details_columns(draft: AdultDraft) -> dict[str, Any]:
    """The columns of an adult's details."""
    number = idnumber.checked_adult_id(draft.id_number)
    return {
        "name": draft.name,
        "born_on": draft.born_on,
        "phones": seal(json.dumps(draft.phones), PHONES) if draft.phones else None,
        "able": draft.able,
        "unable_why": draft.unable_why,
        **idnumber.sealed(number, idnumber.ADULT_PURPOSE),
    }


def meet(ctx: Context, place: str, draft: AdultDraft, source: Source) -> Adult:
    """The adult whom a draft means: one already known by name and phone in this village, or a new one."""
    index = key_index(place, draft.name, draft.phones)
    if index and (known := Adult.objects.filter(key_index=index).first()):
        update(ctx, known.id, draft, source)
        return known
    adult = Adult.objects.create(id=new_id(), command=ctx.command_id, key_index=index)
    believe(ctx, AdultDetails, source, adult_id=adult.id, **details_columns(draft))
    return adult


def update(ctx: Context, adult_id: UUID, draft: AdultDraft, source: Source) -> None:
    """Believe what a draft says of a known adult; what it leaves empty stays as it was."""
    row = AdultDetails.objects.now().get(adult_id=adult_id)
    said = {
        name: value for name, value in details_columns(draft).items() if value not in (None, "")
    }
    replace(ctx, row, source, **said)


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

    Raises:
        DateInFuture, SpellOverlaps.
    """
    since = counts_from(draft.since, draft.since_precision)
    if draft.since and draft.since > ctx.today:
        raise DateInFuture(on=draft.since)
    values = {
        "whereabouts": draft.whereabouts,
        "since": since,
        "since_precision": draft.since_precision,
        "work": draft.work,
        "contact": draft.contact,
        **work_place(draft.whereabouts, draft.place, home),
    }
    before = Spell.objects.now().filter(adult_id=adult_id, until__isnull=True).first()
    if before is None:
        return believe(ctx, Spell, source, adult_id=adult_id, **values)
    if before.whereabouts == draft.whereabouts and (since is None or since == before.since):
        return replace(ctx, before, source, **(values | {"since": before.since or since}))
    if since and before.since and since < before.since:
        raise SpellOverlaps(since=before.since)
    close(ctx, before, since or ctx.today, source)
    return believe(ctx, Spell, source, adult_id=adult_id, **values)


def counts_from(since: date | None, precision: Precision) -> date | None:
    """The day a stretch is counted from: a month's first, a year's last day (see `facts.columns`)."""
    if since is None or precision == Precision.DAY:
        return since
    return since.replace(day=1) if precision == Precision.MONTH else date(since.year, 12, 31)


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
