"""`./homeward roll undo BATCH` and `roll template FILE`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from homeward.entry.cli import language
from homeward.entry.cli.django_setup import set_up_migrated
from homeward.entry.cli.language import say
from homeward.entry.cli.roll import call
from homeward.entry.cli.verbs import AsJson, Login

undoing = typer.Typer(add_completion=False, rich_markup_mode=None)
emptying = typer.Typer(add_completion=False, rich_markup_mode=None)


@undoing.command("undo")
def undo(
    batch: Annotated[str, typer.Argument(metavar="BATCH", help="导入批次 Batch id.")],
    as_login: Login = None,
    as_json: AsJson = False,
    lang: language.Lang = None,
) -> None:
    """撤销导入 Take a committed roll back exactly, while nobody has built on it."""
    set_up_migrated(language.choose(lang))
    from uuid import UUID

    from homeward.domain.children.public import undo_roll
    from homeward.entry.arguments.faults import Fault, refused
    from homeward.entry.cli.calls import actor_of, ending

    with ending(as_json):
        ctx = call(actor_of(as_login))
        try:
            batch_id = UUID(batch)
        except ValueError:
            raise refused(Fault("BATCH", "uuid_parsing", {})) from None
        done = undo_roll(ctx, batch_id=batch_id)
    if as_json:
        typer.echo(
            json.dumps({"batch_id": batch, "removed": done.removed, "restored": done.restored})
        )
    else:
        say(
            f"已撤销：收回 {done.removed} 名，恢复 {done.restored} 名。",
            f"Undone: {done.removed} removed, {done.restored} restored.",
        )


@emptying.command("template")
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="存到哪里 Where to write.")],
    as_login: Login = None,
    lang: language.Lang = None,
) -> None:
    """下载空白模板 The official registration form as an empty roll."""
    set_up_migrated(language.choose(lang))
    from homeward.domain.children.public import empty_template
    from homeward.entry.arguments.faults import Fault, refused
    from homeward.entry.cli.calls import actor_of, ending

    with ending(as_json=False):
        content = empty_template(call(actor_of(as_login)))
        try:
            file.write_bytes(content)
        except OSError:
            raise refused(Fault("FILE", "file_missing", {})) from None
    say(f"已写到 {file}", f"Written to {file}")
