"""What a yearly audit of children's personal information asks, as far as the house can count it.

Regulation on the Protection of Minors in Cyberspace (2024-01-01) art. 37: a compliance audit every year;
the authority asks for last year's by the end of January, children under fourteen listed by themselves.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from homeward.domain.children.consent.purposes import child_decides_from, purposes
from homeward.domain.children.models import (
    Child,
    Consent,
    CorrectionRequest,
    ErasureRequest,
    Lapse,
    LapsesOfNight,
    Presence,
)
from homeward.domain.children.retention.clocks import Clock, clocks
from homeward.domain.children.targets import ADULT_AGE, years_before
from homeward.domain.children.words import CorrectionState, Decides, ErasureState
from homeward.foundation.access.decide import visible
from homeward.foundation.clock import midnight
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

READ = "compliance.read"
PAGE = 200


@dataclass(frozen=True, slots=True)
class AgeCounts:
    """Children on the register on a day, those under fourteen by themselves; `unknown` has no birth date."""

    on: date
    under_14: int
    minors: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ConsentCounts:
    """How one purpose stands now among the children on the register; `asked` counts children."""

    purpose: str
    title: dict[str, str]
    version: int
    asked: int
    given_by_guardian: int
    refused_by_guardian: int
    given_by_child: int
    refused_by_child: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class RightsCounts:
    """Requests of the year, by what became of them; late ones were answered or wait after their day."""

    corrections: dict[str, int]
    corrections_late: int
    erasures: dict[str, int]


@dataclass(frozen=True, slots=True)
class ClockCounts:
    """One clock, how many children of the area it ran out for, and how many values the house removed."""

    clock: str
    title: dict[str, str]
    then: dict[str, str]
    reads: str
    since: str
    days: int
    children: int
    values: int


@dataclass(frozen=True, slots=True)
class ComplianceYear:
    """A year's figures of the reader's area, counted when asked for."""

    year: int
    ages: AgeCounts
    consents: tuple[ConsentCounts, ...]
    rights: RightsCounts
    clocks: tuple[ClockCounts, ...]


@query(action=READ, unscoped="filters with visible", says="查看年度合规材料")
def get_compliance_year(ctx: Context, *, year: int) -> ComplianceYear:
    """What a yearly compliance audit asks and the house can count; of the present year up to today."""
    year = min(max(year, 2000), 9000)
    ours = visible(ctx.actor, Child.objects.filter(merged_into__isnull=True), READ)
    on = min(date(year, 12, 31), ctx.today)
    return ComplianceYear(
        year, _ages(ours, on), _consents(ours, year), _rights(ctx, ours, year),
        tuple(_clock(ours, one, year) for one in clocks(on)),
    )  # fmt: skip


def _ages(ours: QuerySet[Child], on: date) -> AgeCounts:
    stays = Presence.objects.now().filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
    born = {
        "under_14": Q(born_on__gt=years_before(on, child_decides_from())),
        "minors": Q(
            born_on__lte=years_before(on, child_decides_from()),
            born_on__gt=years_before(on, ADULT_AGE),
        ),
        "unknown": Q(born_on__isnull=True),
    }
    there = ours.filter(pk__in=stays.values("child_id"))
    counts = there.aggregate(**{name: Count("pk", filter=one) for name, one in born.items()})
    return AgeCounts(on, counts["under_14"], counts["minors"], counts["unknown"])


def _consents(ours: QuerySet[Child], year: int) -> tuple[ConsentCounts, ...]:
    rows = Consent.objects.now().filter(child_id__in=ours.filter(present=True).values("pk"))
    counted: dict[str, Any] = {
        row["purpose"]: row
        for row in rows.values("purpose")
        .order_by()
        .annotate(
            asked=Count("child_id", distinct=True),
            **{
                f"{'given' if given else 'refused'}_by_{by}": Count(
                    "pk", filter=Q(given=given, by=by)
                )
                for given in (True, False)
                for by in (Decides.GUARDIAN, Decides.CHILD)
            },
            withdrawn=Count("pk", filter=Q(given=False, on__year=year)),
        )
    }
    names = (
        "asked", "given_by_guardian", "refused_by_guardian", "given_by_child", "refused_by_child",
        "withdrawn",
    )  # fmt: skip
    return tuple(
        ConsentCounts(
            name, dict(said.title), said.version,
            *(counted.get(name, {}).get(column, 0) for column in names),
        )
        for name, said in purposes().items()
    )  # fmt: skip


def _rights(ctx: Context, ours: QuerySet[Child], year: int) -> RightsCounts:
    within: dict[str, Any] = {
        "child_id__in": ours.values("pk"),
        "asked_at__gte": midnight(date(year, 1, 1)),
        "asked_at__lt": midnight(date(year + 1, 1, 1)),
    }
    asked = CorrectionRequest.objects.filter(**within)
    waits = Q(state=CorrectionState.ASKED, due_on__lt=ctx.today)
    late = asked.filter(waits | Q(ended_at__date__gt=F("due_on")))
    return RightsCounts(
        _by_state(asked, CorrectionState.values), late.count(),
        _by_state(ErasureRequest.objects.filter(**within), ErasureState.values),
    )  # fmt: skip


def _by_state(rows: "QuerySet[Any]", states: list[str]) -> dict[str, int]:
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in states}


def _clock(ours: QuerySet[Child], one: Clock, year: int) -> ClockCounts:
    ran_out = Lapse.objects.filter(clock=one.id, on__year=year, child_id__in=ours.values("pk"))
    removed = LapsesOfNight.objects.filter(clock=one.id, on__year=year)
    return ClockCounts(
        one.id, dict(one.title), dict(one.then), one.reads, one.since, one.days, ran_out.count(),
        removed.aggregate(all=Sum("what"))["all"] or 0,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A child who has turned fourteen, for whom a parent once said yes; `purposes` are to be asked anew."""

    child_id: UUID
    name: str
    place: str
    born_on: date
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToAskPage:
    """The first 200, the youngest first, and how many there are."""

    children: tuple[ToAsk, ...]
    total: int


@query(
    action="consent.read",
    name="consent.ask_themselves",
    unscoped="filters with visible",
    says="查看满十四岁要亲自问的孩子",
)
def list_to_ask(ctx: Context) -> ToAskPage:
    """Children who decide for themselves now and were not asked: those of fourteen years and more.

    Personal Information Protection Law (2021-11-01) art. 31.
    """
    grown = Q(born_on__lte=years_before(ctx.today, child_decides_from()))
    children = visible(ctx.actor, Child.objects.filter(grown, present=True), "consent.read")
    said = Consent.objects.now()
    own = said.filter(by=Decides.CHILD, child=OuterRef("child"), purpose=OuterRef("purpose"))
    open_ = said.filter(~Exists(own), by=Decides.GUARDIAN, given=True, purpose__in=list(purposes()))
    waiting = children.filter(pk__in=open_.values("child_id"))
    page = list(waiting.order_by("-born_on", "id")[:PAGE])
    asked: dict[UUID, list[str]] = {}
    for row in open_.filter(child__in=page).order_by("child_id", "purpose"):
        asked.setdefault(row.child_id, []).append(row.purpose)
    return ToAskPage(
        tuple(
            ToAsk(one.id, one.name, one.place, one.born_on, tuple(asked[one.id]))
            for one in page
            if one.born_on
        ),
        waiting.count(),
    )
