"""What the receiving area may read before it answers: what it needs to prepare, and no more.

Nothing protected, no identity number, no free notes. Written down when the offer is made, so that both
sides speak of the same text; the one who offers has seen it before.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from homeward.domain.care.models import Case, PlanItem, Task
from homeward.domain.care.programmes import programmes
from homeward.domain.care.record import opened_json
from homeward.domain.care.states import CaseState, ItemState, TaskState
from homeward.domain.children.public import ChildPage, child_page
from homeward.domain.children.words import Sex
from homeward.domain.needs.public import open_alert_titles
from homeward.domain.needs.words import Reads
from homeward.foundation.commands.context import Context

LANGUAGES = {"zh": "zh-hans", "en": "en"}
SHOWN = ("health", "disability", "illness", "hukou", "ethnicity")
Line = tuple[str, str]


def summary_of(ctx: Context, child_id: UUID) -> dict[str, list[Line]]:
    """The lines in each language: label and value."""
    found = {}
    for short, code in LANGUAGES.items():
        with translation.override(code):
            page = child_page(ctx, child_id)
            found[short] = [line for line in _lines(page, child_id, short) if line[1]]
    return found


def who_of(page: ChildPage) -> str:
    """What the old area keeps: name, sex, year of birth."""
    sex = str(Sex(page.sex).label) if page.sex else ""
    year = str(page.born_on.year) if page.born_on else ""
    return "，".join(part for part in (page.name, sex, year) if part)


def _lines(page: ChildPage, child_id: UUID, language: str) -> Iterator[Line]:
    yield _("姓名"), page.name
    yield _("性别"), str(Sex(page.sex).label) if page.sex else ""
    yield _("出生日期"), page.born_on.isoformat() if page.born_on else ""
    yield _("家在"), page.place_name
    for fact in page.facts:
        if fact.field in SHOWN:
            yield fact.label, fact.value or ""
    for adult in page.home.parents:
        where = adult.now.whereabouts.label if adult.now else ""
        yield str(adult.kinship.label), _join(adult.name, str(where), *adult.phones)
    for carer in page.home.carers:
        if carer.until is None:
            what = carer.kinship or carer.kind
            yield _("照料人"), _join(str(what.label) if what else "", carer.name, *carer.phones)
            yield _("监护情况"), str(carer.rating.label) if carer.rating else ""
    if page.school:
        yield _("学校"), _join(page.school.school, page.school.klass)
    yield from _care(child_id, language)


def _care(child_id: UUID, language: str) -> Iterator[Line]:
    """What is under way: alerts, the plan, the next things to do; words of care only."""
    alerts = open_alert_titles(child_id)
    yield _("预警"), "；".join(title[language] for title in alerts)
    case = Case.objects.filter(child_id=child_id, state=CaseState.OPEN).first()
    yield _("个案"), _("有进行中的个案") if case else ""
    items = PlanItem.objects.filter(child_id=child_id, state=ItemState.RUNNING)
    known = programmes()
    running = [known[i.programme].title[language] for i in items if i.programme in known]
    yield _("计划"), "；".join(running)
    waiting = Task.objects.filter(child_id=child_id, state=TaskState.WAITING, reads=Reads.CARE)
    yield (
        _("待办"),
        "；".join(
            f"{task.due_on.isoformat()} {_title(task, language)}"
            for task in waiting.order_by("due_on")[:5]
        ),
    )


def _title(task: Task, language: str) -> str:
    title: dict[str, Any] = opened_json(task, "title") or {}
    return str(title.get(language, ""))


def _join(*texts: str) -> str:
    return " ".join(text for text in texts if text)
