"""The command line's front door.

A verb's module is imported only when that verb is typed, so that `check` does not load Django and
`audit` does not load the rule engine.
"""

import typer

from homeward.entry.cli.lazy import LazyGroup, load_target
from homeward.entry.cli.nouns import NOUNS

groups: dict[str, str] = {
    "up": "homeward.entry.cli.up:app",
    "test": "homeward.entry.cli.test:app",
    "check": "homeward.entry.cli.check:app",
    "bench": "homeward.entry.cli.bench.verb:app",
    **{noun: f"homeward.entry.cli.verbs:{noun}" for noun in NOUNS},
}
"""Verb -> "module:typer app". An app with one command is a verb, with several a group of verbs."""


class Verbs(LazyGroup):
    """What may follow `./homeward`."""

    def names(self) -> list[str]:
        return list(groups)

    def load(self, name: str) -> typer.Typer | None:
        return load_target(groups[name]) if name in groups else None


app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    # A trace that prints local variables would print children's names.
    pretty_exceptions_enable=False,
)


@app.callback()
def homeward() -> None:
    """归途 Homeward: one care loop for the people around rural left-behind children."""
