"""The timeline: what happened, newest first, and what each definition said since."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.children.queries.timeline import Event, Sort
from homeward.entry.web.children.words import definition_titles, joined, since_text

KINDS = {
    Sort.REGISTER: gettext_lazy("名册"),
    Sort.PARENT: gettext_lazy("父母"),
    Sort.CARE: gettext_lazy("照料"),
    Sort.SCHOOL: gettext_lazy("就学"),
    Sort.STATUS: gettext_lazy("认定"),
}


def entries(events: tuple[Event, ...], kind: str) -> list[dict[str, Any]]:
    """The events of one kind, or all."""
    titles = definition_titles()
    return [
        {"at": event.on, "kind_text": str(KINDS[event.kind]), **_text(event, titles)}
        for event in events
        if kind in ("", event.kind)
    ]


def kinds(events: tuple[Event, ...], kind: str) -> list[dict[str, Any]]:
    """The links that show one kind only; kinds without events are left out."""
    counts = {sort: sum(event.kind == sort for event in events) for sort in Sort}
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
    everything = {"text": _("全部"), "url": "?#timeline", "current": not kind, "count": len(events)}
    return [everything, *shown]


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
                "title": joined([words["school"], words["stage"], grade]) or _("就学：未采集"),
            }
    return _status(event, titles)


def _status(event: Event, titles: dict[str, str]) -> dict[str, str]:
    title = titles.get(event.words["definition"], event.words["definition"])
    version = _("规则版本 %(version)s") % {"version": event.words["version"]}
    return {"title": f"{title}{_('：')}{event.words['truth']}", "body": version}
