"""Helpers as lists and pages."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from homeward.domain.children.words import Sex
from homeward.domain.helpers.models import Helper, Match, StepEvidence, VettingStep
from homeward.domain.helpers.record import of_state, opened, opened_list, standing_of, state_of
from homeward.domain.helpers.states import MatchState, VettingState
from homeward.domain.helpers.targets import target_of
from homeward.domain.helpers.vetting import FOREVER, StepRule, rules_on
from homeward.domain.helpers.words import Evidence, HelperKind, StepResult
from homeward.foundation.access.decide import can, visible
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.access.scopes import span
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import names_of

READ, MANAGE = "helper.read", "helper.manage"
MOST = 2000
BUSY = Q(state__in=(MatchState.ACTIVE, MatchState.SUSPENDED))


@dataclass(frozen=True, slots=True)
class HelperLine:
    """One helper in a list. `until` is None while the vetting is not complete, or where it never ends."""

    helper_id: UUID
    name: str
    kind: HelperKind
    place: str
    place_name: str
    state: VettingState
    until: date | None
    capacity: int
    helping: int
    lead_name: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A kept paper, without its content; `size` in bytes."""

    evidence_id: UUID
    kind: Evidence
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class StepLine:
    """One record of one step, the latest first; texts are empty for whoever may not manage helpers."""

    step_id: UUID
    step: str
    result: StepResult
    on: date
    by_name: str
    with_whom: str
    note: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class Needed:
    """One step that the rules ask of this kind of helper, and until when it holds (None: not done)."""

    step: str
    title: dict[str, str]
    hint: dict[str, str]
    law: bool
    source: dict[str, str]
    count: int
    valid_days: int | None
    until: date | None
    for_ever: bool
    failed: bool


@dataclass(frozen=True, slots=True)
class HelperPage:
    """One helper. Identity fields are None for readers without that class."""

    line: HelperLine
    sex: Sex | None
    birth_year: int | None
    phone: str | None
    id_number: str | None
    travel_km: int | None
    availability: tuple[str, ...]
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    interests: tuple[str, ...]
    preferences: str
    wont_do: str
    applied_on: date
    user_id: UUID | None
    account_name: str
    lead_id: UUID | None
    team: tuple[tuple[UUID, str], ...]
    stopped_on: date | None
    stopped_why: str
    needed: tuple[Needed, ...]
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A kept paper, opened; `content` is base64."""

    helper_id: UUID
    kind: Evidence
    content: str


@query(action=READ, name="helper.list", unscoped="filters with visible", says="查看帮扶人名单")
def list_helpers(
    ctx: Context, *, place: str = "", kind: HelperKind | None = None,
    state: VettingState | None = None,
) -> tuple[HelperLine, ...]:  # fmt: skip
    """Helpers of the reader's areas, those whose vetting ends first at the head, at most 2000.

    Args:
        place: 12-digit code; only those of its area.
        state: how the vetting stands today.
    """
    rows = visible(ctx.actor, Helper.objects.all(), READ)
    if place:
        rows = rows.filter(place__range=span(place))
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(of_state(state, ctx.today))
    ordered = rows.select_related("lead").order_by(
        F("vetted_until").asc(nulls_last=True), "name", "id"
    )
    return tuple(lines_of(ctx, ordered[:MOST]))


def lines_of(ctx: Context, rows: Iterable[Helper]) -> list[HelperLine]:
    """Helpers as lines, each with how many children they help now."""
    rows = list(rows)
    names = names_of({row.place for row in rows})
    busy = Match.objects.filter(BUSY, helper_id__in=[row.id for row in rows])
    counted = dict(busy.values_list("helper_id").annotate(n=Count("id")))
    return [
        HelperLine(
            row.id, row.name, HelperKind(row.kind), row.place, names.get(row.place, ""),
            state_of(row, ctx.today), _shown(row.vetted_until), row.capacity,
            counted.get(row.id, 0), row.lead.name if row.lead else "",
        )
        for row in rows
    ]  # fmt: skip


def _shown(until: date | None) -> date | None:
    return None if until == FOREVER else until


@query(action=READ, name="helper.read", on="helper_id", sensitive=True, says="查看一位帮扶人")
def read_helper(ctx: Context, *, helper_id: UUID) -> HelperPage:
    """One helper with every step of the vetting."""
    row = Helper.objects.select_related("lead").get(pk=helper_id)
    target = target_of(row)
    full = FieldClass.IDENTITY in ctx.actor.classes(READ, target)
    return page_of(ctx, row, full=full, notes=can(ctx.actor, MANAGE, target))


@query(
    action="helper.own", name="helper.mine", unscoped="one's own application alone",
    says="查看自己的帮扶申请",
)  # fmt: skip
def my_application(ctx: Context) -> HelperPage | None:
    """The reader's own application with its steps; None when they have not applied."""
    if ctx.actor.user_id is None:
        return None
    row = Helper.objects.select_related("lead").filter(user_id=ctx.actor.user_id).first()
    return page_of(ctx, row, full=True, notes=False) if row else None


@query(action=MANAGE, name="helper.evidence", on="evidence_id", sensitive=True, says="查看核查材料")
def read_evidence(ctx: Context, *, evidence_id: UUID) -> EvidenceFile:
    """A scanned paper."""
    row = StepEvidence.objects.get(pk=evidence_id)
    return EvidenceFile(row.helper_id, Evidence(row.kind), opened(row, "data"))


def content_of(file: EvidenceFile) -> bytes:
    """The bytes of a paper."""
    return base64.b64decode(file.content)


def page_of(ctx: Context, row: Helper, *, full: bool, notes: bool) -> HelperPage:
    """A helper's page.

    Args:
        full: with what only those may see who hold the identity class.
        notes: with what referees said and why something was not passed: not for the helper, to whom a
            referee spoke in confidence, nor for whoever does not vet.
    """
    team = Helper.objects.filter(Q(lead=row.lead_id or row.id) | Q(pk=row.lead_id or row.id))
    names = person_names([row.user_id] if row.user_id else [])
    members = tuple(team.order_by("name").values_list("id", "name"))
    return HelperPage(
        lines_of(ctx, [row])[0], Sex(row.sex) if row.sex else None, row.birth_year,
        opened(row, "phone") if full else None, opened(row, "id_number") if full else None,
        row.travel_km, tuple(row.availability), opened_list(row, "languages"),
        opened_list(row, "skills"), opened_list(row, "interests"), opened(row, "preferences"),
        opened(row, "wont_do"), row.applied_on, row.user_id,
        names.get(row.user_id, "") if row.user_id else "", row.lead_id,
        members if len(members) > 1 else (), row.stopped_on, opened(row, "stopped_why") if notes else "",
        _needed(row, ctx.today), _steps(row, notes),
    )  # fmt: skip


def _needed(row: Helper, day: date) -> tuple[Needed, ...]:
    found = standing_of(row, day)
    return tuple(
        _one_needed(rule, found.ends.get(rule.id), rule.id in found.failed)
        for rule in rules_on(day).kinds[row.kind]
    )


def _one_needed(rule: StepRule, until: date | None, failed: bool) -> Needed:
    return Needed(
        rule.id, dict(rule.title), dict(rule.hint), rule.law, dict(rule.source), rule.count,
        rule.valid_days, _shown(until), until == FOREVER, failed,
    )  # fmt: skip


def _steps(helper: Helper, notes: bool) -> tuple[StepLine, ...]:
    rows = list(VettingStep.objects.filter(helper=helper).order_by("-turn"))
    papers: dict[UUID, list[EvidenceLine]] = {}
    kept: QuerySet[StepEvidence] = StepEvidence.objects.filter(helper=helper).defer("data")
    for one in kept.order_by("recorded_at"):
        line = EvidenceLine(one.id, Evidence(one.kind), one.size, one.recorded_at)
        papers.setdefault(one.step_id, []).append(line)
    names = person_names({row.recorded_by for row in rows if row.recorded_by})
    return tuple(
        StepLine(
            row.id, row.step, StepResult(row.result), row.on,
            names.get(row.recorded_by, "") if row.recorded_by else "",
            opened(row, "with_whom") if notes else "", opened(row, "note") if notes else "",
            tuple(papers.get(row.id, ())),
        )
        for row in rows
    )  # fmt: skip
