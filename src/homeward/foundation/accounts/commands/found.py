"""The very first account: an empty house has nobody yet who could appoint anybody."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password

from homeward.foundation.access.models import Appointment
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.passwords import check_strength
from homeward.foundation.accounts.problems import HouseHasPeople
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context

OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class HouseFounded:
    """The first operator has an account."""

    user_id: UUID


@command(action="people.found", unscoped="nobody is there yet", says="设立首位运维人员")
def found_house(ctx: Context, *, username: str, name: str, password: str) -> HouseFounded:
    """Make the first operator, over the whole country. The machine's own act at the first start.

    Raises:
        HouseHasPeople: from then on people are appointed by people.
        PasswordWeak.
    """
    if User.objects.exists():
        raise HouseHasPeople()
    user = User(
        id=ctx.command_id,
        username=username,
        name=name,
        must_change_password=True,
        made_at=ctx.at,
    )
    check_strength(password, user)
    user.password = make_password(password)
    user.save(force_insert=True)
    Appointment.objects.create(
        id=ctx.command_id,
        user_id=user.id,
        role=OPERATOR,
        scope_kind=ScopeKind.AREA,
        since=ctx.today,
        granted_at=ctx.at,
    )
    ctx.trail.about(user.id)
    return HouseFounded(user.id)
