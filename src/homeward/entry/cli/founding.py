"""Making a house ready: tables, the first operator, the list of divisions."""

import multiprocessing
import signal
import sys
from uuid import UUID, uuid5

import django
import typer

from homeward.engines.gazetteer.divisions import PUBLISHED_ON
from homeward.entry.cli import first_passwords
from homeward.entry.cli.django_setup import migrations_waiting
from homeward.entry.cli.language import say
from homeward.entry.jobs.parent import stop_with_parent
from homeward.foundation.access.actor import machine
from homeward.foundation.accounts.commands.people import first_password
from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.public import found_house
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.commands.models import CommandLog
from homeward.foundation.ids import new_id
from homeward.foundation.places.public import load_places

OPERATOR = "operator"
_SPACE = UUID("0d9a1c7e-1f43-5b0e-8a5f-706c61636573")


def prepare(demo_children: int | None) -> bool:
    """Make the house ready in a process of its own, whose memory is given back. False: it failed.

    Args:
        demo_children: size of the demonstration; None for none.
    """
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
    worker = multiprocessing.Process(target=_prepare, args=(demo_children,), daemon=True)
    worker.start()
    worker.join()
    return worker.exitcode == 0


def _prepare(demo_children: int | None) -> None:
    stop_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a trace
    django.setup()
    _make_tables()
    _load_divisions()
    if demo_children:
        _load_demonstration(demo_children)
    _found()


def _make_tables() -> None:
    """Bring the tables up to this version."""
    if not migrations_waiting():
        return
    from django.core.management import call_command

    say("正在建立数据库……", "Setting up the database…")
    call_command("migrate", verbosity=0, interactive=False)


def _load_demonstration(children: int) -> None:
    """Load the fictional county where nobody has an account yet."""
    if User.objects.exists():
        return
    from homeward.entry.cli.demo import load_demo, personas

    load_demo(typer.echo, children)
    first_passwords.keep({persona.login: persona.password for persona in personas()})


def _found() -> None:
    """Make the first operator where nobody has an account yet."""
    if User.objects.exists():
        return
    password = first_password()
    found_house(_as_machine(), username=OPERATOR, name="系统运维", password=password)
    first_passwords.keep({OPERATOR: password})


def _load_divisions() -> None:
    """Load the published divisions, once for each list that is published."""
    command_id = uuid5(_SPACE, PUBLISHED_ON)
    if CommandLog.objects.filter(pk=command_id).exists():
        return
    say("正在载入全国行政区划……", "Loading the country's divisions…")
    load_places(_as_machine(command_id))


def _as_machine(command_id: UUID | None = None) -> Context:
    return Context(actor=machine(), channel=Channel.CLI, command_id=command_id or new_id())
