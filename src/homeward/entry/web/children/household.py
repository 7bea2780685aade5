"""One household: its children side by side, the adults, and the one visit that is recorded for all."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from homeward.domain.care.public import ChildVisit, visits_of
from homeward.domain.children.consent.purposes import purposes
from homeward.domain.children.public import (
    Bond,
    HomeAdult,
    HomeChild,
    Household,
    Load,
    get_household,
)
from homeward.domain.children.words import Sex, Whereabouts
from homeward.domain.needs.public import alerts_of
from homeward.domain.needs.queries.alerts import AlertLine
from homeward.entry.web.care.words import owner_text
from homeward.entry.web.children.words import joined, partial_date
from homeward.entry.web.formpage import may
from homeward.entry.web.frame import context_of, role_text, said
from homeward.foundation.access.decide import can
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.access.scopes import Target
from homeward.foundation.clock import day_of
from homeward.foundation.commands.context import Context

Row = dict[str, Any]
TITLES = (
    ("home", gettext_lazy("住在一起的孩子")),
    ("kin", gettext_lazy("住在别处的兄弟姐妹")),
    ("cared", gettext_lazy("同一个照料人照看的别家孩子")),
)


@require_safe
def show(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The household of a child, as far as the reader may read each of its children."""
    ctx = context_of(request)
    home = get_household(ctx, child_id=child_id)
    if home.child_id != child_id:  # an old address of a record that goes on as this child
        return redirect("child-household", child_id=home.child_id)
    own = next(one for one in home.children if one.child_id == child_id)
    target = Target(own.place, own.school_id, child_id)
    rows = _rows(ctx, home)
    shown = {
        "child": own,
        "place": home.place_name,
        "groups": [
            {"title": title, "rows": [row for row in rows if row["lives"] == lives]}
            for lives, title in TITLES
        ],
        "adults": [_adult(one, home) for one in home.adults],
        "phones": FieldClass.CARE not in home.withheld,
        "visit_url": reverse("care-visit", args=[child_id])
        if own.present and may(request, "engagement.visit_home", target) else "",
        "carers_url": reverse("carers") if can(ctx.actor, "carer.list") else "",
        "crumbs": [
            {"text": _("孩子"), "url": reverse("children")},
            {"text": own.name, "url": reverse("child", args=[child_id])},
        ],
    }  # fmt: skip
    return render(request, "children/household.html", shown)


def _rows(ctx: Context, home: Household) -> list[Row]:
    ids = tuple(one.child_id for one in home.children)
    alerts: dict[UUID, AlertLine] = {}
    if can(ctx.actor, "alert.read"):
        for line in alerts_of(ctx, child_ids=ids):
            alerts.setdefault(line.child_id, line)
    due = {}
    if can(ctx.actor, "task.read"):
        due = {one.child_id: one for one in visits_of(ctx, child_ids=ids)}
    return [_child(one, alerts.get(one.child_id), due.get(one.child_id)) for one in home.children]


def _child(one: HomeChild, alert: AlertLine | None, visit: ChildVisit | None) -> Row:
    grade = _("%(grade)d年级") % {"grade": one.grade} if one.grade else ""
    carer = one.carer_kinship or one.carer_kind
    following = visit.next if visit else None
    return {
        "lives": one.lives,
        "name": one.name,
        "url": reverse("child", args=[one.child_id]),
        "left": not one.present,
        "age": one.age,
        "sex_text": str(Sex(one.sex).label) if one.sex else None,
        "place": one.place_name,
        "school": joined([one.school or (one.stage.label if one.stage else ""), grade, one.klass], " ")
        or None,
        "carer": str(carer.label) if carer else None,
        "rating": str(one.rating.label) if one.rating else "",
        "responsible": owner_text(one.responsible, one.responsible_role) if one.responsible_role
        else "",
        "situation": _situation(alert),
        "next": {"text": said(following.title), "due": following.due_on} if following else None,
        "knows_next": visit is not None,
        "consents": [
            {"title": said(purposes()[name].title), "state": str(state.label)}
            for name, state in one.consents.items()
        ],
    }  # fmt: skip


def _situation(alert: AlertLine | None) -> Row | None:
    if alert is None:
        return None
    return {
        "level": str(alert.severity), "reason": said(alert.title), "due": day_of(alert.due_at),
        "url": reverse("alert", args=[alert.alert_id]),
    }  # fmt: skip


def _adult(one: HomeAdult, home: Household) -> Row:
    names = {child.child_id: child.name for child in home.children}
    since, precision = partial_date(one.since)
    return {
        "name": one.name,
        "whose": _bonds(one.bonds, names),
        "age": one.age,
        "able": able_text(one.able, one.unable_why),
        "phones": _("、").join(one.phones),
        "state": str(one.whereabouts.label) if one.whereabouts else None,
        "is_parent": any(not bond.cares for bond in one.bonds) or one.whereabouts is not None,
        "away": one.whereabouts == Whereabouts.AWAY,
        "where": one.where,
        "since": since,
        "since_precision": precision,
        "load": load_text(one.load) if one.load else "",
    }


def _bonds(bonds: tuple[Bond, ...], names: dict[UUID, str]) -> str:
    """照料陈一、陈二（祖母）；children to whom somebody is the same are named together."""
    whose: dict[tuple[bool, str], list[str]] = {}
    for bond in bonds:
        what = str(bond.kinship.label) if bond.kinship else ""
        whose.setdefault((bond.cares, what), []).append(names[bond.child_id])
    return _("；").join(
        _bond(cares, what, _("、").join(who)) for (cares, what), who in whose.items()
    )


def _bond(cares: bool, what: str, who: str) -> str:
    if not cares:
        return _("%(child)s的%(kin)s") % {"child": who, "kin": what}
    if not what:
        return _("照料%(child)s") % {"child": who}
    return _("照料%(child)s（%(kin)s）") % {"child": who, "kin": what}


def able_text(able: bool | None, why: str) -> str | None:
    """Guardianship capacity in words; None is 未采集."""
    if able is None:
        return None
    return _("有监护能力") if able else joined([_("无监护能力"), why], " · ")


def load_text(load: Load) -> str:
    """照看 3 个孩子，2 户，最小的 4 岁，不满 8 岁的 2 个."""
    parts = [
        ngettext("照看%(n)d个孩子", "照看%(n)d个孩子", load.children) % {"n": load.children},
        ngettext("%(n)d户", "%(n)d户", load.households) % {"n": load.households},
    ]
    if load.youngest is not None:
        parts.append(_("最小的%(n)d岁") % {"n": load.youngest})
    if load.young:
        young = ngettext("不满八岁的%(n)d个", "不满八岁的%(n)d个", load.young)
        parts.append(young % {"n": load.young})
    if load.unknown:
        parts.append(_("%(n)d个的出生日期未采集") % {"n": load.unknown})
    return _("，").join(parts)


def responsible_text(one: HomeChild) -> str:
    """Whom to ask about a child."""
    if not one.responsible_role:
        return _("县里的负责人")
    return one.responsible or role_text(one.responsible_role)
