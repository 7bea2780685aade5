"""Every command and query as a verb of its noun, made from the registry when it is typed."""

import sys
from enum import EnumType
from inspect import Parameter, Signature, getdoc
from pathlib import Path
from typing import Annotated, Any, cast, get_args

import typer

from homeward.entry.cli import language
from homeward.entry.cli.django_setup import set_up, set_up_migrated
from homeward.entry.cli.lazy import LazyGroup, load_target
from homeward.entry.cli.nouns import BY_HAND, NOUNS

SECRETS = {"password", "old", "new"}
"""Asked for when they are not typed: what is typed after a command stays in the shell's history."""

Login = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="LOGIN",
        help="以谁的身份（登录名或手机号）Whose rights.",
        envvar="HOMEWARD_AS",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象 Print one JSON object.")]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="理由 Why; goes to the audit.")
]
CommandId = Annotated[
    str | None,
    typer.Option("--command-id", metavar="UUID", help="操作编号 The same id again acts once."),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="存为文件 Write here.")]

ABOUT: dict[str, tuple[Any, Any]] = {
    "as_login": (Login, None),
    "as_json": (AsJson, False),
    "reason": (Reason, ""),
    "command_id": (CommandId, None),
    "out": (Out, None),
    "lang": (language.Lang, None),
}
"""Options of every verb."""


class Verbs(LazyGroup):
    """The verbs of one noun."""

    def names(self) -> list[str]:
        noun = str(self.name)
        return sorted({*_doors(noun), *BY_HAND.get(noun, {})})

    def load(self, name: str) -> typer.Typer | None:
        noun = str(self.name)
        if target := BY_HAND.get(noun, {}).get(name):
            return load_target(target)
        door = _doors(noun).get(name)
        return _verb(door) if door else None


def __getattr__(noun: str) -> typer.Typer:
    """The app of a noun, so that `main.groups` can name it like any other."""
    if noun not in NOUNS:
        raise AttributeError(noun)
    app = typer.Typer(
        cls=Verbs, help=NOUNS[noun], no_args_is_help=True, add_completion=False,
        rich_markup_mode=None,
    )  # fmt: skip
    app.callback(help=NOUNS[noun])(lambda: None)
    return app


def _doors(noun: str) -> dict[str, Any]:
    """The registry's doors of a noun by verb, as typed."""
    set_up()
    from homeward.foundation.commands.registry import COMMANDS, QUERIES

    doors = [*QUERIES.values(), *COMMANDS.values()]
    return {door.verb.replace("_", "-"): door for door in doors if door.group == noun}


def _verb(door: Any) -> typer.Typer:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    def act(**typed: Any) -> None:
        about = {name: typed.pop(name) for name in ABOUT}
        _act(door, {k: v for k, v in typed.items() if v is not None}, **about)

    declared = {name: (_option(name, *said), None) for name, said in door.parameters().items()}
    options = {**declared, **ABOUT}
    if len(options) < len(declared) + len(ABOUT):
        raise TypeError(f"{door.name}: a parameter has the name of an option of every verb")
    signed = cast("Any", act)
    signed.__signature__ = Signature(
        [
            Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, (kind, default) in options.items()
        ]
    )
    signed.__annotations__ = {name: kind for name, (kind, _default) in options.items()}
    app.command(help=f"{door.says}\n\n{getdoc(door.function)}")(act)
    return app


def _option(name: str, kind: Any, default: Any) -> Any:
    """A parameter as an option. All are read as text: what is wrong is said in the person's language."""
    needed = "必填 required" if default is Parameter.empty else ""
    metavar = _metavar(kind)
    flag = f"--{name.replace('_', '-')}"
    return Annotated[str | None, typer.Option(flag, metavar=metavar, help=needed)]


def _metavar(kind: Any) -> str:
    from homeward.entry.arguments.model import is_scalar

    if not is_scalar(kind):
        return "JSON|@FILE"
    plain = next((part for part in get_args(kind) if part is not type(None)), kind)
    if isinstance(plain, EnumType):
        return "|".join(str(word) for word in cast("Any", plain))
    if plain is bool:
        return "true|false"
    return "FILE" if plain is bytes else "TEXT" if plain is str else plain.__name__.upper()


def _act(door: Any, typed: dict[str, str], **about: Any) -> None:
    set_up_migrated(language.choose(about["lang"]))
    from homeward.entry.cli.calls import actor_of, ending, make_call, run
    from homeward.entry.cli.shown import show

    with ending(about["as_json"]):
        actor = actor_of(about["as_login"])
        call, files = make_call(
            door, _with_secrets(door, typed), command_id=about["command_id"], reason=about["reason"]
        )
        answer, command_id = run(door, actor, call, files, about["reason"])
        show(door, answer, command_id, as_json=about["as_json"], out=about["out"])


def _with_secrets(door: Any, typed: dict[str, str]) -> dict[str, str]:
    """Ask for the secrets that were not typed, if somebody is there to answer."""
    if not sys.stdin.isatty():
        return typed
    missing = [name for name in door.parameters() if name in SECRETS and name not in typed]
    return typed | {name: typer.prompt(name, hide_input=True) for name in missing}
