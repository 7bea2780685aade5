"""How beliefs, and what hangs on names, give way: what is believed of the kept child stays believed."""

from typing import Any

from django.db.models import Q

from homeward.domain.children.merge.giving_way import ALSO_ONCE, gives_way
from homeward.domain.children.models import (
    AdultDetails,
    Belief,
    Benefit,
    Care,
    Consent,
    Enrolment,
    EntrustedCare,
    Kin,
    Notice,
    Particulars,
    Presence,
)
from homeward.foundation.access.models import Tie
from homeward.foundation.commands.context import Context

ALSO_ONCE[Presence] = ((), Q(superseded_at__isnull=True, until__isnull=True))


@gives_way(Particulars, Presence, Care, EntrustedCare, Enrolment, Benefit, Notice)
def believed_no_more(ctx: Context, gone: Belief, kept: Belief) -> bool:
    """It comes along as history."""
    gone.superseded_at, gone.superseded_by = ctx.at, ctx.command_id
    gone.save(update_fields=["superseded_at", "superseded_by"])
    return True


gives_way(Kin)(believed_no_more)


@gives_way(Consent)
def said_last(ctx: Context, gone: Consent, kept: Consent) -> bool:
    """What was said last of a purpose counts; of one day, the no."""
    later_gone = (gone.on, not gone.given) > (kept.on, not kept.given)
    return believed_no_more(ctx, *((kept, gone) if later_gone else (gone, kept)))


@gives_way(Tie)
def tied_once(ctx: Context, gone: Tie, kept: Tie) -> bool:
    """Whoever is tied to both is tied to the kept child already."""
    gone.until = ctx.today
    gone.save(update_fields=["until"])
    return True


def same_kin(ctx: Context, gone: Any, kept: Any) -> None:
    """Grandparents and others that both records name by kinship and name are told once."""
    known = {(row.kinship, _name(row)) for row in Kin.objects.now().filter(child_id=kept)}
    for row in Kin.objects.now().filter(child_id=gone, until__isnull=True):
        if (name := _name(row)) and (row.kinship, name) in known:
            believed_no_more(ctx, row, row)


def _name(row: Kin) -> str:
    details = AdultDetails.objects.now().filter(adult_id=row.adult_id).first()
    return details.name if details else ""
