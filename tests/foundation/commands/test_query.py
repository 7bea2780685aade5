"""The one way to read: permitted, read-only, recorded when sensitive."""

import pytest
from django.db import connection

from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.models import Place
from homeward.foundation.problems import NotFound
from tests.foundation.doors import call, holder
from tests.personas import NEXT_VILLAGE, VILLAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial")]
READ = "trial.read"


def test_a_query_that_writes_is_stopped() -> None:
    @query(action=READ, unscoped="a trial", says="看")
    def sly(ctx: Context) -> None:
        """Write while reading."""
        Place.objects.create(code=VILLAGE, name="试", level=12)

    with pytest.raises(RuntimeError, match="a query tried to INSERT"):
        sly(call(holder(READ)))


@pytest.mark.parametrize("sql", ["/* SELECT */ DELETE FROM places_place", "-- x\nDROP TABLE x"])
def test_a_comment_does_not_hide_a_write(sql: str) -> None:
    @query(action=READ, unscoped="a trial", says="看")
    def sly(ctx: Context) -> None:
        """Write behind a comment."""
        with connection.cursor() as cursor:
            cursor.execute(sql)

    with pytest.raises(RuntimeError, match="a query tried"):
        sly(call(holder(READ)))


def test_the_fence_is_gone_after_the_query() -> None:
    @query(action=READ, unscoped="a trial", says="看")
    def look(ctx: Context) -> int:
        """Count places."""
        return Place.objects.count()

    look(call(holder(READ)))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")


def test_a_sensitive_reading_is_recorded_even_when_it_fails() -> None:
    """Whoever looked is known, whatever happened next."""

    @query(action=READ, unscoped="a trial", sensitive=True, says="看")
    def look(ctx: Context) -> None:
        """Fail after looking."""
        raise LookupError

    ctx = call(holder(READ), reason="家访前核对")
    with pytest.raises(LookupError):
        look(ctx)
    event = AuditEvent.objects.get(command_id=ctx.command_id)
    assert (event.reading, event.name, event.actor_id) == (True, READ, ctx.actor.user_id)


@pytest.mark.usefixtures("county")
def test_a_refused_reading_reads_nothing() -> None:
    seen: list[str] = []

    @query(action=READ, on="place", sensitive=True, says="看")
    def look(ctx: Context, *, place: str) -> None:
        """Look at a place."""
        seen.append(place)

    stranger = call(holder(READ, area=NEXT_VILLAGE))
    with pytest.raises(NotFound):
        look(stranger, place=VILLAGE)
    assert not seen
    assert not AuditEvent.objects.filter(command_id=stranger.command_id).exists()
