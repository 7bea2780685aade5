"""`./homeward roll import FILE`: a roll from a file onto the register, or only tried."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from homeward.entry.cli import language
from homeward.entry.cli.django_setup import set_up_migrated
from homeward.entry.cli.language import either
from homeward.entry.cli.verbs import AsJson, Login

if TYPE_CHECKING:
    from homeward.foundation.access.actor import Actor

IMPORT = "roll.import"
SHOWN = 20
"""Problems printed in full; all of them are in the JSON and in the marked workbook."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("import")
def import_roll(
    file: Annotated[
        Path, typer.Argument(help="xlsx 或 csv xlsx or csv.", exists=True, dir_okay=False)
    ],
    as_login: Login = None,
    place: Annotated[
        str, typer.Option("--place", metavar="CODE", help="名册所属地区（默认：本人辖区）Its area.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试读 Change nothing.")] = False,
    as_json: AsJson = False,
    lang: language.Lang = None,
) -> None:
    """导入花名册 Read a roll; put its good rows on the register and hold the others.

    The same file again changes nothing. `roll undo` takes an import back.
    """
    chosen = language.choose(lang)
    set_up_migrated(chosen)
    from homeward.entry.cli.calls import actor_of, ending

    with ending(as_json):
        actor = actor_of(as_login)
        area = place or _own_area(actor)
        act = _try if dry_run else _import
        said = act(actor, area, file)
    if as_json:
        typer.echo(json.dumps(said, ensure_ascii=False))
    else:
        _print(said, chosen)


def _own_area(actor: "Actor") -> str:
    """The one area where the actor imports rolls.

    Raises:
        Invalid: there are several, or none.
    """
    from homeward.entry.arguments.faults import Fault, refused
    from homeward.foundation.access.scopes import ScopeKind

    duties = actor.duties_for(IMPORT)
    areas = {duty.scope.value for duty in duties if duty.scope.kind == ScopeKind.AREA}
    if len(areas) != 1:
        raise refused(Fault("--place", "missing", {}))
    return areas.pop()


def _try(actor: "Actor", place: str, file: Path) -> dict[str, Any]:
    from homeward.domain.children.public import try_roll
    from homeward.foundation.commands.context import Channel, Context
    from homeward.foundation.commands.wire import to_json

    ctx = Context(actor=actor, channel=Channel.CLI)
    found = try_roll(ctx, place=place, filename=file.name, data=file.read_bytes())
    said: dict[str, Any] = json.loads(to_json(found, type(found)))
    return said


def _import(actor: "Actor", place: str, file: Path) -> dict[str, Any]:
    from homeward.domain.children.public import check_roll, commit_roll
    from homeward.foundation.commands.context import Channel, Context
    from homeward.foundation.commands.wire import to_json

    def call() -> Context:
        return Context(actor=actor, channel=Channel.CLI)

    checked = check_roll(call(), place=place, filename=file.name, data=file.read_bytes())
    done = commit_roll(call(), batch_id=checked.batch_id)
    said: dict[str, Any] = json.loads(to_json(done, type(done)))
    return {**json.loads(to_json(checked, type(checked))), **said}


def _print(said: dict[str, Any], chosen: str) -> None:
    """A headline, and the first problems with what to do about them."""
    if "created" in said:
        typer.echo(
            either(
                f"已导入：新增 {said['created']}，更新 {said['updated']}，待核实 {said['held']}。"
                f"批次 {said['batch_id']}",
                f"Imported: {said['created']} new, {said['updated']} changed, {said['held']} held. "
                f"Batch {said['batch_id']}",
            )
        )
        return
    typer.echo(
        either(
            f"{said['rows']} 行：新增 {said['create']}，更新 {said['update']}，"
            f"不变 {said['unchanged']}，待核实 {said['held']}，疑似重复 {len(said['doubles'])}",
            f"{said['rows']} rows: {said['create']} new, {said['update']} changed, "
            f"{said['unchanged']} unchanged, {said['held']} held, {len(said['doubles'])} doubles",
        )
    )
    for problem in said["problems"][:SHOWN]:
        remedy = problem["remedy"]
        words = remedy.get(chosen, "") if isinstance(remedy, dict) else remedy
        where = " ".join(str(problem[k]) for k in ("sheet", "row", "column") if problem.get(k))
        typer.echo(f"  {where}：{words}")
    if (more := len(said["problems"]) - SHOWN) > 0:
        typer.echo(either(f"  ……还有 {more} 处", f"  … and {more} more"))
