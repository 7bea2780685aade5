"""`./homeward account issue-token`: a token for a program, shown once."""

from typing import Annotated

import typer

from homeward.entry.cli import language
from homeward.entry.cli.django_setup import set_up_migrated
from homeward.entry.cli.verbs import AsJson, Login

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def issue_token(
    label: Annotated[
        str, typer.Option("--label", metavar="TEXT", help="用途 What it is for.")
    ] = "",
    as_login: Login = None,
    as_json: AsJson = False,
    lang: language.Lang = None,
) -> None:
    """生成接口令牌 Make a token for the API; it acts with this person's rights for a year."""
    set_up_migrated(language.choose(lang))
    from homeward.entry.cli.calls import actor_of, ending
    from homeward.foundation.accounts.commands.self import digest_of, issue_token, new_secret
    from homeward.foundation.commands.context import Channel, Context

    with ending(as_json):
        secret = new_secret()
        ctx = Context(actor=actor_of(as_login), channel=Channel.CLI)
        issued = issue_token(ctx, label=label, secret_digest=digest_of(secret))
    if as_json:
        typer.echo(f'{{"token":"{secret}","token_id":"{issued.token_id}"}}')
        return
    typer.echo(secret)
    language.warn("请立即抄存，只显示这一次。", "Keep it now: it is shown only this once.")
