"""Accounts that wait for an appointment."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from homeward.foundation.access.decide import visible
from homeward.foundation.access.models import Appointment
from homeward.foundation.accounts.models import User
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class Unappointed:
    """How many people have an account and nothing to do with it."""

    people: int


@query(
    action="people.read", name="people.unappointed", unscoped="filters with visible",
    says="查看还没有任命的人员",
)  # fmt: skip
def count_unappointed(ctx: Context) -> Unappointed:
    """Accounts of the reader's areas without any open appointment."""
    held = Appointment.objects.filter(user_id=OuterRef("pk"), until__isnull=True)
    users = visible(ctx.actor, User.objects.filter(is_active=True), "people.read")
    return Unappointed(users.filter(~Exists(held)).count())
