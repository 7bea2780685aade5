"""Django for the verbs that need it, loaded when they are called."""

import os

import typer

from homeward.entry.cli.language import either, warn


def set_up(language: str = "zh") -> None:
    """Load Django and speak the language."""
    import django
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.settings")
    django.setup()
    translation.activate("en" if language == "en" else "zh-hans")


def set_up_migrated(language: str) -> None:
    """Load Django; end here with the remedy when the database is not ready for this version."""
    set_up(language)
    from django.db import OperationalError

    try:
        waiting = migrations_waiting()
    except OperationalError:
        warn(
            "连接不上数据库，请检查 DATABASE_URL。",
            "Cannot reach the database: check DATABASE_URL.",
        )
        raise typer.Exit(6) from None
    if waiting:
        told = either(
            "数据库还没有建立或版本较旧。请先运行：./homeward up",
            "The database is not set up, or is of an older version. First run: ./homeward up",
        )
        typer.echo(told, err=True)
        raise typer.Exit(6)


def migrations_waiting() -> bool:
    """Whether the tables lag behind this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
