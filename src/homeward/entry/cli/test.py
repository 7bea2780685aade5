"""`./homeward test`: every test on SQLite, then what touches the database on a real PostgreSQL."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from homeward.entry.cli.postgres import find_programs, temporary_postgres

ROOT = Path(__file__).resolve().parents[4]
ON_POSTGRES = ("tests/foundation", "tests/domain", "tests/entry")
"""Where tests meet a database; engines and journeys are the same on both."""
NO_TESTS = 5
"""pytest's exit code when it found nothing to run."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def test(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files or folders; what follows -- goes to pytest as it is."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Slow tests too.")] = False,
    sqlite: Annotated[bool, typer.Option("--sqlite", help="SQLite only.")] = False,
    postgres: Annotated[bool, typer.Option("--postgres", help="PostgreSQL only.")] = False,
) -> None:
    """跑测试 Run the tests, on SQLite and on PostgreSQL."""
    asked = list(paths or [])
    codes: list[int] = []
    untested: list[str] = []
    if not postgres or sqlite:
        typer.echo("== SQLite")
        codes.append(_pytest(asked, everything=everything, database_url=None, whole=not asked))
        if find_chromium() is None:
            untested.append(
                "没有 Chromium，浏览器里的用法没有测试 · No Chromium: journeys in a browser were "
                "not tested (Debian/Ubuntu: apt install chromium fonts-noto-cjk)"
            )
    if not sqlite or postgres:
        if find_programs() is None:
            untested.append(
                "没有 PostgreSQL，只测试了 SQLite · No PostgreSQL: only SQLite was tested "
                "(Debian/Ubuntu: apt install postgresql)"
            )
        elif postgres or _may_meet_a_database(asked):
            codes.append(_on_postgres(asked, everything=everything))
    for line in untested:
        typer.echo(f"! {line}")
    if postgres and not codes:
        raise typer.Exit(1)
    ran = [code for code in codes if code != NO_TESTS]
    raise typer.Exit(int(any(ran)) if ran else NO_TESTS)


def find_chromium() -> str | None:
    """The machine's own browser for journeys; None when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)


def _may_meet_a_database(asked: list[str]) -> bool:
    """False only when every path that was typed lies outside the folders of `ON_POSTGRES`."""
    typed = [Path(word.partition("::")[0]).resolve() for word in asked]
    paths = [path for path in typed if path.exists()]
    folders = [ROOT / folder for folder in ON_POSTGRES]
    return not paths or any(
        path.is_relative_to(folder) or folder.is_relative_to(path)
        for path in paths
        for folder in folders
    )


def _on_postgres(asked: list[str], *, everything: bool) -> int:
    whole = [str(ROOT / folder) for folder in ON_POSTGRES if (ROOT / folder).is_dir()]
    if not asked and not whole:
        return NO_TESTS
    with temporary_postgres(fast=True) as url:
        typer.echo("== PostgreSQL")
        return _pytest(asked or whole, everything=everything, database_url=url, whole=not asked)


def _pytest(
    arguments: list[str], *, everything: bool, database_url: str | None, whole: bool
) -> int:
    """One pytest run with a data folder of its own; returns pytest's exit code."""
    options = [] if everything else ["-m", "not slow"]
    if whole:  # two workers do not pay for themselves on the one file someone is writing
        options += ["-n", "2"]
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    with tempfile.TemporaryDirectory(prefix="homeward-test-") as data:
        environment["HOMEWARD_DATA"] = data
        command = [sys.executable, "-m", "pytest", *options, *arguments]
        # A path that was typed means what it means where it was typed.
        folder = ROOT if whole else None
        return subprocess.run(command, cwd=folder, env=environment, check=False).returncode
