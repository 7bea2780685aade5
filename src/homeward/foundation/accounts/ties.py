"""To whom a child is, or could be, tied by name: acting parents and parents near by."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from homeward.engines.gazetteer import parent
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.access.scopes import ScopeKind, span
from homeward.foundation.accounts.models import User
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.commands.registry import LOCATORS


@dataclass(frozen=True, slots=True)
class TiePerson:
    """Somebody whose duty is over children by name; `since` None: this child is not tied to them."""

    user_id: UUID
    name: str
    role: str
    kind: ScopeKind
    since: date | None


@query(action="people.tie", name="people.tied", on="child_id", says="查看谁可以负责这个孩子")
def list_tied(ctx: Context, *, child_id: UUID) -> tuple[TiePerson, ...]:
    """Those a child is tied to now, then those of its township to whom it could be."""
    place = LOCATORS["child_id"](ctx, child_id).place
    open_ties = Tie.objects.filter(subject_id=child_id, until__isnull=True)
    tied = {(tie.user_id, tie.kind): tie.since for tie in open_ties}
    township = parent(place) or place
    rows = Appointment.objects.filter(
        Q(place__range=span(township)) | Q(user_id__in=[user for user, _ in tied]),
        scope_kind__in=(ScopeKind.CASELOAD, ScopeKind.FAMILY),
        until__isnull=True,
    )
    names = dict(User.objects.filter(pk__in=rows.values("user_id")).values_list("id", "name"))
    found = [
        TiePerson(
            row.user_id, names[row.user_id], row.role, ScopeKind(row.scope_kind),
            tied.get((row.user_id, row.scope_kind)),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.since is None, one.name, one.role)))
