"""Which people stand near a record: who can take an alert over, who reads a report, whom it may accuse."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from homeward.domain.children.public import where_child
from homeward.domain.needs.commands.alerts import ACT
from homeward.domain.needs.models import Alert
from homeward.domain.needs.reports import LEAD
from homeward.domain.needs.targets import target_of
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.roles import FieldClass, Role, roles
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class PersonNear:
    """Somebody with a duty over a record, under the first of the roles that reach it."""

    user_id: UUID
    name: str
    role: str


@query(action=ACT, name="alert.receivers", on="alert_id", says="查看谁可以接手预警")
def list_receivers(ctx: Context, *, alert_id: UUID) -> tuple[PersonNear, ...]:
    """Everybody else who may act on an alert, and so can be given it."""
    alert = Alert.objects.get(pk=alert_id)
    target = target_of(alert)
    found = _near(ctx, target, (role for role in roles().values() if ACT in role.actions))
    return tuple(one for one in found if one.user_id != alert.owner_id)


@query(action="report.file", name="report.people", on="child_id", says="查看孩子身边的工作人员")
def list_people_near(ctx: Context, *, child_id: UUID) -> tuple[PersonNear, ...]:
    """Everybody whose duty reaches a child: a report can name one of them, and then goes around that one."""
    readers = (role for role in roles().values() if "child.read" in role.actions)
    return _near(ctx, where_child(ctx, child_id), readers)


@query(
    action="report.file", name="report.leads", says="查看谁接收报告",
    unscoped="who reads reports is told to whoever may file one",
)  # fmt: skip
def list_leads(ctx: Context, *, place: str) -> tuple[PersonNear, ...]:
    """The protection leads of a place, the nearest first: the first who is not accused gets a report."""
    return _near(ctx, Target(place=place), [roles()[LEAD]])


def _near(ctx: Context, target: Target, wanted: Iterable[Role]) -> tuple[PersonNear, ...]:
    holders = Holders(ctx.today)
    found: dict[UUID, str] = {}
    for role in wanted:
        if target.reads and FieldClass(target.reads) not in role.sees:
            continue
        for user_id in holders.near(role.id, target):
            found.setdefault(user_id, role.id)
    if ctx.actor.user_id:
        found.pop(ctx.actor.user_id, None)
    names = person_names(found)
    return tuple(PersonNear(one, names.get(one, ""), role) for one, role in found.items())
