"""The machine's part: records follow their child, and what no longer holds is said to be so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import QuerySet

from homeward.domain.care.public import TransferMoved
from homeward.domain.care.states import TransferState
from homeward.domain.children.public import (
    ChildLeft,
    ConsentRecorded,
    bring_along,
    cards_of,
    follow_as_machine,
    go_along,
)
from homeward.domain.helpers.access import pause, settle
from homeward.domain.helpers.models import Answer, Helper, Match, MatchStep
from homeward.domain.helpers.record import change, recorded_of
from homeward.domain.helpers.states import MatchState
from homeward.domain.helpers.vetting import rules_on, standing
from homeward.domain.helpers.words import Paused
from homeward.foundation.access.actor import machine
from homeward.foundation.access.load import tied
from homeward.foundation.access.models import Tie
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.clock import day_of
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.outbox import subscribe

MODELS = (Match, Answer, MatchStep)
CHUNK = 500


@dataclass(frozen=True, slots=True)
class MatchesFollowed:
    """How many records stand elsewhere now."""

    records: int


@dataclass(frozen=True, slots=True)
class MatchesKept:
    """How many matches of a child were paused, because what they rested on is gone."""

    child_id: UUID
    paused: int


@dataclass(frozen=True, slots=True)
class HelpersSwept:
    """How many helpers were weighed anew, and how many matches paused."""

    helpers: int
    paused: int


@command(action="match.follow", unscoped="the machine, after a child moved", says="随孩子调整结对")
def follow_child_matches(ctx: Context, *, child_id: UUID) -> MatchesFollowed:
    """Let the matches of a child stand where it stands now."""
    return MatchesFollowed(bring_along(MODELS, child_id))


@command(
    action="match.follow", name="match.sweep", unscoped="the nightly worker, over every match",
    says="夜间核对结对所属",
)  # fmt: skip
def sweep_matches(ctx: Context) -> MatchesFollowed:
    """The same for every match: a net under the events."""
    return MatchesFollowed(bring_along(MODELS))


@command(action="match.follow", name="match.keep", unscoped="the machine, after a child left, moved or its "
         "family said no", says="暂停不再成立的结对")  # fmt: skip
def keep_matches(ctx: Context, *, child_id: UUID) -> MatchesKept:
    """Pause the active matches of a child who has left, or whom the helper's account no longer reaches."""
    return MatchesKept(child_id, _pause_broken(ctx, Match.objects.filter(child_id=child_id)))


@command(
    action="helper.sweep", unscoped="the nightly worker, over every helper", says="夜间核对帮扶人"
)
def sweep_helpers(ctx: Context) -> HelpersSwept:
    """Weigh every vetting by the rules of today, and say what has run out: ties lapsed by themselves before.

    A tie by name to somebody who is no helper has nothing to rest on, and ends.
    """
    paused = changed = 0
    ids = list(Helper.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        said = recorded_of(some)
        for row in Helper.objects.select_for_update().filter(pk__in=some):
            found = standing(rules_on(ctx.today).kinds[row.kind], said.get(row.id, ()))
            if (row.vetted_until, row.failed) != (found.until, bool(found.failed)):
                change(row, vetted_until=found.until, failed=bool(found.failed))
                changed += 1
            paused += settle(ctx, row)
    accounts = Helper.objects.filter(user_id__isnull=False).values("user_id")
    loose = Tie.objects.filter(kind=ScopeKind.CASELOAD, until__isnull=True, lapses_on__isnull=True)
    loose.exclude(user_id__in=accounts).update(lapses_on=ctx.today)
    paused += _pause_broken(ctx, Match.objects.all())
    return HelpersSwept(changed, paused)


def _pause_broken(ctx: Context, matches: "QuerySet[Match]") -> int:
    rows = list(matches.filter(state=MatchState.ACTIVE).select_related("helper"))
    cards = cards_of({row.child_id for row in rows})
    users = {row.helper.user_id for row in rows if row.helper.user_id}
    ties = Tie.objects.filter(tied(ctx.today), kind=ScopeKind.CASELOAD, user_id__in=users)
    reached = set(ties.values_list("user_id", "subject_id"))
    count = 0
    for row in rows:
        user_id = row.helper.user_id
        gone = not cards[row.child_id].present
        if gone or (user_id and (user_id, row.child_id) not in reached):
            pause(ctx, row, Paused.CONSENT)
            count += 1
    return count


def vetting_ran_out(at: datetime) -> bool:
    """Whether an active match stands whose helper's vetting has run out."""
    return Match.objects.filter(
        state=MatchState.ACTIVE, helper__vetted_until__lt=day_of(at)
    ).exists()


@subscribe(ConsentRecorded)
def on_consent(event: ConsentRecorded, message_id: UUID) -> None:
    """A family may have said no to acting parents."""
    if not event.given:
        _keep(message_id, event.child_id)


@subscribe(ChildLeft)
def on_leaving(event: ChildLeft, message_id: UUID) -> None:
    """Nobody helps a child by name who has left."""
    _keep(message_id, event.child_id)


@subscribe(TransferMoved)
def on_transfer(event: TransferMoved, message_id: UUID) -> None:
    """A child that was handed on is helped anew where it lives now."""
    if event.state in (TransferState.ACCEPTED, TransferState.RECEIVED):
        own = uuid5(message_id, "follow")
        follow_as_machine(MODELS, own, event.child_id, follow_child_matches, sweep_matches)
        _keep(message_id, event.child_id)


def _keep(message_id: UUID, child_id: UUID) -> None:
    if not Match.objects.filter(child_id=child_id, state=MatchState.ACTIVE).exists():
        return
    own = uuid5(message_id, "keep")
    keep_matches(Context(actor=machine(), channel=Channel.JOB, command_id=own), child_id=child_id)


go_along(MODELS, follow_child_matches, sweep_matches)
