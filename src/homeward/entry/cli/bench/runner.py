"""Runs one bench in processes of their own, each on a throw-away data folder and database."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from homeward.entry.cli.bench.machine import this_machine
from homeward.entry.cli.bench.measured import median_of
from homeward.entry.cli.postgres import temporary_postgres

SOURCE = Path(__file__).resolve().parents[4]


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench: where it is, how large it usually is, and on which databases it runs."""

    module: str
    size: int
    databases: tuple[str, ...]
    beside: tuple[int, ...] = ()
    """Further sizes whose figures stand beside its own, without bars, to see how cost grows."""


BENCHES: dict[str, Bench] = {
    "roll": Bench("roll", 20_000, ("postgres", "sqlite")),
    "list": Bench("lists", 200_000, ("postgres",), beside=(20_000,)),
    "write": Bench("write", 1_000, ("postgres",)),
    "rules": Bench("rules", 1_000_000, ("sqlite",)),
    "search": Bench("search", 1_000_000, ("postgres",), beside=(100_000,)),
    "linkage": Bench("linkage", 1_000_000, ("sqlite",), beside=(100_000,)),
    "matching": Bench("matching", 5_000, ("sqlite",)),
    "doubles": Bench("doubles", 100_000, ("postgres",), beside=(10_000,)),
    "watch": Bench("watch", 100_000, ("postgres",), beside=(10_000,)),
    "start": Bench("start", 3_000, ("sqlite",)),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; 0 and empty stand for the bench's own."""

    size: int = 0
    database: str = ""
    repeat: int = 1


def run(name: str, asked: Asked) -> dict[str, Any]:
    """Run a bench; the figures of each database, the bars of all.

    Raises:
        PostgresMissing, BenchFailed.
    """
    bench = BENCHES[name]
    size = asked.size or bench.size
    databases = _databases(bench, asked.database)
    found = {
        database: median_of([_run_once(bench.module, size, database) for _ in range(asked.repeat)])
        for database in databases
    }
    beside = {
        f"{database}_{other}": _run_once(bench.module, other, database)["figures"]
        for database in databases
        for other in bench.beside
        if other < size
    }
    machine = this_machine() | {
        "database": {database: one["version"] for database, one in found.items()}
    }
    return {
        "name": name,
        "size": size,
        "repeat": asked.repeat,
        "machine": machine,
        "figures": {database: one["figures"] for database, one in found.items()},
        "alternatives": beside
        | {key: value for one in found.values() for key, value in one["alternatives"].items()},
        "bars": [
            {**bar, "what": f"{bar['what']} ({database})"}
            for database, one in found.items()
            for bar in one["bars"]
        ],
    }


def _databases(bench: Bench, asked: str) -> tuple[str, ...]:
    if asked == "both":
        return ("postgres", "sqlite")
    return (asked,) if asked else bench.databases


class BenchFailed(Exception):
    """The measuring process ended without figures; it has printed why."""


def _run_once(module: str, size: int, database: str) -> dict[str, Any]:
    with _database(database) as url, tempfile.TemporaryDirectory(prefix="homeward-bench-") as data:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("HOMEWARD_")}
        environment.pop("DATABASE_URL", None)
        environment |= {
            "HOMEWARD_DATA": data,
            "DJANGO_SETTINGS_MODULE": "homeward.settings",
            "PYTHONPATH": str(SOURCE),
        }
        if url:
            environment["DATABASE_URL"] = url
        report = Path(data) / "report.json"
        command = [sys.executable, "-m", "homeward.entry.cli.bench.inside", module, str(size)]
        done = subprocess.run([*command, str(report)], env=environment, check=False)
        if done.returncode or not report.exists():
            raise BenchFailed(f"{module}: {done.returncode}")
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return found


@contextmanager
def _database(kind: str) -> Iterator[str]:
    """The address of a database; empty for SQLite, whose file lies in the data folder."""
    if kind == "sqlite":
        yield ""
        return
    with temporary_postgres() as url:  # stock settings, with fsync
        yield url
