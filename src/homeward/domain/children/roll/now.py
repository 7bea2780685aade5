"""What is believed now of the children a roll would change, loaded at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from homeward.domain.children.adults import known_by
from homeward.domain.children.models import (
    AdultDetails,
    Belief,
    Benefit,
    Care,
    Enrolment,
    Kin,
    Particulars,
    Spell,
)
from homeward.domain.children.roll.ledger import Id, columns

M = TypeVar("M", bound=Model)
Row = dict[str, Any]
CHUNK = 500


@dataclass(slots=True)
class Believed:
    """Current rows by whom they are about."""

    particulars: dict[Id, Row] = field(default_factory=dict)
    kin: dict[tuple[Id, str], Row] = field(default_factory=dict)
    care: dict[Id, Row] = field(default_factory=dict)
    enrolment: dict[Id, Row] = field(default_factory=dict)
    benefits: dict[Id, dict[str, Row]] = field(default_factory=dict)  # child -> kind -> row
    details: dict[Id, Row] = field(default_factory=dict)
    spells: dict[Id, Row] = field(default_factory=dict)
    households: dict[Id, UUID] = field(default_factory=dict)  # adult -> household


def load(child_ids: Sequence[UUID], adult_ids: Iterable[Id] = ()) -> Believed:
    """Load these children, their adults, and these adults."""
    found = Believed()
    found.particulars = {row["child_id"]: row for row in _now(Particulars, "child_id", child_ids)}
    found.care = {
        row["child_id"]: row for row in _now(Care, "child_id", child_ids, until__isnull=True)
    }
    found.enrolment = {
        row["child_id"]: row for row in _now(Enrolment, "child_id", child_ids, until__isnull=True)
    }
    for row in _now(Benefit, "child_id", child_ids, until__isnull=True):
        found.benefits.setdefault(row["child_id"], {})[row["kind"]] = row
    for row in _now(Kin, "child_id", child_ids, until__isnull=True):
        found.kin[row["child_id"], row["kinship"]] = row
    adults = set(adult_ids) | {row["adult_id"] for row in found.kin.values()}
    adults |= {row["adult_id"] for row in found.care.values() if row["adult_id"]}
    found.details = {row["adult_id"]: row for row in _now(AdultDetails, "adult_id", list(adults))}
    found.spells = {
        row["adult_id"]: row for row in _now(Spell, "adult_id", list(adults), until__isnull=True)
    }
    _households(found, list(adult_ids))
    return found


def known_adults(keys: Sequence[str]) -> dict[str, Id]:
    """Adults who are found by name and phone."""
    return {key: adult for some in chunks(keys) for key, adult in known_by(some).items()}


def _households(found: Believed, adult_ids: list[Id]) -> None:
    """Where the children of known adults live, so that a new sibling joins them."""
    children: dict[UUID, UUID] = {}
    for some in chunks(adult_ids):
        rows = Kin.objects.now().filter(adult_id__in=some, kinship__in=["father", "mother"])
        children.update(rows.values_list("child_id", "adult_id"))
    for row in _now(Particulars, "child_id", list(children)):
        if row["household_id"]:
            found.households.setdefault(children[row["child_id"]], row["household_id"])


def _now(model: type[Belief], by: str, ids: Sequence[Id], **more: Any) -> Iterable[Row]:
    for some in chunks(ids):
        rows = model.objects.now().filter(**{f"{by}__in": some}, **more)
        yield from rows.values(*columns(model))


def chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Many ids, some hundreds at a time."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def in_chunks(rows: QuerySet[M], by: str, ids: Sequence[UUID]) -> Iterable[M]:
    """Model rows by many ids, a few hundred at a time."""
    for some in chunks(ids):
        yield from rows.filter(**{f"{by}__in": some})
