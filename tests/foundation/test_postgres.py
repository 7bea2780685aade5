"""A kept connection is looked at before it is used again, without asking the server anything."""

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connections.settings["default"]["ENGINE"].endswith("sqlite3"), reason="needs PostgreSQL"
    ),
]


def test_a_connection_that_stands_is_used_and_one_that_was_ended_is_not() -> None:
    other = connections.create_connection("default")
    other.ensure_connection()
    with CaptureQueriesContext(other) as asked:
        assert other.is_usable()
    assert not asked.captured_queries
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [other.connection.info.backend_pid])
    assert not other.is_usable()
    other.close()
    assert not other.is_usable()
