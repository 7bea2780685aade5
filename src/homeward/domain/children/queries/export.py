"""The whole table, as far as the reader may see it, row by row."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, CharField, F, FilteredRelation, Q, QuerySet

from homeward.domain.children.facts import definitions
from homeward.domain.children.models import Child, School
from homeward.domain.children.queries.lists import Filter, chosen
from homeward.domain.children.words import Truth
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.models import Place

CHUNK = 5000


@query(action="child.export", unscoped="filters with visible", takes_out=True, says="导出名册")
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
    rows = _with_answers(chosen(ctx, asked, "child.export")).order_by("place", "sort_key", "id")
    columns = ("id", "name", "sex", "born_on", "place", "school_id", "said")
    answers = cache(lambda said: _in_order(said, ids))
    for child, name, sex, born, code, school, said in rows.values_list(*columns).iterator(CHUNK):
        yield (
            str(child), name, sex or "", born.isoformat() if born else "", code,
            places.get(code, ""), schools.get(school, ""), *answers(said),
        )  # fmt: skip


def _with_answers(rows: QuerySet[Child]) -> QuerySet[Child]:
    """The rows with their current answers as one text, put together by the database: a county has a
    million answers, and only some hundred combinations of them.
    """
    now = FilteredRelation("answers", condition=Q(answers__ended_at__isnull=True))
    return rows.annotate(now=now, said=_Joined(F("now__definition"), F("now__truth")))


class _Joined(Aggregate):
    """`definition=truth,...` of a group of answers."""

    output_field = CharField()
    template = "STRING_AGG(%(expressions)s, ',')"
    arg_joiner = " || '=' || "

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="GROUP_CONCAT(%(expressions)s)", **more)


def _in_order(said: str | None, ids: Sequence[str]) -> tuple[str, ...]:
    """The answers of these definitions; empty where one has none."""
    found = dict(one.split("=", 1) for one in said.split(",")) if said else {}
    return tuple(found.get(name, "") for name in ids)
