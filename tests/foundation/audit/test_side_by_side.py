"""Commands that run at the same moment keep the chains whole."""

import threading
from contextvars import copy_context
from uuid import UUID

import pytest
from django.db import connection

from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.verify import verify
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.models import SubjectKey
from homeward.foundation.ids import new_id
from homeward.foundation.places.models import Place
from tests.foundation.doors import ACTION, call, holder

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("trial"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
THREADS, EACH = 4, 25


def together(*works: object) -> list[BaseException]:
    """Run functions in threads that start at one moment; what went wrong in them."""
    gate = threading.Barrier(len(works))
    troubles: list[BaseException] = []

    def run(work: object) -> None:
        try:
            gate.wait()
            work()  # type: ignore[operator]
        except BaseException as error:
            troubles.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(run, work)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return troubles


def test_four_writers_keep_the_chains_whole() -> None:
    subject = new_id()

    @command(action=ACTION, unscoped="a trial", says="写")
    def note(ctx: Context, *, number: int) -> None:
        """Leave a sealed note about one and the same person."""
        ctx.trail.about(subject)
        ctx.trail.changed("number", None, number)

    actor = holder()

    def write() -> None:
        for number in range(EACH):
            note(call(actor), number=number)

    assert together(*[write] * THREADS) == []
    verdict = verify()
    assert verdict.holds
    assert verdict.rows == THREADS * EACH
    assert AuditEvent.objects.count() == THREADS * EACH
    assert SubjectKey.objects.count() == 1


def test_one_id_sent_by_two_devices_at_once_acts_once() -> None:
    @command(action=ACTION, unscoped="a trial", says="写")
    def write(ctx: Context, *, code: str) -> UUID:
        """Write one place."""
        Place.objects.create(code=code, name=code, level=12)
        return ctx.command_id

    actor = holder()
    for number in range(10):
        ctx, answers = call(actor), []

        def send(ctx: Context = ctx, number: int = number, answers: list[UUID] = answers) -> None:
            again = call(actor, command_id=ctx.command_id)
            answers.append(write(again, code=f"9901011002{number:02}"))

        assert together(send, send, send) == []
        assert answers == [ctx.command_id] * 3
    assert Place.objects.count() == 10
    assert verify().holds
