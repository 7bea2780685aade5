"""`./homeward keys rotate`: a fresh key, and everything sealed anew under it."""

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from homeward.entry.cli import language
from homeward.entry.cli.django_setup import set_up_migrated
from homeward.entry.cli.language import say, warn
from homeward.entry.cli.verbs import Login

if TYPE_CHECKING:
    from homeward.foundation.access.actor import Actor

rotating = typer.Typer(add_completion=False, rich_markup_mode=None)
resealing = typer.Typer(add_completion=False, rich_markup_mode=None)


@rotating.command()
def rotate(as_login: Login = None, lang: language.Lang = None) -> None:
    """更换密钥 Add a key and turn every sealed value over to it.

    Homeward must be stopped: a running one does not know the new key yet.
    """
    _ready(as_login, lang)
    from django.conf import settings

    from homeward.entry.cli.lock import Running, holding
    from homeward.foundation.crypto.public import add_key

    try:
        with holding(settings.DATA):
            number = add_key(settings.KEYS_FILE)
    except Running as running:
        warn(
            f"请先停止正在运行的 Homeward（{running}），再更换密钥。",
            f"First stop the Homeward that is running ({running}), then rotate.",
        )
        raise typer.Exit(6) from None
    say(
        f"已加入第 {number} 号密钥。请立即备份密钥文件。",
        f"Key {number} was added. Back up the key file now.",
    )
    # A process of its own: keys are read once, at the start.
    again = [sys.executable, "-P", "-m", "homeward", "keys", "reseal", "--as", as_login or ""]
    done = subprocess.run([*again, "--lang", lang or "zh"], env=os.environ, check=False)
    raise typer.Exit(done.returncode)


@resealing.command()
def reseal(
    as_login: Login = None,
    lang: language.Lang = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="只报结果 Result only.")] = False,
) -> None:
    """重新加密 Turn what is under older keys over to the newest; goes on where it was stopped."""
    actor = _ready(as_login, lang)
    from homeward.entry.cli.calls import ending
    from homeward.foundation.commands.context import Channel
    from homeward.foundation.crypto.public import reseal_all

    def progress(column: str, done: int, wanted: int) -> None:
        if not quiet:
            typer.echo(f"  {column}  {done}/{wanted}")

    with ending(as_json=False):
        count = reseal_all(actor, Channel.CLI, progress)
    say(
        f"完成：{count} 个加密值已换用最新密钥。", f"Done: {count} values are under the newest key."
    )


def _ready(as_login: str | None, lang: str | None) -> "Actor":
    """Whoever asks, if they may."""
    set_up_migrated(language.choose(lang))
    from homeward.entry.cli.calls import actor_of, ending
    from homeward.foundation.access.decide import require

    with ending(as_json=False):
        actor = actor_of(as_login)
        require(actor, "keys.reseal")
        return actor
