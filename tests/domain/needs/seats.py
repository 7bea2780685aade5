"""Children, findings and papers for the tests of this room."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.public import enrol_child, register_child
from homeward.domain.needs.instruments import instrument_of
from homeward.domain.needs.public import (
    AnswerDraft,
    FindingDraft,
    Reads,
    Severity,
    raise_alert,
    raise_alerts,
)
from homeward.foundation.guard.context import writing
from tests.personas import VILLAGE, People, machine_ctx

BORN = date(2013, 5, 1)  # thirteen on the stopped day


def pupil(people: People, name: str = "陈小溪", born_on: date | None = BORN) -> UUID:
    """A child of 清溪村 at the school of 清溪镇."""
    draft = ParticularsDraft(name=name, born_on=born_on)
    child_id = register_child(people.wang.ctx, place=VILLAGE, child=draft).child_id
    enrol_child(people.wang.ctx, child_id=child_id, school_id=people.school_id, klass="1班")
    return child_id


def finding(**more: Any) -> FindingDraft:
    """A finding as a rule would hand it over."""
    said: dict[str, Any] = {
        "rule": "guardianship-poor", "version": 1, "severity": Severity.ORANGE,
        "title": {"zh": "监护情况差", "en": "Poor guardianship"}, "owner": "child_director",
        "due_days": 14, "conditions": "T", "read": {"guardianship_rating": "poor"},
        "says": ({"zh": "监护评定为差", "en": "Guardianship is rated poor"},),
        "source": {"zh": "民发〔2019〕34号", "en": "Minfa 2019 No. 34"}, "article": "4",
        "task": "care.visit",
    }  # fmt: skip
    return FindingDraft(**(said | more))


PROTECTED = {"rule": "low-mood", "reads": Reads.PROTECTED, "owner": "counsellor"}


def raised(child_id: UUID, **more: Any) -> Any:
    """A finding raised as the nightly worker does, inside a command."""
    with transaction.atomic(), writing("test"):
        return raise_alert(machine_ctx(), child_id, finding(**more))


def raised_many(found: list[tuple[UUID, FindingDraft]]) -> Any:
    """Several findings at once."""
    with transaction.atomic(), writing("test"):
        return raise_alerts(machine_ctx(), found)


def answers(instrument: str, value: int = 0, **single: int) -> tuple[AnswerDraft, ...]:
    """Every item answered alike, except the named ones."""
    items = instrument_of(instrument).items
    return tuple(AnswerDraft(item.id, single.get(item.id, value)) for item in items)
