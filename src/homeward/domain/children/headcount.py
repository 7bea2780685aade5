"""How many children stand in each township, kept by the database itself while rows are written.

A list says how many children there are in all, and counting a county's rows takes longer than everything
else on the page. PostgreSQL therefore notes every change of a count in the transaction that causes it: a
row a township and answer for each statement, however many children it writes. Rows are only ever added, so
that two writers in one township never wait for each other; the nightly sweep adds them up. A county has
some dozens of townships and hundreds or thousands of villages: a village's few children are counted.

SQLite keeps none: a township's register is counted as fast as it is read.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection, connections
from django.db.models import QuerySet, Sum

from homeward.domain.children.models import Child, Headcount, Status
from homeward.engines.gazetteer import Level, level
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import ScopeKind, span


def by_area(actor: Actor, action: str) -> bool:
    """Whether an actor's right to an action is one over whole areas, and nothing else."""
    return all(duty.scope.kind == ScopeKind.AREA for duty in actor.duties_for(action))


def counted(
    actor: Actor, action: str, place: str = "", definition: str = "", truth: str | None = None
) -> int | None:
    """How many children on the register an actor may do this to; None where rows must be counted.

    Args:
        place: a 12-digit code; only children inside it.
        definition, truth: only children for whom this definition says this (anything when None).
    """
    rows = _kept(actor, action, place)
    if rows is None:
        return None
    rows = rows.filter(definition=definition, fact="")
    rows = rows.filter(truth=truth) if truth else rows
    return rows.aggregate(n=Sum("change"))["n"] or 0


def answers(actor: Actor, action: str, place: str = "") -> Iterable[tuple[str, str, int]] | None:
    """Definition, truth, and for how many children; None where rows must be counted."""
    rows = _kept(actor, action, place)
    if rows is None:
        return None
    found = rows.filter(fact="").exclude(definition="").values_list("definition", "truth")
    return found.annotate(n=Sum("change")).filter(n__gt=0)


def missing(actor: Actor, action: str, place: str = "") -> Iterable[tuple[str, str, int]] | None:
    """Definition, fact, and for how many children it cannot say because that fact is missing; None
    where rows must be counted."""
    rows = _kept(actor, action, place)
    if rows is None:
        return None
    found = rows.exclude(fact="").values_list("definition", "fact")
    return found.annotate(n=Sum("change")).filter(n__gt=0)


def _kept(actor: Actor, action: str, place: str) -> QuerySet[Headcount] | None:
    if connection.vendor != "postgresql" or not by_area(actor, action):
        return None
    within = [place, *(duty.scope.value for duty in actor.duties_for(action))]
    if any(code and level(code) is Level.VILLAGE for code in within):
        return None
    rows = visible(actor, Headcount.objects.all(), action)
    return rows.filter(place__range=span(place)) if place else rows


def add_up() -> None:
    """Put one row in the place of all the changes of a count; inside a command only.

    One statement: a count read beside it is the old rows' or the new ones', never a mixture.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_ADD_UP)


def install(using: str = "default", **_signal: Any) -> None:
    """Make the triggers that keep the counts, after each migrate."""
    wanted = connections[using]
    if wanted.vendor != "postgresql":
        return
    tables = set(wanted.introspection.table_names())
    if not {model._meta.db_table for model in (Child, Headcount, Status)} <= tables:
        return  # migrating backwards
    with wanted.cursor() as cursor:
        cursor.execute(_function("children_child_counts", _OF_CHILDREN))
        cursor.execute(_function("children_status_counts", _OF_ANSWERS))
        for table in ("children_child", "children_status"):
            for verb, seen in _VERBS.items():
                name = f"headcount_{verb.lower()}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(
                    f"CREATE TRIGGER {name} AFTER {verb} ON {table} REFERENCING {seen} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_counts()"
                )


_VERBS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}
_TOWNSHIP = "left(place, 9) || '000' AS place"
_OF_CHILDREN = f"""
SELECT {_TOWNSHIP}, '' AS definition, '' AS truth, '' AS fact, {{n}} AS n FROM {{rows}} WHERE present
"""
_OF_ANSWERS = f"""
SELECT {_TOWNSHIP}, definition, truth, fact, {{n}} AS n
FROM {{rows}}, unnest(array_prepend('', string_to_array(nullif(missing, ''), ','))) AS fact
WHERE ended_at IS NULL AND (fact = '' OR truth = 'unknown')
"""
_ADD_UP = """
WITH gone AS (DELETE FROM children_headcount RETURNING place, definition, truth, fact, change)
INSERT INTO children_headcount (place, definition, truth, fact, change)
SELECT place, definition, truth, fact, sum(change) FROM gone GROUP BY 1, 2, 3, 4
HAVING sum(change) <> 0
"""


def _function(name: str, rows: str) -> str:
    """A trigger function that notes the difference a statement made."""
    came, went = rows.format(n="1", rows="new_rows"), rows.format(n="-1", rows="old_rows")
    note = (
        "INSERT INTO children_headcount (place, definition, truth, fact, change) "
        "SELECT place, definition, truth, fact, sum(n) FROM ({}) AS moved "
        "GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0"
    )
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN {note.format(came)};
  ELSIF TG_OP = 'DELETE' THEN {note.format(went)};
  ELSE {note.format(f"{came} UNION ALL {went}")};
  END IF;
  RETURN NULL;
END $$"""
