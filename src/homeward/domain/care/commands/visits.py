"""One visit to a home, recorded once for all the children who were there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from homeward.domain.care.commands.engagements import EngagementRecorded, record_engagement
from homeward.domain.care.commands.tasks import finish_task
from homeward.domain.care.models import Task
from homeward.domain.care.problems import NobodyVisited, NotOneHome
from homeward.domain.care.visiting import fulfilled
from homeward.domain.care.words import Engaged, Origin, Present, Way
from homeward.domain.children.public import circle_of, goes_on_as
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context


@dataclass(frozen=True, slots=True)
class Visited:
    """One child whom the visit covered: what the child said, in its own words, and what is noted of it."""

    child_id: UUID
    child_words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HomeVisited:
    """One visit, and what it became for each child; `tasks` is how many tasks it did in all."""

    child_id: UUID
    visits: tuple[EngagementRecorded, ...]
    tasks: int


@command(
    action="engagement.record", name="engagement.visit_home", on="child_id",
    says="记录一次走访（一户几个孩子）",
)  # fmt: skip
def visit_home(
    ctx: Context, *, child_id: UUID, visited: tuple[Visited, ...], held_on: date | None = None,
    where: str = "", with_whom: tuple[Present, ...] = (), text: str = "", guardianship: str = "",
) -> HomeVisited:  # fmt: skip
    """Record one visit for several children of a home: all of them, or none.

    Each child gets its own engagement by `engagement.record`, with the rights, the tasks, the plan item
    and the audit row of a visit recorded for it alone. What the visit fulfils is done for each child.

    Args:
        child_id: whose home was visited; need not be among `visited`.
        where, text, guardianship: said once, kept with each child; sealed.

    Raises:
        NobodyVisited, NotOneHome, NotFound: a child out of the actor's reach. DateInFuture.
    """
    covered = _covered(visited)
    if not covered:
        raise NobodyVisited()
    if set(covered) - circle_of(child_id).all:
        raise NotOneHome()
    owed = fulfilled(ctx, covered)
    visits, done = [], 0
    for one in covered.values():
        tasks = owed.get(one.child_id, [])
        first = tasks[0] if tasks else None
        visit = record_engagement(
            _within(ctx, one.child_id), child_id=one.child_id, kind=Engaged.VISIT,
            channel=Way.FACE_TO_FACE, held_on=held_on, with_whom=with_whom,
            text=_text(one, where, text, guardianship), child_words=one.child_words,
            task_id=first.id if first else None, plan_item_id=_item(first),
        )  # fmt: skip
        visits.append(visit)
        done += bool(visit.task_id) + _finish(ctx, tasks[1:], visit.held_on)
    return HomeVisited(child_id, tuple(visits), done)


def _covered(children: Sequence[Visited]) -> dict[UUID, Visited]:
    """Each child once: two records that have been merged since the form was shown are one child now."""
    now = goes_on_as({one.child_id for one in children})
    found: dict[UUID, Visited] = {}
    for one in children:
        child_id = now.get(one.child_id, one.child_id)
        before = found.get(child_id, Visited(child_id))
        found[child_id] = Visited(
            child_id, _lines(before.child_words, one.child_words), _lines(before.note, one.note)
        )
    return found


def _within(ctx: Context, about: UUID) -> Context:
    """A call inside this one, with an id of its own that is the same each time."""
    return replace(ctx, command_id=uuid5(ctx.command_id, str(about)))


def _item(task: Task | None) -> UUID | None:
    return task.origin_id if task and task.origin == Origin.PLAN_ITEM else None


def _finish(ctx: Context, tasks: Sequence[Task], on: date) -> int:
    """What else was due and is done by the same visit."""
    for task in tasks:
        finish_task(_within(ctx, task.id), task_id=task.id, done_on=on)
    return len(tasks)


def _text(one: Visited, where: str, text: str, guardianship: str) -> str:
    """What is kept with one child: its own note first, then what was said for all."""
    shared = [
        _("地点：%(text)s") % {"text": where.strip()} if where.strip() else "",
        text,
        _("监护情况：%(text)s") % {"text": guardianship.strip()} if guardianship.strip() else "",
    ]
    return _lines(one.note, *shared)


def _lines(*texts: str) -> str:
    return "\n".join(text.strip() for text in texts if text.strip())
