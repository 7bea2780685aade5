"""No table that speaks of a child is forgotten by what must reach all of them."""

from django.apps import apps

from homeward.domain.children.about import tables
from homeward.domain.children.models import HeldRow

# columns that name a child without being about it, each with who answers for it
ELSEWHERE = {
    "homeward.foundation.audit": "evidence: it stays, and its personal values go with the subject's key",
    "homeward.foundation.crypto": "the key itself",
}


def test_every_table_with_a_childs_id_is_reached() -> None:
    reached = {table.model for table in tables()}
    named = {
        model
        for model in apps.get_models()
        if not model._meta.proxy
        and any(
            field.attname in ("child_id", "subject_id") for field in model._meta.concrete_fields
        )
        and not any(model.__module__.startswith(room) for room in ELSEWHERE)
    }
    assert named == reached
    assert len(reached) > 20


def test_no_table_is_reached_twice_under_another_name() -> None:
    names = [table.model._meta.db_table for table in tables()]
    assert len(names) == len(set(names))


def test_a_row_that_is_only_like_a_child_is_not_about_it() -> None:
    assert HeldRow not in {table.model for table in tables()}
