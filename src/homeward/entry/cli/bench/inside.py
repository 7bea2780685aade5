"""The measuring process: `python -m homeward.entry.cli.bench.inside MODULE SIZE REPORT`."""

import dataclasses
import json
import sys
from importlib import import_module
from pathlib import Path


def main(module: str, size: str, report: str) -> None:
    """Set up an empty house, measure, write the figures."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    measured = import_module(f"homeward.entry.cli.bench.{module}").measure(int(size))
    connection.ensure_connection()
    found = dataclasses.asdict(measured) | {"version": _version(connection)}
    Path(report).write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _version(connection: object) -> str:
    from django.db import connection as ours

    if ours.vendor == "postgresql":
        with ours.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
    import sqlite3

    return f"SQLite {sqlite3.sqlite_version}"


if __name__ == "__main__":
    main(*sys.argv[1:])
