"""`./homeward bench NAME`: measures, compares with the bars, and says so in a table or as JSON."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from homeward.entry.cli.bench.runner import BENCHES, Asked, BenchFailed, run
from homeward.entry.cli.bench.table import lines
from homeward.entry.cli.postgres import PostgresMissing

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Database(StrEnum):
    """Where a bench runs."""

    SQLITE = "sqlite"
    POSTGRES = "postgres"
    BOTH = "both"


@app.command()
def bench(
    names: Annotated[
        list[str] | None, typer.Argument(help=f"{'、'.join(BENCHES)}；不写则全部 All when empty.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="输出 JSON 对象 As a JSON object.")
    ] = False,
    size: Annotated[int, typer.Option("--size", help="规模 Rows or calls; 0: its own.", min=0)] = 0,
    database: Annotated[
        Database | None, typer.Option("--database", help="数据库 Which database.")
    ] = None,
    repeat: Annotated[int, typer.Option("--repeat", help="重复次数 Times.", min=1, max=20)] = 1,
) -> None:
    """测速 Measure: roll, list, write, rules, search, linkage, matching, watch, start.

    Ends with 1 when a bar does not hold.
    """
    unknown = [name for name in names or () if name not in BENCHES]
    if unknown:
        raise typer.BadParameter(f"没有 No such bench: {', '.join(unknown)}")
    asked = Asked(size, database.value if database else "", repeat)
    found = []
    for name in names or BENCHES:
        try:
            report = run(name, asked)
        except PostgresMissing as missing:
            typer.echo(str(missing), err=True)
            raise typer.Exit(6) from None
        except BenchFailed as failed:
            typer.echo(f"{name}：没有测成，见上面的信息 Failed; see above. {failed}", err=True)
            raise typer.Exit(1) from None
        found.append(report)
        if not as_json:
            typer.echo("\n".join(lines(report)))
    if as_json:
        shown: Any = found[0] if len(found) == 1 else found
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    if not all(bar["holds"] for report in found for bar in report["bars"]):
        raise typer.Exit(1)
