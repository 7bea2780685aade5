"""Which of the two languages the command line speaks: Chinese, unless English is asked for."""

import os
from contextvars import ContextVar
from typing import Annotated

import typer

Lang = Annotated[str | None, typer.Option("--lang", metavar="zh|en", help="语言 Language.")]

_chosen: ContextVar[str] = ContextVar("language", default="zh")


def choose(asked: str | None) -> str:
    """Take the language that was asked for, else the one of the environment. Returns `zh` or `en`."""
    named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = asked or next((value for value in named if value), "")
    language = "en" if wanted.lower().startswith("en") else "zh"
    _chosen.set(language)
    return language


def either(zh: str, en: str) -> str:
    """The text in the chosen language."""
    return en if _chosen.get() == "en" else zh


def say(zh: str, en: str) -> None:
    """One line for a person."""
    typer.echo(either(zh, en))


def warn(zh: str, en: str) -> None:
    """One line about what went wrong."""
    typer.echo(either(zh, en), err=True)
