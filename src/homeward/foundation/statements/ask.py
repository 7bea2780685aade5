"""Questions to the database, one by one or several at once."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection

R = TypeVar("R", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Question(Generic[R]):
    """One SELECT ready to be sent, and how its rows are read."""

    sql: str
    params: Sequence[Any]
    read: Callable[[list[tuple[Any, ...]]], list[R]]


def answer(question: Question[R]) -> list[R]:
    """What the database says to one question."""
    with connection.cursor() as cursor:
        cursor.execute(question.sql, question.params)
        return question.read(cursor.fetchall())


def together(*questions: Question[Any]) -> list[list[Any]]:
    """What it says to several, sent without waiting for the answer to each.

    PostgreSQL is asked in a pipeline: on a busy machine the waiting costs more than the answers.
    """
    if connection.vendor != "postgresql":
        return [answer(question) for question in questions]
    with ExitStack() as open_until_read:
        cursors = [open_until_read.enter_context(connection.cursor()) for _ in questions]
        with connection.connection.pipeline(), connection.wrap_database_errors:
            for cursor, question in zip(cursors, questions, strict=True):
                cursor.execute(question.sql, question.params)
        return [
            question.read(cursor.fetchall())
            for cursor, question in zip(cursors, questions, strict=True)
        ]
