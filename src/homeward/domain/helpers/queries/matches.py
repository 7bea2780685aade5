"""Matches: those of an area, one with what the three said, those of a child, and who could help it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.public import HelpedFacts, cards_of, helped_facts
from homeward.domain.children.words import ConsentWay
from homeward.domain.helpers.models import Answer, Helper, Match, MatchStep
from homeward.domain.helpers.queries.people import HelperLine, lines_of
from homeward.domain.helpers.record import opened, state_of
from homeward.domain.helpers.states import LIVE, MatchState, VettingState
from homeward.domain.helpers.vetting import cleared
from homeward.domain.helpers.words import Asked, Ending, HelperKind, Paused
from homeward.foundation.access.decide import visible
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import names_of

READ = "match.read"
MOST = 500
COUNTY = 6


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One match in a list."""

    match_id: UUID
    child_id: UUID
    child_name: str
    place_name: str
    helper_id: UUID
    helper_name: str
    kind: HelperKind
    state: MatchState
    vetting: VettingState
    since: date


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What one of the three said; `by_name` recorded it."""

    by: Asked
    agreed: bool
    way: ConsentWay
    on: date
    who: str
    note: str
    by_name: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move of a match."""

    move: str
    to: MatchState
    on: date
    by_name: str


@dataclass(frozen=True, slots=True)
class MatchPage:
    """One match; `waiting` are those whose answer is still to be asked."""

    line: MatchLine
    text: str
    proposed_on: date
    published_on: date | None
    started_on: date | None
    ended_on: date | None
    paused: Paused | None
    paused_note: str
    ending: Ending | None
    end_note: str
    next_helper: str
    answers: tuple[AnswerLine, ...]
    waiting: tuple[Asked, ...]
    moves: tuple[MoveLine, ...]


@dataclass(frozen=True, slots=True)
class HelpedChild:
    """What a helper sees of a child, and since when they help it."""

    child_id: UUID
    first_name: str
    age: int | None
    school: str
    village: str
    carer_name: str
    carer_phones: tuple[str, ...]


@query(action=READ, name="match.list", unscoped="filters with visible", says="查看结对")
def list_matches(
    ctx: Context, *, state: MatchState | None = None, helper_id: UUID | None = None
) -> tuple[MatchLine, ...]:
    """Matches of the reader's areas that go on, or of one state; the latest first, at most 500."""
    rows = visible(ctx.actor, Match.objects.all(), READ)
    rows = rows.filter(state=state) if state else rows.filter(state__in=LIVE)
    if helper_id:
        rows = rows.filter(helper_id=helper_id)
    return _lines(ctx, rows.select_related("helper").order_by("-proposed_on", "-id")[:MOST])


@query(action=READ, name="match.of_child", on="child_id", says="查看孩子的结对")
def matches_of_child(ctx: Context, *, child_id: UUID) -> tuple[MatchLine, ...]:
    """Every match of a child, the latest first."""
    rows = Match.objects.filter(child_id=child_id).select_related("helper")
    return _lines(ctx, rows.order_by("-proposed_on", "-id"))


@query(action=READ, name="match.read", on="match_id", sensitive=True, says="查看一个结对")
def read_match(ctx: Context, *, match_id: UUID) -> MatchPage:
    """One match with what the three said."""
    row = Match.objects.select_related("helper", "next_helper").get(pk=match_id)
    answers = list(Answer.objects.filter(match=row).order_by("on", "recorded_at", "id"))
    moves = list(MatchStep.objects.filter(match=row).order_by("turn"))
    names = person_names({one.recorded_by for one in (*answers, *moves) if one.recorded_by})
    said = tuple(
        AnswerLine(
            Asked(one.by), one.agreed, ConsentWay(one.way), one.on, opened(one, "who"),
            opened(one, "note"), names.get(one.recorded_by, "") if one.recorded_by else "",
        )
        for one in answers
    )  # fmt: skip
    waits = row.state == MatchState.PUBLISHED
    yes = {one.by for one in said if one.agreed}
    return MatchPage(
        _lines(ctx, [row])[0], opened(row, "reason"), row.proposed_on, row.published_on,
        row.started_on, row.ended_on, Paused(row.paused_why) if row.paused_why else None,
        opened(row, "paused_note"), Ending(row.ending) if row.ending else None,
        opened(row, "end_note"), row.next_helper.name if row.next_helper else "", said,
        tuple(one for one in Asked if waits and one not in yes),
        tuple(
            MoveLine(
                one.move, MatchState(one.to), one.recorded_at.date(),
                names.get(one.recorded_by, "") if one.recorded_by else "",
            )
            for one in moves
        ),
    )  # fmt: skip


@query(action="match.propose", name="match.candidates", on="child_id", says="查看可以结对的帮扶人")
def candidates(ctx: Context, *, child_id: UUID) -> tuple[HelperLine, ...]:
    """Vetted helpers of the child's county who have room, whom nobody has refused: nearest places first."""
    card = cards_of([child_id])[child_id]
    refused = Answer.objects.filter(child_id=child_id, agreed=False).values("helper_id")
    going = Match.objects.filter(child_id=child_id, state__in=LIVE).values("helper_id")
    rows = Helper.objects.filter(place__startswith=card.place[:COUNTY], lead__isnull=True)
    rows = rows.exclude(pk__in=refused).exclude(pk__in=going).select_related("lead")
    able = [row for row in rows if cleared(state_of(row, ctx.today))]
    free = [line for line in lines_of(ctx, able) if line.helping < line.capacity]
    return tuple(sorted(free, key=lambda one: (-_shared(one.place, card.place), one.name)))


def _shared(one: str, other: str) -> int:
    """How many leading digits two places share: the more, the nearer."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))


@query(action="match.child", on="child_id", sensitive=True, says="查看帮扶的孩子")
def helped_child(ctx: Context, *, child_id: UUID) -> HelpedChild:
    """The least that a helper has to know of a child: while the match is active and the vetting holds."""
    return _helped(child_id, helped_facts(child_id, ctx.today))


def _helped(child_id: UUID, facts: HelpedFacts) -> HelpedChild:
    return HelpedChild(
        child_id, facts.first_name, facts.age, facts.school, facts.village, facts.carer_name,
        facts.carer_phones,
    )  # fmt: skip


@query(
    action="helper.own",
    name="match.mine",
    unscoped="one's own caseload alone",
    says="查看自己帮扶的孩子",
)
def my_children(ctx: Context) -> tuple[UUID, ...]:
    """The children whom the reader helps by an active match, as far as the right to see them holds now."""
    helper = Helper.objects.filter(user_id=ctx.actor.user_id).first() if ctx.actor.user_id else None
    if helper is None:
        return ()
    leads = [one for one in (helper.id, helper.lead_id) if one]
    rows = Match.objects.filter(helper_id__in=leads, state=MatchState.ACTIVE).order_by("started_on")
    found = rows.values_list("child_id", flat=True)
    return tuple(child for child in dict.fromkeys(found) if child in ctx.actor.caseload)


def _lines(ctx: Context, rows: Iterable[Match]) -> tuple[MatchLine, ...]:
    rows = list(rows)
    cards = cards_of({row.child_id for row in rows})
    places = names_of({row.place for row in rows})
    return tuple(
        MatchLine(
            row.id, row.child_id, cards[row.child_id].name, places.get(row.place, ""),
            row.helper_id, row.helper.name, HelperKind(row.kind), MatchState(row.state),
            state_of(row.helper, ctx.today),
            row.started_on or row.published_on or row.proposed_on,
        )
        for row in rows
    )  # fmt: skip
