"""Triggers for every table of Homeward's own models, made after each migrate so that none is forgotten.

A table is protected unless its model says `guarded = False` with the reason in its docstring. Audit
tables say `append_only = True`: rows may be added by a command, and never changed or removed. Steps of
a person's record say `erasable = True` beside it: they may be removed with the person, by erasure alone.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

ERASING = "erasing"
"""What a connection says it is doing while a person's data are erased; see `context.writing`."""
REFUSED = "homeward: write outside a command refused"
FROZEN = "homeward: append-only table"


def protected_models() -> Iterator[type[Model]]:
    """Every concrete model of Homeward that is not declared unguarded."""
    for model in apps.get_models():
        ours = model.__module__.startswith("homeward.")
        if ours and model._meta.managed and getattr(model, "guarded", True):
            yield model


def install(using: str = "default", **_signal: Any) -> None:
    """Make the triggers of every protected table that exists, replacing older ones.

    In one transaction: no write slips in between the old trigger and the new one.
    """
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTIONS)
        for model in protected_models():
            if model._meta.db_table in existing:
                for statement in statements(connection, model):
                    cursor.execute(statement)


def statements(connection: BaseDatabaseWrapper, model: type[Model]) -> list[str]:
    """The SQL that guards one table."""
    table = model._meta.db_table
    append_only = getattr(model, "append_only", False)
    erasable = getattr(model, "erasable", False)
    if connection.vendor == "postgresql":
        return _postgres(table, append_only, erasable)
    return _sqlite(table, append_only, erasable)


POSTGRES_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION homeward_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('homeward.command', true), '') = '' THEN
    RAISE EXCEPTION '{REFUSED}: %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION homeward_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' OR coalesce(current_setting('homeward.command', true), '') <> '{ERASING}' THEN
    RAISE EXCEPTION '{FROZEN}: %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION homeward_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{FROZEN}: %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""


def _postgres(table: str, append_only: bool, erasable: bool) -> list[str]:
    # Statement triggers: one check a statement, so a COPY of 100,000 rows pays once.
    guard = "INSERT" if append_only else "INSERT OR UPDATE OR DELETE OR TRUNCATE"
    made = [
        f'DROP TRIGGER IF EXISTS homeward_guard ON "{table}"',
        f'CREATE TRIGGER homeward_guard BEFORE {guard} ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION homeward_guard()",
    ]
    if append_only:
        made += [
            f'DROP TRIGGER IF EXISTS homeward_frozen ON "{table}"',
            f'CREATE TRIGGER homeward_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            f"FOR EACH STATEMENT EXECUTE FUNCTION {'homeward_kept' if erasable else 'homeward_frozen'}()",
        ]
    return made


def _sqlite(table: str, append_only: bool, erasable: bool) -> list[str]:
    made = []
    for verb in ("INSERT", "UPDATE", "DELETE"):
        name = f"homeward_guard_{table}_{verb.lower()}"
        made.append(f'DROP TRIGGER IF EXISTS "{name}"')
        if append_only and verb != "INSERT":
            body = f"SELECT RAISE(ABORT, '{FROZEN}: {table}')"
            if erasable and verb == "DELETE":
                body += f" WHERE coalesce(homeward_command(), '') <> '{ERASING}'"
        else:
            body = f"SELECT RAISE(ABORT, '{REFUSED}: {table}') WHERE coalesce(homeward_command(), '') = ''"
        made.append(f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" BEGIN {body}; END')
    return made
