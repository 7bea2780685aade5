"""Who a page is about: the child's name and where the child stands, and no more."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.models import Child
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import name_of


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands above every form about a child."""

    child_id: UUID
    name: str
    sex: str | None
    born_on: date | None
    place: str
    place_name: str
    school_id: UUID | None
    present: bool


@query(action="child.read", name="child.headline", on="child_id", says="查看孩子的姓名")
def get_headline(ctx: Context, *, child_id: UUID) -> Headline:
    """The name above a form; no more than the list shows, so the list's rules of recording apply."""
    row = Child.objects.get(pk=child_id)
    return Headline(
        row.id, row.name, row.sex, row.born_on, row.place, name_of(row.place), row.school_id,
        row.present,
    )  # fmt: skip
