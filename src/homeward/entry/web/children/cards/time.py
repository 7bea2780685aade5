"""The timeline: what happened, newest first, and what each definition said since."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.care.public import MACHINES, Happening
from homeward.domain.children.queries.timeline import Event, Sort
from homeward.entry.web.children.cards.plan import engagement
from homeward.entry.web.children.words import definition_titles, joined, since_text
from homeward.entry.web.frame import said

if TYPE_CHECKING:
    from datetime import date, datetime

WORK, MET = "work", "met"
"""Kinds of the care loop: what was decided, and who met or spoke."""
KINDS = {
    MET: gettext_lazy("走访和联系"),
    WORK: gettext_lazy("计划和办事"),
    Sort.REGISTER: gettext_lazy("名册"),
    Sort.PARENT: gettext_lazy("父母"),
    Sort.CARE: gettext_lazy("照料"),
    Sort.SCHOOL: gettext_lazy("就学"),
    Sort.STATUS: gettext_lazy("认定"),
}
UNTOLD = {("plan", "draw_up"), ("review", "schedule"), ("review", "drop")}
"""Moves that follow from another one, which is told."""
Row = dict[str, Any]


def entries(events: tuple[Event, ...], happenings: tuple[Happening, ...]) -> list[Row]:
    """All that happened, newest first, each with its kind."""
    titles = definition_titles()
    found: list[tuple[date, datetime, Row]] = [
        (event.on, event.recorded_at, _event(event, titles)) for event in events
    ]
    found += [(one.on, one.recorded_at, _happening(one)) for one in happenings if _told(one)]
    rows = [row for _on, _at, row in sorted(found, key=lambda one: one[:2], reverse=True)]
    for row in rows:
        row["kind_text"] = str(KINDS[row["kind"]])
    return rows


def kinds(rows: list[Row], kind: str) -> list[Row]:
    """The links that show one kind only; kinds without events are left out."""
    counts = Counter(row["kind"] for row in rows)
    shown = [
        {
            "text": text,
            "url": f"?kind={sort}#timeline",
            "current": kind == sort,
            "count": counts[sort],
        }
        for sort, text in KINDS.items()
        if counts[sort]
    ]
    if not shown:
        return []
    everything = {"text": _("全部"), "url": "?#timeline", "current": not kind, "count": len(rows)}
    return [everything, *shown]


def _told(one: Happening) -> bool:
    return (one.record, one.what) not in UNTOLD and one.state != "planned"


def _happening(one: Happening) -> Row:
    if one.record == "engagement":
        return {"kind": MET, **engagement(one)}
    if one.record == "task":
        title = said(one.title) if one.title else ""
        done = _("已办") if one.what == "done" else _("不用办了")
        return {"kind": WORK, "at": one.on, "title": joined([done, title], by=_("：")),
                "body": one.text, "by": one.by_name}  # fmt: skip
    nouns = {
        "case": _("个案"), "plan": _("计划"), "goal": _("目标"), "plan_item": _("安排"),
        "review": _("复核"), "referral": _("转介"), "conference": _("会商"),
    }  # fmt: skip
    moves = {
        "open": _("开立"), "hand_over": _("移交"), "set": _("定下"), "rate": _("看了走到哪一步"),
        "add": _("添加"), "change": _("修改"), "change_paused": _("修改"), "resume": _("恢复"),
    }  # fmt: skip
    what = moves.get(one.what) or str(dict(_states(one.record)).get(one.state, one.state))
    title = f"{nouns[one.record]}{_('：')}{what}"
    return {"kind": WORK, "at": one.on, "title": title, "by": one.by_name}


def _states(record: str) -> list[tuple[str, Any]]:
    return next(list(m.states.choices) for m in MACHINES if m.record == record)


def _event(event: Event, titles: dict[str, str]) -> Row:
    said = {"at": event.on, "precision": event.precision, "kind": str(event.kind)}
    return said | _text(event, titles)


def _text(event: Event, titles: dict[str, str]) -> dict[str, str]:
    words = event.words
    match event.kind:
        case Sort.REGISTER if event.what == "left":
            return {"title": _("退出名册：%(cause)s") % {"cause": words["cause"]}}
        case Sort.REGISTER:
            return {"title": _("登记入册")}
        case Sort.PARENT:
            since = since_text(words["since"])
            return {
                "title": f"{words['who']}{_('：')}{words['whereabouts']}",
                "body": joined(
                    [words["where"], _("从%(day)s起") % {"day": since} if since else ""]
                ),
            }
        case Sort.CARE:
            rating = _("监护情况：%(rating)s") % {"rating": words["rating"]}
            return {
                "title": f"{_('照料')}{_('：')}{words['kind'] or _('未采集')}",
                "body": rating if words["rating"] else "",
            }
        case Sort.SCHOOL:
            grade = _("%(grade)s年级") % {"grade": words["grade"]} if words["grade"] else ""
            return {
                "title": joined([words["school"], words["stage"], grade, words["class"]])
                or _("就学：未采集"),
            }
    return _status(event, titles)


def _status(event: Event, titles: dict[str, str]) -> dict[str, str]:
    title = titles.get(event.words["definition"], event.words["definition"])
    version = _("规则版本 %(version)s") % {"version": event.words["version"]}
    return {"title": f"{title}{_('：')}{event.words['truth']}", "body": version}
