"""What statistics keep: a year of birth, a township, months, and how often something was done."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from homeward.domain.children.erasure.reach import Rows
from homeward.domain.children.models import AnonymousChild, Child, Presence, Status
from homeward.foundation import clock

ROOMS = "homeward.domain."


def keep_twin(child: Child, ids: Collection[UUID], rows: Rows) -> None:
    """Write down what stays; nothing in it leads back."""
    AnonymousChild.objects.create(
        id=uuid4(),
        birth_year=child.born_on.year if child.born_on else None,
        sex=child.sex,
        township=f"{child.place[:9]}000" if child.place else "",
        stays=_stays(ids),
        statuses=_statuses(ids),
        counts={model._meta.label: len(keys) for model, keys in sorted(rows.items(), key=_label)},
    )


def _label(item: tuple[Any, Any]) -> str:
    return str(item[0]._meta.label)


def _stays(ids: Collection[UUID]) -> list[dict[str, str]]:
    rows = Presence.objects.now().filter(child_id__in=ids).order_by("since")
    return [
        {"from": _month(row.since), "to": _month(row.until), "cause": row.cause or ""}
        for row in rows
    ]


def _statuses(ids: Collection[UUID]) -> list[dict[str, str]]:
    rows = Status.objects.filter(child_id__in=ids).order_by("definition", "since")
    return [
        {
            "definition": row.definition, "truth": row.truth, "from": _month(row.since),
            "to": _month(clock.day_of(row.ended_at)) if row.ended_at else "",
        }
        for row in rows
    ]  # fmt: skip


def _month(day: date | None) -> str:
    return day.isoformat()[:7] if day else ""
