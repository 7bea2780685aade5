"""`./homeward roll import FILE`: a roll from a file onto the register, or only tried."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from homeward.entry.cli import language
from homeward.entry.cli.django_setup import set_up_migrated
from homeward.entry.cli.language import either
from homeward.entry.cli.verbs import AsJson, Login

if TYPE_CHECKING:
    from homeward.foundation.commands.context import Context

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
        str, typer.Option("--place", metavar="CODE", help="名册所属地区的代码 Its area.")
    ] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="资料截至哪天 The day it tells of.")
    ] = "",
    mapping: Annotated[
        list[str] | None,
        typer.Option("--mapping", metavar="HEADING=FIELD", help="指明一列 What a column is."),
    ] = None,
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
        ctx = call(actor_of(as_login))
        day = _day(as_of)
        data = file.read_bytes()
        told: dict[str, Any] = {
            "place": _area(ctx, place, data, file.name, day),
            "filename": file.name,
            "data": data,
            "as_of": day,
            "mapping": _mapping(mapping or []),
        }
        said = _tried(ctx, told, chosen) if dry_run else _imported(ctx, told)
    if as_json:
        typer.echo(json.dumps(said, ensure_ascii=False))
    else:
        _print_try(said) if dry_run else _print_import(said)


def call(actor: Any) -> "Context":
    """A call on the command line by somebody."""
    from homeward.foundation.commands.context import Channel, Context

    return Context(actor=actor, channel=Channel.CLI)


def _day(text: str) -> date | None:
    """The day a roll tells of.

    Raises:
        Invalid: no day, or one to come.
    """
    from homeward.entry.arguments.faults import Fault, refused
    from homeward.foundation import clock
    from homeward.foundation.problems import DateInFuture

    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise refused(Fault("--as-of", "date_parsing", {})) from None
    if day > clock.today():
        raise DateInFuture(on=day)
    return day


def _mapping(said: list[str]) -> dict[str, str]:
    """HEADING=FIELD pairs; the field is checked behind the door.

    Raises:
        Invalid: one without a heading or a field.
    """
    from homeward.entry.arguments.faults import Fault, refused

    pairs = [text.rpartition("=") for text in said]
    if any(not heading or not field for heading, _sign, field in pairs):
        raise refused(Fault("--mapping", "mapping_form", {}))
    return {heading.strip(): field.strip() for heading, _sign, field in pairs}


def _area(ctx: "Context", place: str, data: bytes, name: str, day: date | None) -> str:
    """The area that was named; else the actor's only one; else the township that the file names.

    Raises:
        AreaUnclear: with the areas to choose from.
    """
    from homeward.domain.children.public import area_named
    from homeward.engines.gazetteer import Level, codes
    from homeward.entry.arguments.problems import AreaUnclear
    from homeward.foundation.access.decide import require
    from homeward.foundation.access.scopes import ScopeKind
    from homeward.foundation.places.public import names_of, places_inside

    if place:
        return _code(place)
    require(ctx.actor, "roll.import")
    duties = ctx.actor.duties_for("roll.import")
    own = sorted({d.scope.value for d in duties if d.scope.kind == ScopeKind.AREA})
    small = [area for area in own if area and codes.level(area) >= Level.TOWNSHIP]
    if len(own) == 1 and small:
        return own[0]
    if found := area_named(data, name, day or ctx.today, tuple(own)):
        return found.code
    inner = [
        line for area in own if area not in small for line in places_inside(area, Level.TOWNSHIP)
    ]
    choices = names_of(small) | {line.code: line.name for line in inner}
    listed = "\n".join(f"  {code} {title}" for code, title in sorted(choices.items())[:200])
    raise AreaUnclear(choices=listed)


def _code(typed: str) -> str:
    """A division code of any length as its twelve digits; what is none stays as it is."""
    from homeward.engines.gazetteer import BadDivisionCode, codes

    try:
        return codes.normalise(typed)
    except BadDivisionCode:
        return typed


def _tried(ctx: "Context", told: dict[str, Any], chosen: str) -> dict[str, Any]:
    """The dry run as one object; `row` as the spreadsheet shows it."""
    from homeward.domain.children.public import try_roll

    found = try_roll(ctx, **told)
    several = len({column.sheet for column in found.columns}) > 1
    return {
        "rows": found.rows,
        "create": found.create,
        "update": found.update,
        "unchanged": found.unchanged,
        "held": found.held,
        "problems": [
            {
                "sheet": one.sheet,
                "row": one.row,
                "column": one.column,
                "code": one.code,
                "read": one.read,
                "remedy": one.remedy[chosen],
            }
            for one in found.problems
        ],
        "doubles": [_double(one.rows, one.why[chosen], several) for one in found.doubles],
        "status": {
            rule: {answer: counts[answer] for answer in ("in", "out", "unknown")}
            for rule, counts in found.status.items()
        },
        "skipped": [
            {"sheet": one.sheet, "row": one.row, "code": one.why, "why": one.message[chosen]}
            for one in found.skipped
        ],
        "columns": [
            {"sheet": one.sheet, "column": one.letter, "heading": one.header, "field": one.field,
             "how": one.how}
            for one in found.columns
        ],
        "new_villages": list(found.new_villages),
    }  # fmt: skip


def _double(rows: tuple[tuple[str, int], ...], why: str, several: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"rows": [row for _sheet, row in rows], "why": why}
    return {**said, "sheets": [sheet for sheet, _row in rows]} if several else said


def _imported(ctx: "Context", told: dict[str, Any]) -> dict[str, Any]:
    """Check and commit, and what waits for a person afterwards."""
    from homeward.domain.children.public import check_roll, commit_roll, list_held

    checked = check_roll(ctx, **told)
    done = commit_roll(call(ctx.actor), batch_id=checked.batch_id)
    waiting = list_held(call(ctx.actor), batch_id=checked.batch_id).total
    return {
        "batch_id": str(done.batch_id),
        "place": told["place"],
        "rows": checked.rows,
        "created": done.created,
        "updated": done.updated,
        "unchanged": checked.unchanged,
        "held": done.held,
        "corrections": waiting,
        "digest": done.digest,
    }


def _print_import(said: dict[str, Any]) -> None:
    typer.echo(
        either(
            f"已导入：新增 {said['created']}，更新 {said['updated']}，不变 {said['unchanged']}，"
            f"待核实 {said['held']}。更正清单还有 {said['corrections']} 行。批次 {said['batch_id']}",
            f"Imported: {said['created']} new, {said['updated']} changed, {said['unchanged']} "
            f"unchanged, {said['held']} held. {said['corrections']} rows wait on the correction "
            f"list. Batch {said['batch_id']}",
        )
    )


def _print_try(said: dict[str, Any]) -> None:
    """A headline, and the first problems with what to do about them."""
    typer.echo(
        either(
            f"{said['rows']} 行：新增 {said['create']}，更新 {said['update']}，"
            f"不变 {said['unchanged']}，待核实 {said['held']}，疑似重复 {len(said['doubles'])}",
            f"{said['rows']} rows: {said['create']} new, {said['update']} changed, "
            f"{said['unchanged']} unchanged, {said['held']} held, {len(said['doubles'])} doubles",
        )
    )
    for problem in said["problems"][:SHOWN]:
        where = " ".join(str(problem[k]) for k in ("sheet", "row", "column") if problem[k])
        typer.echo(f"  {where}：{problem['read']}\n    {problem['remedy']}")
    if (more := len(said["problems"]) - SHOWN) > 0:
        typer.echo(either(f"  ……还有 {more} 处", f"  … and {more} more"))
    for double in said["doubles"][:SHOWN]:
        typer.echo(f"  {' + '.join(map(str, double['rows']))}：{double['why']}")
