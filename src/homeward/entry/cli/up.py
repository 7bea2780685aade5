"""`./homeward up`: everything from an empty folder to a page that answers."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Annotated

import typer

from homeward.entry.cli import language
from homeward.entry.cli.django_setup import set_up
from homeward.entry.cli.language import either, say, warn
from homeward.entry.cli.lock import Running, holding, port_is_free

PAUSE, ASKED = 0.1, 600
"""Seconds between asking whether the server answers, and how often it is asked."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def up(
    empty: Annotated[
        bool, typer.Option("--empty", help="不载入演示数据 Without the demonstration county.")
    ] = False,
    host: Annotated[str, typer.Option("--host", help="监听地址 Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="端口 Port.", min=1, max=65535)] = 8000,
    workers: Annotated[
        int, typer.Option("--workers", help="进程数 Web processes.", min=1, max=64)
    ] = 1,
    demo_children: Annotated[
        int,
        typer.Option("--demo-children", help="演示儿童数 Children of the demonstration.", min=1),
    ] = 3000,
    lang: language.Lang = None,
) -> None:
    """启动 Set up what is missing, then serve. Stops with Ctrl-C."""
    chosen = language.choose(lang)
    if not port_is_free(host, port):
        _port_taken(host, port)
    set_up(chosen)
    from django.conf import settings

    from homeward.entry.cli.founding import prepare
    from homeward.entry.cli.serve import serve

    address = _address(host, port)
    try:
        with holding(settings.DATA, address):
            if not prepare(None if empty else demo_children):
                warn("没有准备好，见上面的信息。", "The preparation failed; see above.")
                raise typer.Exit(1)
            welcome = _welcome(address, empty=empty, chosen=chosen)
            here = _address({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port)
            serve(host, port, workers, lambda: _when_it_answers(here, welcome))
    except Running as running:
        warn(
            f"这个数据文件夹已有一个 Homeward 在运行：{running}",
            f"A Homeward is already running on this data folder: {running}",
        )
        raise typer.Exit(6) from None
    say("已停止。", "Stopped.")


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _port_taken(host: str, port: int) -> None:
    warn(
        f"端口 {port} 已被占用，或不能在 {host} 上监听。换一个端口：./homeward up --port {port + 1}",
        f"Port {port} is taken, or {host} cannot be listened on. Try another: "
        f"./homeward up --port {port + 1}",
    )
    raise typer.Exit(6)


def _welcome(address: str, *, empty: bool, chosen: str) -> Callable[[], None]:
    """What is printed once the server answers."""
    from homeward.entry.cli.first_passwords import still_open

    logins = still_open(chosen)

    def welcome() -> None:
        typer.echo("")
        say(f"归途已启动：{address}", f"Homeward is running: {address}")
        if logins:
            typer.echo("")
            say("首次登录（登录名 / 密码 / 岗位）：", "To log in (name / password / role):")
        for login in logins:
            roles = either("、", ", ").join(login.roles)
            typer.echo(f"  {login.username:<12} {login.password}  {login.name} {roles}")
        if empty:
            _next_commands()
        typer.echo("")
        say("按 Ctrl-C 停止。", "Ctrl-C stops it.")

    return welcome


def _next_commands() -> None:
    typer.echo("")
    say(
        "接下来（在另一个窗口；990101000000 换成本县的 12 位区划代码）：",
        "Next (in another window; put your county's 12-digit code for 990101000000):",
    )
    place = "990101000000"
    for line in (
        f"people create --as operator --place {place} --username zhao --name 赵科长",
        f"people open-county --as operator --place {place} --user-id zhao",
        "people create --as zhao --place <乡镇 township> --username li --name 李督导",
        "people appoint --as zhao --user-id li --role township_supervisor --scope <乡镇 township>",
    ):
        typer.echo(f"  ./homeward {line}")


def _when_it_answers(address: str, then: Callable[[], None]) -> None:
    """Wait in a thread until a first page was served; the caller goes on starting the workers."""

    def wait() -> None:
        for _ in range(ASKED):
            time.sleep(PAUSE)  # first: the workers part from this process in the meantime
            try:
                urllib.request.urlopen(f"{address}healthz", timeout=5).close()
            except urllib.error.HTTPError:
                break  # an answer too, such as that this name is not one of HOMEWARD_HOSTS
            except OSError:
                continue
            break
        then()

    threading.Thread(target=wait, daemon=True).start()
