"""The whole table, as far as the reader may see it, row by row."""

from collections.abc import Iterator
from uuid import UUID

from homeward.domain.children.facts import definitions
from homeward.domain.children.models import School, Status
from homeward.domain.children.queries.lists import Filter, chosen
from homeward.domain.children.words import Truth
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import span
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.models import Place

CHUNK = 5000


@query(action="child.export", unscoped="filters with visible", sensitive=True, says="导出名册")
def export_children(
    ctx: Context,
    *,
    place: str = "",
    school_id: UUID | None = None,
    definition: str = "",
    truth: Truth | None = None,
    missing: str = "",
    q: str = "",
) -> Iterator[tuple[str, ...]]:
    """Heading, then one row a child in the order of the list: class `care`, no identity numbers.

    The act is recorded before the first row is read.
    """
    asked = Filter(
        place=place, school_id=school_id, definition=definition, truth=truth, missing=missing, q=q
    )
    return _rows(ctx, asked)


def _rows(ctx: Context, asked: Filter) -> Iterator[tuple[str, ...]]:
    ids = sorted({rule.id for rule in definitions().in_force(ctx.today)})
    yield ("id", "name", "sex", "born_on", "place", "place_name", "school", *ids)
    places = dict(Place.objects.filter(level=12).values_list("code", "name"))
    schools = dict(School.objects.values_list("id", "name"))
    said = _standings(ctx, asked)
    rows = chosen(ctx, asked, "child.export").order_by("place", "sort_key", "id")
    columns = ("id", "name", "sex", "born_on", "place", "school_id")
    for child, name, sex, born, code, school in rows.values_list(*columns).iterator(CHUNK):
        answers = said.get(child, {})
        yield (
            str(child), name, sex or "", born.isoformat() if born else "", code,
            places.get(code, ""), schools.get(school, ""), *(answers.get(i, "") for i in ids),
        )  # fmt: skip


def _standings(ctx: Context, asked: Filter) -> dict[UUID, dict[str, str]]:
    """Every child's answers, read once in the order of an index."""
    rows = visible(ctx.actor, Status.objects.filter(ended_at__isnull=True), "child.export")
    if asked.place:
        rows = rows.filter(place__range=span(asked.place))
    found: dict[UUID, dict[str, str]] = {}
    for child, name, truth in rows.values_list("child_id", "definition", "truth").iterator(20_000):
        found.setdefault(child, {})[name] = truth
    return found
