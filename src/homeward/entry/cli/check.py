"""`./homeward check`: everything a change must satisfy besides its tests. CI runs exactly this."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from homeward.entry.cli import papers

ROOT = Path(__file__).resolve().parents[4]
BUILT = ROOT / "src" / "homeward" / "entry" / "web" / "static" / "homeward"
"""Where the front end's build puts its results."""

Gate = Callable[[], str]
"""Returns what is wrong, in words to act on; an empty text means that all is well."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def gates() -> list[tuple[str, Gate]]:
    """Every gate with its name, quickest first."""
    return [
        ("format", lambda: _module("ruff", "format", "--check", ".")),
        ("lint", lambda: _module("ruff", "check", "--quiet", "--output-format", "concise", ".")),
        ("imports", lambda: _code("from importlinter.cli import lint_imports_command as c; c()")),
        ("front end", lambda: papers.stale_front_end(ROOT / "frontend", BUILT)),
        ("catalogue", lambda: papers.gaps_in_catalogues(ROOT / "src" / "homeward")),
        ("migrations", lambda: _module("django", "makemigrations", "--check", "--dry-run")),
        ("documents", lambda: papers.stale_documents(ROOT / "docs" / "generated")),
        ("papers", lambda: _module("pytest", "-q", "--tb=short", "tests/architecture")),
        ("types", lambda: _module("mypy", "--no-error-summary")),
    ]


@app.command()
def check(
    only: Annotated[
        list[str] | None, typer.Argument(help="Names of gates; all when none is given.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="First write what can be written: format, documents.")
    ] = False,
) -> None:
    """检查代码与文档 Check the code and its papers."""
    chosen = [(name, gate) for name, gate in gates() if not only or name in only]
    unknown = set(only or ()) - {name for name, _ in chosen}
    if unknown:
        names = ", ".join(name for name, _ in gates())
        raise typer.BadParameter(f"no such gate: {', '.join(sorted(unknown))}; there are: {names}")
    with tempfile.TemporaryDirectory(prefix="homeward-check-") as data:
        os.environ["HOMEWARD_DATA"] = data  # settings make keys on sight: not in the real folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "homeward.settings"
        if fix:
            _fix()
        failures = {name: said for name, gate in chosen if (said := _timed(name, gate))}
    for name, said in failures.items():
        typer.echo(f"\n== {name}\n{said}", err=True)
    passed = len(chosen) - len(failures)
    typer.echo(f"\n{passed} passed, {len(failures)} failed")
    raise typer.Exit(int(bool(failures)))


def _timed(name: str, gate: Gate) -> str:
    begun = time.perf_counter()
    said = gate()
    mark = "✗" if said else "✓"
    typer.echo(f"{mark} {name:<12}{time.perf_counter() - begun:6.1f} s")
    return said


def _fix() -> None:
    _module("ruff", "check", "--fix", "--quiet", ".")
    _module("ruff", "format", "--quiet", ".")
    papers.write_documents(ROOT / "docs" / "generated")


def _module(name: str, *arguments: str) -> str:
    return _python("-m", name, *arguments)


def _code(text: str) -> str:
    return _python("-c", text)


def _python(*arguments: str) -> str:
    """Run one tool of this environment from the repository's root; its words if it objects."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if not done.returncode:
        return ""
    return done.stdout.strip() or f"{arguments[1]} ended with code {done.returncode}"
