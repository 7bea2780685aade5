"""`./homeward watch try FILE`: whom a changed rule would newly touch, before anybody is."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homeward.entry.cli import language
from homeward.entry.cli.django_setup import set_up_migrated
from homeward.entry.cli.language import either, say
from homeward.entry.cli.verbs import AsJson, Login

if TYPE_CHECKING:
    from homeward.domain.watch.public import Trial

SHOWN = 20
"""Villages printed for a rule; all of them are in the JSON."""
COLOURS = {"yellow": ("黄", "yellow"), "orange": ("橙", "orange"), "red": ("红", "red")}

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("try")
def try_file(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="规则文件 A rule file.", exists=True, dir_okay=False),
    ],
    as_login: Login = None,
    place: Annotated[
        str, typer.Option("--place", metavar="CODE", help="地区代码 The area; by default your own.")
    ] = "",
    as_json: AsJson = False,
    lang: language.Lang = None,
) -> None:
    """试算规则 Count whom a changed rule file would newly touch, by village. Changes nothing."""
    set_up_migrated(language.choose(lang))
    from homeward.domain.watch.public import try_rules
    from homeward.entry.cli.calls import actor_of, ending
    from homeward.entry.cli.roll import call

    with ending(as_json):
        ctx = call(actor_of(as_login))
        area = place or next((duty.scope.value for duty in ctx.actor.duties_for("watch.try")), "")
        trial = try_rules(ctx, place=area, rules=file.read_bytes())
    if as_json:
        typer.echo(json.dumps(asdict(trial), ensure_ascii=False))
    else:
        _print(trial)


def _print(trial: "Trial") -> None:
    say(
        f"{trial.children} 名孩子，新增 {trial.raised} 条提醒，缓解 {trial.eased} 条。没有写入任何内容。",
        f"{trial.children} children: {trial.raised} newly raised, {trial.eased} eased. "
        "Nothing was written.",
    )
    for rule in trial.rules:
        lines = [line for line in trial.changes if line.rule == rule]
        if not lines:
            say(f"{rule}：没有孩子符合", f"{rule}: true of nobody")
            continue
        colour = either(*COLOURS[lines[0].severity])
        now, before = (sum(getattr(x, n) for x in lines) for n in ("now_true", "before_true"))
        say(f"{rule}（{colour}）：{before} → {now}", f"{rule} ({colour}): {before} -> {now}")
        for line in [one for one in lines if one.raised or one.eased][:SHOWN]:
            typer.echo(f"  {line.place} {line.place_name}  +{line.raised}  -{line.eased}")
