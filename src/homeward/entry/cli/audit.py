"""`./homeward audit verify`: whether the audit is whole."""

from typing import Annotated

import typer

from homeward.entry.cli import language
from homeward.entry.cli.django_setup import set_up_migrated

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def verify(
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象 One object.")] = False,
    lang: language.Lang = None,
) -> None:
    """核对审计日志 Read every row of the audit and hold it against its chain.

    Ends with 1, and names the first broken row of each chain, when something was changed.
    """
    set_up_migrated(language.choose(lang))
    from homeward.foundation.audit.verify import verify as walk
    from homeward.foundation.commands.wire import to_json

    verdict = walk()
    if as_json:
        typer.echo(to_json(verdict, type(verdict)))
    elif verdict.holds:
        language.say(
            f"审计日志完整：{verdict.rows} 行。", f"The audit is whole: {verdict.rows} rows."
        )
    for fault in () if as_json else verdict.faults:
        language.warn(
            f"链 {fault.chain} 第 {fault.seq} 行 {fault.event_id} 有问题：{fault.what}。"
            "请保留现场，立即报告。",
            f"Chain {fault.chain}, row {fault.seq} {fault.event_id}: {fault.what}. "
            "Leave everything as it is and report it at once.",
        )
    raise typer.Exit(0 if verdict.holds else 1)
