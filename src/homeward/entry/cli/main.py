"""The command line's front door.

A verb's module is imported only when that verb is typed, so that `check` does not load Django and
`audit` does not load the rule engine.
"""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command as built

groups: dict[str, str] = {
    "test": "homeward.entry.cli.test:app",
    "check": "homeward.entry.cli.check:app",
}
"""Verb -> "module:typer app". An app with one command is a verb, with several a group of verbs."""


class LazyVerbs(TyperGroup):
    """Finds a verb in `groups` and loads its module when it is asked for."""

    # Typer's own context and command classes are private to it, hence `Any`.

    def list_commands(self, ctx: Any) -> list[str]:
        """All verbs, in the order of `groups`."""
        return list(groups)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The verb itself, or None where there is no such verb (typer then suggests neighbours)."""
        target = groups.get(cmd_name)
        if target is None:
            return None
        module, _, attribute = target.partition(":")
        verb = built(getattr(import_module(module), attribute))
        verb.name = cmd_name
        return verb


app = typer.Typer(
    cls=LazyVerbs,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    # A trace that prints local variables would print children's names.
    pretty_exceptions_enable=False,
)


@app.callback()
def homeward() -> None:
    """归途 Homeward: one care loop for the people around rural left-behind children."""
