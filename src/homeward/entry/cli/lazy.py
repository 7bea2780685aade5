"""Groups of verbs whose modules are imported only when one of them is typed."""

from difflib import get_close_matches
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command as built

# Typer's own context and command classes are private to it, hence `Any`.


class LazyGroup(TyperGroup):
    """Finds a verb by name when it is asked for, and suggests neighbours of one that is not there."""

    def names(self) -> list[str]:
        """Every verb, in the order in which help shows them."""
        raise NotImplementedError

    def load(self, name: str) -> typer.Typer | None:
        """The app of a verb; None where there is no such verb."""
        raise NotImplementedError

    def list_commands(self, ctx: Any) -> list[str]:
        return self.names()

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        app = self.load(cmd_name)
        if app is None:
            return None
        verb = built(app)
        verb.name = cmd_name
        return verb

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        typed = args[0]
        if not typed.startswith("-") and self.get_command(ctx, typed) is None:
            near = get_close_matches(typed, self.names(), cutoff=0.5)
            hint = f"您是不是要 Did you mean: {', '.join(near)}" if near else ""
            raise typer.BadParameter(f"没有“{typed}” No such verb. {hint}".strip())
        return super().resolve_command(ctx, args)


def load_target(target: str) -> typer.Typer:
    """The app that "module:name" stands for."""
    module, _, name = target.partition(":")
    app = getattr(import_module(module), name)
    assert isinstance(app, typer.Typer)
    return app
