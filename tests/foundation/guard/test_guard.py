"""No write to a protected table outside a command, whichever way it comes; the same on both databases."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from homeward.foundation import bulk
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.guard.context import writing
from homeward.foundation.guard.triggers import protected_models
from homeward.foundation.places.models import Place
from tests.foundation.doors import ACTION, call, holder
from tests.personas import VILLAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county", "trial")]
REFUSED = "write outside a command refused"
FROZEN = "append-only table"
COLUMNS = "(code, name, level, parent) VALUES ('990101100299', '野村', 12, '')"
NEW = "990101100299"


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def many() -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM places_place WHERE code = %s", [[VILLAGE], [NEW]])


def wild() -> Place:
    return Place(code=NEW, name="野村", level=12)


EVERYWHERE: dict[str, Callable[[], Any]] = {
    "save": lambda: wild().save(),
    "create": lambda: Place.objects.create(code=NEW, name="野村", level=12),
    "bulk_create": lambda: Place.objects.bulk_create([wild()]),
    "bulk_create_ignore_conflicts": lambda: Place.objects.bulk_create(
        [wild()], ignore_conflicts=True
    ),
    "bulk_update": lambda: Place.objects.bulk_update([Place(code=VILLAGE, name="改")], ["name"]),
    "update": lambda: Place.objects.filter(pk=VILLAGE).update(name="改"),
    "update_or_create": lambda: Place.objects.update_or_create(
        code=VILLAGE, defaults={"name": "改"}
    ),
    "delete": lambda: Place.objects.filter(pk=VILLAGE).delete(),
    "raw_insert": lambda: execute(f"INSERT INTO places_place {COLUMNS}"),
    "raw_update": lambda: execute("UPDATE places_place SET name = name || '改'"),
    "raw_delete": lambda: execute("DELETE FROM places_place"),
    "comment_first": lambda: execute("/* SELECT */ -- ok\n DELETE FROM places_place"),
    "on_conflict": lambda: execute(
        f"INSERT INTO places_place {COLUMNS} ON CONFLICT (code) DO UPDATE SET name = '改'"
    ),
    "executemany": many,
    "insert_select": lambda: execute(
        "INSERT INTO places_place (code, name, level, parent) "
        "SELECT '990101100299', '野村', level, '' FROM places_place WHERE level = 2"
    ),
    "copy_or_prepared": lambda: bulk.insert(
        Place, ["code", "name", "level", "parent"], [(NEW, "野村", 12, "")]
    ),
}
SQLITE: dict[str, Callable[[], Any]] = {
    "replace": lambda: execute(f"REPLACE INTO places_place {COLUMNS}"),
    "insert_or_ignore": lambda: execute(f"INSERT OR IGNORE INTO places_place {COLUMNS}"),
}
POSTGRES: dict[str, Callable[[], Any]] = {
    "truncate": lambda: execute("TRUNCATE places_place"),
    "cte": lambda: execute(
        "WITH gone AS (DELETE FROM places_place RETURNING code) SELECT count(*) FROM gone"
    ),
    "do": lambda: execute("DO $$ BEGIN DELETE FROM places_place; END $$"),
    "several": lambda: execute("SELECT 1; DELETE FROM places_place"),
    "merge": lambda: execute(
        "MERGE INTO places_place p USING (SELECT 1) x ON p.code = '99' "
        f"WHEN NOT MATCHED THEN INSERT {COLUMNS}"
    ),
}
WAYS = EVERYWHERE | (POSTGRES if connection.vendor == "postgresql" else SQLITE)


@pytest.mark.parametrize("way", WAYS)
def test_a_write_outside_a_command_is_refused(way: str) -> None:
    before = sorted(Place.objects.values_list("code", "name"))
    with pytest.raises(Exception, match=REFUSED), transaction.atomic():
        WAYS[way]()
    assert sorted(Place.objects.values_list("code", "name")) == before


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("delete", "truncate")])
def test_the_same_write_inside_a_command_goes_through(way: str) -> None:
    """The guard asks for a command, not for a way of writing."""

    @command(action=ACTION, unscoped="a trial", says="写")
    def write(ctx: Context) -> None:
        """Write in one way or another."""
        WAYS[way]()

    before = sorted(Place.objects.values_list("code", "name"))
    write(call(holder()))
    assert sorted(Place.objects.values_list("code", "name")) != before


def test_every_table_of_ours_is_protected() -> None:
    """A table that somebody adds tomorrow is protected without anybody thinking of it."""
    tables = {model._meta.db_table for model in protected_models()}
    ours = {m._meta.db_table for m in apps.get_models() if m.__module__.startswith("homeward.")}
    assert tables == ours
    for table in sorted(tables):
        # A row that already exists is not needed: the statement itself is refused.
        with pytest.raises(DatabaseError, match=f"{REFUSED}|{FROZEN}"), transaction.atomic():
            execute(f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1")
            if connection.vendor == "sqlite":  # its triggers fire for rows; say it by the schema
                names = {f"homeward_guard_{table}_{v}" for v in ("insert", "update", "delete")}
                assert names <= triggers()
                raise DatabaseError(REFUSED)


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}


def test_the_door_is_closed_after_a_command() -> None:
    @command(action=ACTION, unscoped="a trial", says="写")
    def write(ctx: Context) -> None:
        """Write."""
        wild().save()

    write(call(holder()))
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        execute("DELETE FROM places_place")


@pytest.mark.parametrize("swallowed", [True, False])
def test_the_door_is_closed_after_a_command_that_failed(swallowed: bool) -> None:
    @command(action=ACTION, unscoped="a trial", says="写")
    def fail(ctx: Context) -> None:
        """Write, then stumble over the database or over oneself."""
        wild().save()
        with contextlib.suppress(DatabaseError) if swallowed else contextlib.nullcontext():
            execute("SELECT * FROM no_such_table")
        raise LookupError

    with pytest.raises((LookupError, DatabaseError)):
        fail(call(holder()))
    assert not Place.objects.filter(pk=NEW).exists()
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        execute("DELETE FROM places_place")


def test_the_door_is_closed_after_an_inner_command_that_failed() -> None:
    @command(action=ACTION, unscoped="a trial", says="写", name="trial.inner")
    def inner(ctx: Context) -> None:
        """Stumble."""
        raise LookupError

    @command(action=ACTION, unscoped="a trial", says="写")
    def outer(ctx: Context) -> None:
        """Write on after an inner command stumbled."""
        with contextlib.suppress(LookupError):
            inner(call(ctx.actor))
        wild().save()

    outer(call(holder()))
    assert Place.objects.filter(pk=NEW).exists()
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        execute("DELETE FROM places_place")


def test_a_late_write_after_the_commit_is_refused(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """What runs after the act is no part of it, and nobody would have recorded it."""

    @command(action=ACTION, unscoped="a trial", says="写")
    def later(ctx: Context) -> None:
        """Leave a write for after the commit."""
        transaction.on_commit(lambda: wild().save())

    with (
        pytest.raises(DatabaseError, match=REFUSED),
        django_capture_on_commit_callbacks(execute=True),
    ):
        later(call(holder()))


@pytest.mark.django_db(transaction=True)
def test_a_late_write_after_a_real_commit_is_refused() -> None:
    @command(action=ACTION, unscoped="a trial", says="写")
    def later(ctx: Context) -> None:
        """Leave a write for after the commit."""
        transaction.on_commit(lambda: wild().save())

    with pytest.raises(DatabaseError, match=REFUSED):
        later(call(holder()))
    with pytest.raises(DatabaseError, match=REFUSED):
        wild().save()


AUDIT_CHANGES = {
    "update": "UPDATE audit_event SET name = 'x'",
    "delete": "DELETE FROM audit_event",
    "upsert": "INSERT INTO audit_event SELECT * FROM audit_event WHERE true "
    "ON CONFLICT (id) DO UPDATE SET name = 'x'",
}
if connection.vendor == "postgresql":
    AUDIT_CHANGES["truncate"] = "TRUNCATE audit_event"
else:
    AUDIT_CHANGES["replace"] = "REPLACE INTO audit_event SELECT * FROM audit_event"


@pytest.mark.parametrize("way", AUDIT_CHANGES)
def test_audit_rows_are_not_changed_even_inside_a_command(way: str) -> None:
    """Evidence that its own house can rewrite is none."""
    before = list(AuditEvent.objects.order_by("id").values_list())
    assert before
    with (
        pytest.raises(DatabaseError, match=FROZEN),
        transaction.atomic(),
        writing("trial"),
    ):
        execute(AUDIT_CHANGES[way])
    assert list(AuditEvent.objects.order_by("id").values_list()) == before
