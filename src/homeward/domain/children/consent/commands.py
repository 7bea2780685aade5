"""Recording a yes or a no to one purpose."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.consent.problems import (
    ChildDecides,
    ConsentRefused,
    GuardianDecides,
    PurposeUnknown,
)
from homeward.domain.children.consent.purposes import decides_alone, purposes
from homeward.domain.children.consent.standing import blocked
from homeward.domain.children.models import Consent
from homeward.domain.children.record import believe, locked_child, replace
from homeward.domain.children.words import ConsentWay, Decides, Source
from homeward.foundation.access.models import Tie
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import before_tie
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal
from homeward.foundation.problems import DateInFuture

CASELOAD = "caseload"


@dataclass(frozen=True, slots=True)
class ConsentRecorded:
    """Somebody said yes or no to a purpose."""

    child_id: UUID
    purpose: str
    given: bool


@command(action="consent.record", on="child_id", says="登记同意或不同意")
def record_consent(
    ctx: Context, *, child_id: UUID, purpose: str, given: bool, by: Decides, way: ConsentWay,
    who: str = "", on: date | None = None, note: str = "",
) -> ConsentRecorded:  # fmt: skip
    """Record what whoever decides said to the present text of a purpose. A later no withdraws a yes.

    Args:
        by: the guardian, or from fourteen the child itself. A no is taken from either.
        who: the name of the guardian who said so.
        way: on paper, spoken, by telephone, online.

    Raises:
        PurposeUnknown, DateInFuture, ChildHasLeft, ChildDecides, GuardianDecides.
    """
    said = purposes().get(purpose)
    if said is None:
        raise PurposeUnknown(purpose=purpose)
    day = on or ctx.today
    if day > ctx.today:
        raise DateInFuture(on=day)
    child = locked_child(ctx, child_id)
    own = decides_alone(child.born_on, day)
    if given and own and by != Decides.CHILD:
        raise ChildDecides()
    if given and not own and by != Decides.GUARDIAN:
        raise GuardianDecides()
    columns = {
        "version": said.version, "given": given, "way": way, "on": day,
        "who": seal(who.strip(), "consent.who") if who.strip() else None,
        "note": seal(note.strip(), "consent.note") if note.strip() else None,
    }  # fmt: skip
    counted = by if given else (Decides.CHILD if own else Decides.GUARDIAN)
    before = Consent.objects.now().filter(child_id=child_id, purpose=purpose, by=counted).first()
    if before:
        replace(ctx, before, Source.FAMILY, **columns)
    else:
        believe(
            ctx, Consent, Source.FAMILY, child_id=child_id, purpose=purpose, by=counted, **columns
        )
    if purpose == CASELOAD and not given:
        let_go(ctx, child_id)
    return ConsentRecorded(child_id, purpose, given)


def let_go(ctx: Context, child_id: UUID) -> None:
    """Whoever had the child by name has it no longer."""
    by_name = Tie.objects.filter(subject_id=child_id, kind=ScopeKind.CASELOAD, until__isnull=True)
    by_name.update(until=ctx.today)


def require_consent(child_id: UUID, purpose: str, on: date) -> None:
    """Raise where something may not be done for a child.

    Raises:
        ConsentRefused.
    """
    if blocked([child_id], purpose, on):
        raise ConsentRefused(title=purposes()[purpose].title["zh"])


@before_tie
def may_be_given(ctx: Context, child_id: UUID, kind: ScopeKind, user_id: UUID) -> None:
    """A child is given to nobody by name whose family said no."""
    if kind == ScopeKind.CASELOAD:
        require_consent(child_id, CASELOAD, ctx.today)
