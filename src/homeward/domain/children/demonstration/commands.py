"""Loading the fictional county, once, into an empty register."""

from dataclasses import dataclass
from uuid import UUID

from homeward.domain.children.demonstration.problems import RegisterInUse
from homeward.domain.children.models import Child
from homeward.foundation.accounts.models import User
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context


@dataclass(frozen=True, slots=True)
class DemonstrationLoaded:
    """The fictional county is on the register; `left` of its children are off it again."""

    children: int
    left: int
    adults: int


@command(
    action="demo.load", unscoped="a fictional county, into an empty register", says="装入演示数据"
)
def load_demonstration(
    ctx: Context, *, children: int, seed: int, newcomers_by_roll: str = ""
) -> DemonstrationLoaded:
    """Put the children of the fictional county on the register as they stand on `ctx.today`.

    Its places must have been loaded before.

    Args:
        children: how many, 1 to 2,000,000.
        seed: equal seeds make equal counties.
        newcomers_by_roll: a township whose children who came on the register within the last nine
            months are left out, so that a roll can bring them in.

    Raises:
        RegisterInUse.
    """
    # Here, not above: numpy would stay in the memory of every process for one act in its life.
    from homeward.domain.children.demonstration.write import CountyWriter
    from homeward.engines.population import COUNTY_CODE, CountyParams, county

    if Child.objects.exists():
        raise RegisterInUse()
    made = county(CountyParams.sized(children), seed, ctx.today)
    ctx.trail.about(None, COUNTY_CODE.ljust(12, "0"))
    written = CountyWriter(ctx, made, newcomers_by_roll).write()
    return DemonstrationLoaded(written.children, written.left, written.adults)


@dataclass(frozen=True, slots=True)
class PeopleLetIn:
    """People of the demonstration keep the passwords that are printed for them."""

    people: int


@command(
    action="demo.load", name="demo.let_in", unscoped="the people of the fictional county",
    says="演示人员免改密码",
)  # fmt: skip
def let_people_in(ctx: Context, *, user_ids: tuple[UUID, ...]) -> PeopleLetIn:
    """Spare people of the demonstration the choosing of a password at their first log-in."""
    people = User.objects.filter(pk__in=user_ids)
    return PeopleLetIn(people.update(must_change_password=False))
