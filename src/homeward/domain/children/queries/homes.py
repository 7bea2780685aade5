"""Where parents are and who looks after the child, for a page of a list: four look-ups in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from homeward.domain.children.models import Care, Enrolment, Kin, Spell
from homeward.domain.children.queries.shown import day
from homeward.domain.children.words import CarerKind, Kinship, Stage, Whereabouts
from homeward.foundation.statements import Among, Lookup, together


@dataclass(frozen=True, slots=True)
class ParentLine:
    """A father or mother; `whereabouts` None is 未采集, `since` is as exact as it is known."""

    parent: Kinship
    whereabouts: Whereabouts | None
    since: str | None


@dataclass(frozen=True, slots=True)
class HomeLine:
    """A child's home, and stage of schooling, in a list; None is 未采集."""

    parents: tuple[ParentLine, ...] = ()
    carer: CarerKind | None = None
    carer_kinship: Kinship | None = None
    stage: Stage | None = None


class _Parent(NamedTuple):
    child_id: UUID
    kinship: str
    adult_id: UUID


class _Spell(NamedTuple):
    adult_id: UUID
    whereabouts: str
    since: date | None
    since_precision: str


class _Care(NamedTuple):
    child_id: UUID
    kind: str | None
    kinship: str | None


class _Stage(NamedTuple):
    child_id: UUID
    stage: str | None


_PARENTS = Lookup(
    _Parent,
    lambda ids: Kin.objects.now().filter(
        Among("child_id", ids), kinship__in=[Kinship.FATHER, Kinship.MOTHER], until__isnull=True
    ),
)
_SPELLS = Lookup(
    _Spell, lambda ids: Spell.objects.now().filter(Among("adult_id", ids), until__isnull=True)
)
_CARE = Lookup(
    _Care, lambda ids: Care.objects.now().filter(Among("child_id", ids), until__isnull=True)
)
_STAGES = Lookup(
    _Stage, lambda ids: Enrolment.objects.now().filter(Among("child_id", ids), until__isnull=True)
)


def homes_of(child_ids: Sequence[UUID]) -> dict[UUID, HomeLine]:
    """The homes of a few children; a child of whom nothing is known is absent."""
    if not child_ids:
        return {}
    kin, cared_for, taught = together(*(each.of(child_ids) for each in (_PARENTS, _CARE, _STAGES)))
    parents = _parents(sorted(kin))  # the father first
    care = {row.child_id: row for row in cared_for}
    stages = {row.child_id: row.stage for row in taught}
    found = {}
    for child in {*parents, *care, *stages}:
        cared = care.get(child)
        stage = stages.get(child)
        found[child] = HomeLine(
            tuple(parents.get(child, ())),
            CarerKind(cared.kind) if cared and cared.kind else None,
            Kinship(cared.kinship) if cared and cared.kinship else None,
            Stage(stage) if stage else None,
        )
    return found


def _parents(kin: Sequence[_Parent]) -> dict[UUID, list[ParentLine]]:
    spells = _SPELLS({row.adult_id for row in kin}) if kin else ()
    now = {
        row.adult_id: (Whereabouts(row.whereabouts), day(row.since, row.since_precision))
        for row in spells
    }
    found: dict[UUID, list[ParentLine]] = {}
    for child, kinship, adult in kin:
        where, since = now.get(adult, (None, None))
        found.setdefault(child, []).append(ParentLine(Kinship(kinship), where, since))
    return found
