"""The card 家: where each parent is, who looks after the child, what was agreed and told."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from homeward.domain.children.queries.family import AdultCard, AgreementCard, CareLine, HomeCard
from homeward.domain.children.words import Kinship, Whereabouts
from homeward.engines.calendar import months_between
from homeward.entry.web import dates
from homeward.entry.web.children.doors import Doors
from homeward.entry.web.children.words import joined, months_text, partial_date

Row = dict[str, Any]
PARENTS = (Kinship.FATHER, Kinship.MOTHER)


def parents(home: HomeCard, doors: Doors, today: date) -> list[Row]:
    """A row each for father and mother, known or not."""
    known = {adult.kinship: adult for adult in home.parents}
    return [_parent(kinship, known.get(kinship), doors, today) for kinship in PARENTS]


def _parent(kinship: Kinship, adult: AdultCard | None, doors: Doors, today: date) -> Row:
    now = adult.now if adult else None
    since, precision = partial_date(now.since if now else None)
    url = doors.url("child.record_parent", "child-parent", parent=kinship.value)
    away = now is not None and now.whereabouts == Whereabouts.AWAY
    months = months_between(since, today) if away and since and precision != "year" else 0
    return {
        "who": joined([kinship.label, adult.name if adult else ""], " "),
        "state_text": now.whereabouts.label if now else None,
        "where": joined([now.place, now.work]) if now else "",
        "since": since,
        "since_precision": precision,
        "months_text": _("已%(length)s") % {"length": months_text(months)} if months else "",
        "contact": joined([*(adult.phones if adult else ()), now.contact if now else ""], _("、")),
        "unable": _unable(adult),
        "url": url,
        "url_text": _("记录去向") if now else _("去采集"),
    }


def _unable(adult: AdultCard | None) -> str:
    if adult is None or adult.able is not False:
        return ""
    return (
        _("无监护能力：%(why)s") % {"why": adult.unable_why}
        if adult.unable_why
        else _("无监护能力")
    )


def rows(home: HomeCard, doors: Doors) -> list[Row]:
    """The other lines of the card."""
    care_url = doors.url("child.record_care", "child-care")
    now = next((line for line in home.carers if line.until is None), None)
    return [
        {
            "label": _("照料人"),
            "value": carer_text(now) if now else None,
            "note": _since(now),
            "earlier": [_before(line) for line in home.carers if line.until is not None],
            "collect_url": care_url,
        },
        {
            "label": _("监护情况"),
            "value": now.rating.label if now and now.rating else None,
            "collect_url": care_url,
        },
        _agreement(home.agreement, doors),
        *(
            {
                "label": _("书面告知%(whom)s") % {"whom": line.to.label},
                "value": line.given,
                "note": dates.exact_text(line.given_on) if line.given_on else "",
                "collect_url": doors.url("child.give_notice", "child-notice", to=line.to.value),
            }
            for line in home.notices
        ),
        *_kin(home),
        *_siblings(home),
    ]


def _kin(home: HomeCard) -> list[Row]:
    """Everybody else on record: grandparents, step-parents; how to reach them."""
    return [
        {
            "label": adult.kinship.label,
            "value": joined([adult.name, _("、").join(adult.phones)]) or None,
        }
        for adult in home.parents
        if adult.kinship not in PARENTS
    ]


def carer_text(line: CareLine) -> str | None:
    """祖母 张桂兰 · 138..., as far as it is known; None when nothing is."""
    what = line.kinship or line.kind
    who = joined([what.label if what else "", line.name], " ")
    return joined([who, _("、").join(line.phones)]) or None


def _since(line: CareLine | None) -> str:
    if line is None or line.since is None:
        return ""
    return _("从%(day)s起") % {"day": dates.exact_text(line.since)}


def _before(line: CareLine) -> Row:
    return {"value": carer_text(line), "source": _("到"), "on": line.until}


def _agreement(card: AgreementCard | None, doors: Doors) -> Row:
    if card is None:
        return {
            "label": _("委托照护协议"),
            "value": _("没有登记"),
            "collect_url": doors.url("child.entrust", "child-entrust"),
            "collect_text": _("登记"),
        }
    until = _("到%(day)s") % {"day": dates.exact_text(card.ends_on)} if card.ends_on else ""
    signed = _("%(day)s签订") % {"day": dates.exact_text(card.signed_on)}
    heard = _("孩子说：%(view)s") % {"view": card.child_view} if card.child_view else ""
    return {
        "label": _("委托照护协议"),
        "value": card.name or _("已签订"),
        "note": joined([signed, until, _exclusions(card), heard]),
        "collect_url": doors.url("child.end_entrustment", "child-end-entrustment"),
        "collect_text": _("终止"),
    }


def _exclusions(card: AgreementCard) -> str:
    """The four exclusions of art. 22: an agreement stands only while none is known to apply."""
    asked = (card.harmed_before, card.addicted, card.neglected_before, card.otherwise_unfit)
    if None in asked:
        return _("第二十二条四种情形没有问全")
    return _("没有第二十二条四种情形")


def _siblings(home: HomeCard) -> list[Row]:
    if not home.siblings:
        return []
    links = format_html_join(
        _("、"),
        '<a class="govuk-link" href="{}">{}</a>',
        ((reverse("child", args=[child_id]), name) for child_id, name in home.siblings),
    )
    return [{"label": _("兄弟姐妹"), "value": links}]
