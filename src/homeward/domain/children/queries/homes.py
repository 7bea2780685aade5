"""Where parents are and who looks after the child, for a page of a list: four look-ups in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from homeward.domain.children.models import Care, Enrolment, Kin, Spell
from homeward.domain.children.queries.shown import day
from homeward.domain.children.words import CarerKind, Kinship, Stage, Whereabouts


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


def homes_of(child_ids: Sequence[UUID]) -> dict[UUID, HomeLine]:
    """The homes of a few children; a child of whom nothing is known is absent."""
    parents = _parents(child_ids)
    rows = Care.objects.now().filter(child_id__in=child_ids, until__isnull=True)
    care = {
        child: (kind, kin) for child, kind, kin in rows.values_list("child_id", "kind", "kinship")
    }
    taught = Enrolment.objects.now().filter(child_id__in=child_ids, until__isnull=True)
    stages = dict(taught.values_list("child_id", "stage"))
    found = {}
    for child in {*parents, *care, *stages}:
        kind, kinship = care.get(child, (None, None))
        stage = stages.get(child)
        found[child] = HomeLine(
            tuple(parents.get(child, ())),
            CarerKind(kind) if kind else None,
            Kinship(kinship) if kinship else None,
            Stage(stage) if stage else None,
        )
    return found


def _parents(child_ids: Sequence[UUID]) -> dict[UUID, list[ParentLine]]:
    kin = list(
        Kin.objects.now()
        .filter(
            child_id__in=child_ids,
            kinship__in=[Kinship.FATHER, Kinship.MOTHER],
            until__isnull=True,
        )
        .order_by("kinship")
        .values_list("child_id", "kinship", "adult_id")
    )
    spells = Spell.objects.now().filter(
        adult_id__in={adult for _, _, adult in kin}, until__isnull=True
    )
    now = {
        adult: (Whereabouts(where), day(since, precision))
        for adult, where, since, precision in spells.values_list(
            "adult_id", "whereabouts", "since", "since_precision"
        )
    }
    found: dict[UUID, list[ParentLine]] = {}
    for child, kinship, adult in kin:
        where, since = now.get(adult, (None, None))
        found.setdefault(child, []).append(ParentLine(Kinship(kinship), where, since))
    return found
