"""This room's tables in words for a family. What workers wrote, and what a child said, is not repeated."""

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.care.models import (
    Case,
    Conference,
    Engagement,
    Goal,
    GoalRating,
    Invitation,
    Plan,
    PlanItem,
    Referral,
    Review,
    Step,
    SuggestionChoice,
    Task,
    Transfer,
)
from homeward.domain.care.programmes import programmes
from homeward.domain.care.queries.plans import title_of
from homeward.domain.care.words import Engaged, Origin, Present
from homeward.domain.children.public import (
    HeldNames,
    HeldSection,
    Telling,
    not_told,
    role_said,
    say,
    spoken,
    tells,
    written,
)
from homeward.domain.needs.words import Reads
from homeward.foundation.crypto.seal import unseal

not_told(gettext_lazy("每一条记录怎样一步步办理：结果写在那条记录里。"), Step)

PLANS, VISITS = HeldSection.PLANS, HeldSection.VISITS


@tells(Case, PLANS)
def case(row: Case, names: HeldNames) -> Telling:
    said = (
        *say(_("进展"), row.get_state_display()),
        *say(_("谁负责"), names.person(row.owner_id) or role_said(row.owner_role)),
        *say(_("结束日期"), row.closed_on),
        *say(_("为什么结束"), row.get_cause_display() if row.cause else ""),
        *written(row.reason, row.closing),
    )
    return Telling(_("专门的关爱安排（个案）"), row.opened_on, said)


@tells(Plan, PLANS, related="case")
def plan(row: Plan, names: HeldNames) -> Telling:
    said = (
        *say(_("进展"), row.get_state_display()),
        *say(_("听取了孩子的意见"), row.child_heard),
        *say(_("听取了家里的意见"), row.family_heard),
        *say(_("结束日期"), row.ended_on),
        *written(row.child_words),
    )
    return Telling(_("孩子的计划"), row.agreed_on or row.case.opened_on, said)


@tells(Goal, PLANS)
def goal(row: Goal, names: HeldNames) -> Telling:
    said = (
        *say(_("进展"), row.get_state_display()),
        *say(_("和孩子一起定的"), row.with_child),
        *say(_("希望达到"), _levels(row)[-1]),
        *written(row.child_words),
    )
    title = _("目标：%(what)s") % {"what": unseal(row.title, "care.goal_title")}
    return Telling(title, row.set_on, said)


@tells(GoalRating, PLANS, related="goal")
def rating(row: GoalRating, names: HeldNames) -> Telling:
    said = (*say(_("到了哪一步"), _levels(row.goal)[row.level + 2]), *written(row.child_words))
    title = _("看目标的进展：%(what)s") % {"what": unseal(row.goal.title, "care.goal_title")}
    return Telling(title, row.rated_on, said)


def _levels(row: Goal) -> list[str]:
    levels: list[str] = json.loads(unseal(row.levels, "care.goal_levels"))
    return levels


@tells(PlanItem, PLANS)
def item(row: PlanItem, names: HeldNames) -> Telling | None:
    if _protected(row.programme):
        return None
    said = (
        *say(_("进展"), row.get_state_display()),
        *say(_("谁来做"), names.person(row.owner_id) or role_said(row.owner_role)),
        *say(_("结束日期"), row.ended_on),
        *written(row.note),
    )
    return Telling(spoken(title_of(row.programme)), row.starts_on, said)


@tells(SuggestionChoice, PLANS)
def choice(row: SuggestionChoice, names: HeldNames) -> Telling | None:
    if _protected(row.programme):
        return None
    title = _("建议过：%(what)s") % {"what": spoken(title_of(row.programme))}
    said = (*say(_("结果"), row.get_choice_display()), *written(row.reason))
    return Telling(title, row.decided_on, said)


def _protected(programme: str) -> bool:
    """Whether what a programme gives is a counsellor's session, of which nobody else is told."""
    known = programmes().get(programme)
    return known is not None and Engaged.SESSION in known.records


@tells(Review, PLANS)
def review(row: Review, names: HeldNames) -> Telling:
    said = (
        *say(_("进展"), row.get_state_display()),
        *say(_("结果"), row.get_outcome_display() if row.outcome else ""),
        *say(_("听取了孩子的意见"), row.child_heard),
        *written(row.text, row.child_words),
    )
    return Telling(_("复核计划"), row.held_on or row.due_on, said)


@tells(Task, PLANS)
def task(row: Task, names: HeldNames) -> Telling | None:
    """A title of the catalogue is told; one that a worker typed may speak of others."""
    if row.reads != Reads.CARE:
        return None
    typed = row.origin == Origin.HAND
    said = (
        *say(_("进展"), row.get_state_display()),
        *say(_("办好的日子"), row.done_on),
        *say(_("谁来做"), names.person(row.owner_id) or role_said(row.owner_role)),
        *written(typed, row.note),
    )
    title = _("工作人员要做的一件事") if typed else spoken(_both(row.title))
    return Telling(title, row.due_on, said)


def _both(title: Any) -> dict[str, str]:
    words: dict[str, str] = json.loads(unseal(title, "care.task_title"))
    return words


@tells(Engagement, VISITS)
def engagement(row: Engagement, names: HeldNames) -> Telling | None:
    """That it took place, how and with whom; sessions with a counsellor are told to nobody."""
    if row.reads != Reads.CARE:
        return None
    here = dict(Present.choices)
    said = (
        *say(_("进展"), row.get_state_display()),
        *say(_("怎样"), row.get_channel_display() if row.channel else ""),
        *say(_("谁在场"), _("、").join(str(here.get(one, one)) for one in row.with_whom)),
        *say(_("哪一位父母"), row.get_parent_display() if row.parent else ""),
        *say(_("谁先联系"), row.get_begun_by_display() if row.begun_by else ""),
        *say(_("多少分钟"), row.minutes),
        *say(_("谁记的"), names.person(row.done_by)),
        *written(row.evidence, row.child_words),
    )
    return Telling(row.get_kind_display(), row.held_on or row.planned_on, said)


@tells(Referral, PLANS)
def referral(row: Referral, names: HeldNames) -> Telling:
    said = (
        *say(_("到哪里"), row.get_to_display()),
        *say(_("哪一位"), unseal(row.to_whom, "care.referral_to_whom") if row.to_whom else ""),
        *say(_("进展"), row.get_state_display()),
        *say(_("家里或孩子同意"), row.consent),
        *written(row.reason, row.answer, row.feedback),
    )
    return Telling(_("转介"), row.offered_on, said)


@tells(Conference, PLANS)
def conference(row: Conference, names: HeldNames) -> Telling:
    said = (
        *say(_("进展"), row.get_state_display()),
        *say(_("听取了孩子的意见"), row.child_heard),
        *written(row.purpose, row.decision),
    )
    return Telling(_("大家一起商量孩子的事（会商）"), row.held_on or row.on, said)


@tells(Invitation, PLANS, related="conference")
def invitation(row: Invitation, names: HeldNames) -> Telling:
    said = (
        *say(_("谁"), names.person(row.user_id)),
        *say(_("回复"), row.get_state_display()),
        *say(_("到了没有"), row.came),
    )
    return Telling(_("请来商量的人"), row.conference.on, said)


@tells(Transfer, HeldSection.TRANSFERS)
def transfer(row: Transfer, names: HeldNames) -> Telling:
    to = names.place(row.village or row.to_place)
    said = (
        *say(_("从哪里"), names.place(row.from_place)),
        *say(_("到哪里"), to or (unseal(row.to_text, "care.transfer_to") if row.to_text else "")),
        *say(_("原因"), row.get_kind_display()),
        *say(_("进展"), row.get_state_display()),
        *written(row.note, row.answer, row.summary, row.who),
    )
    return Telling(_("转到别处"), row.offered_on, said)
