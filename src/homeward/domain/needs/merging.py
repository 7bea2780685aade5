"""How records of this room give way when two children turn out to be one: the latest answer counts."""

from django.utils.translation import gettext

from homeward.domain.children.public import gives_way
from homeward.domain.needs.models import Alert, Assessment, Response, Seat
from homeward.domain.needs.words import AlertState, Outcome, SeatState
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal


@gives_way(Alert)
def one_alert(ctx: Context, gone: Alert, kept: Alert) -> bool:
    """Of two open alerts of a rule the more urgent goes on; the other is decided as dealt with there.

    It counts as cleared, so that what stands is the one that goes on.
    """
    less = kept if gone.rank > kept.rank else gone
    why = gettext("与同一个孩子的另一条记录合并，由那边的预警继续处理。")
    less.why = seal(why, "needs.alert_why")
    less.state, less.outcome, less.escalates_at = AlertState.DECIDED, Outcome.HANDLED, None
    less.decided_at, less.decided_by, less.cleared_at = ctx.at, ctx.actor.user_id, ctx.at
    less.save(
        update_fields=[
            "state", "outcome", "why", "decided_at", "decided_by", "escalates_at", "cleared_at",
        ]
    )  # fmt: skip
    return True


@gives_way(Seat)
def one_seat(ctx: Context, gone: Seat, kept: Seat) -> bool:
    """A round has one seat for a child: what was answered at either of them is answered.

    The other seat stays with the old record, which stands nowhere: no round counts it.
    """
    if gone.state == SeatState.DONE and kept.state != SeatState.DONE:
        kept.state, kept.at, kept.by = SeatState.DONE, gone.at, gone.by
        kept.save(update_fields=["state", "at", "by"])
    return False


@gives_way(Response)
def latest_answers(ctx: Context, gone: Response, kept: Response) -> bool:
    """Answers of one round stay as answers outside it; of all answers, those given last count."""
    if gone.round_id is not None and gone.round_id == kept.round_id:
        gone.round_id = None
        gone.save(update_fields=["round"])
    if gone.followed_at is None and kept.followed_at is None:
        older = kept if gone.answered_on > kept.answered_on else gone
        older.followed_at = ctx.at
        older.save(update_fields=["followed_at"])
    return True


@gives_way(Assessment)
def latest_assessment(ctx: Context, gone: Assessment, kept: Assessment) -> bool:
    """The assessment made last counts."""
    older = kept if gone.assessed_on > kept.assessed_on else gone
    older.followed_at = ctx.at
    older.save(update_fields=["followed_at"])
    return True
