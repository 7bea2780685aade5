"""`./homeward linkage fit`: the model of likely doubles, made anew from its synthetic register."""

from pathlib import Path
from typing import Annotated

import typer

from homeward.entry.cli import language
from homeward.entry.cli.language import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("fit")
def refit(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="存为文件 Write here; by default only compare."),
    ] = None,
    lang: language.Lang = None,
) -> None:
    """重算模型 Count the model of likely doubles anew (half a minute) and compare it with the shipped one.

    Ends with 1 when they differ: the generator, the comparisons or the model file were changed alone.
    """
    language.choose(lang)
    from homeward.engines.linkage.fit import shipped_fit, written
    from homeward.engines.linkage.model import shipped_text

    plain = shipped_fit()
    if out is not None:
        out.write_text(written(plain), "utf-8")
    same = written(plain) == shipped_text()
    if same:
        say(f"与随附的模型一致：{plain['version']}", f"As shipped: {plain['version']}")
    else:
        say(f"与随附的模型不同：{plain['version']}", f"Not as shipped: {plain['version']}")
    raise typer.Exit(0 if same or out is not None else 1)
