"""The tags templates load: small signs here, components and tables beside it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from homeward.entry.web import dates
from homeward.entry.web.templatetags import _components, _tables
from homeward.foundation import clock

if TYPE_CHECKING:
    from django.template.context import Context

register = template.Library()
register.tags.update(_components.register.tags)
register.tags.update(_tables.register.tags)

TRIAGE = {
    "green": ("●", gettext_lazy("绿"), gettext_lazy("平稳")),
    "yellow": ("▲", gettext_lazy("黄"), gettext_lazy("留意")),
    "orange": ("◆", gettext_lazy("橙"), gettext_lazy("尽快")),
    "red": ("■", gettext_lazy("红"), gettext_lazy("立即")),
}


def _today(context: Context) -> date:
    """The page's own `today` where the view gives one, else the clock's."""
    given = context.get("today")
    return given if isinstance(given, date) else clock.today()


def unknown_mark(url: str = "", label: str = "") -> str:
    """未采集: a grey mark, with the way to collect the fact where the reader may."""
    collect = (
        format_html('<a class="hw-unknown__collect" href="{}">{}</a>', url, label or _("去采集"))
        if url
        else ""
    )
    return format_html(
        '<span class="hw-unknown"><span class="hw-tag hw-tag--grey">{}</span>{}</span>',
        _("未采集"),
        collect,
    )


@register.simple_tag
def unknown(url: str = "", label: str = "") -> str:
    """`{% unknown %}` or `{% unknown url=... label=... %}`."""
    return unknown_mark(url, label)


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | None, relative: str = "", precision: str = "day") -> str:
    """A date, or 未采集.

    `relative`: "", "until" (还有3天) or "ago" (3天前). `precision`: "day", "month", "year".
    """
    if value is None:
        return unknown_mark()
    today = _today(context)
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    whole = precision == "day"
    text = dates.day_text(value, today=today) if whole else dates.exact_text(value, precision)
    stamp = format_html(
        '<time class="hw-nowrap" datetime="{}">{}</time>',
        value.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)],
        text,
    )
    if not relative:
        return stamp
    write = dates.until_text if relative == "until" else dates.ago_text
    late = relative == "until" and value < today
    return format_html(
        '{} <span class="hw-until{}">· {}</span>',
        stamp,
        " hw-until--late" if late else "",
        write(value, today=today),
    )


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime | None) -> str:
    """An instant in local time: "11月23日 周一 14:05"."""
    if value is None:
        return unknown_mark()
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html(
        '<time class="hw-nowrap hw-number" datetime="{}">{} {}</time>',
        local.isoformat(timespec="seconds"),
        dates.day_text(local.date(), today=_today(context)),
        local.strftime("%H:%M"),
    )


@register.simple_tag(takes_context=True)
def this_moment(context: Context) -> str:
    """Now, for the foot of printed pages."""
    return moment(context, clock.now())


@register.filter
def number(value: float | None) -> str:
    """A number with thousands separators; None is 未采集, never a zero or a dash."""
    if value is None:
        return unknown_mark()
    return f"{value:,}"


@register.filter
def age(years: int | None) -> str:
    """Completed years of age: "9岁"."""
    if years is None:
        return unknown_mark()
    return ngettext("%(years)d岁", "%(years)d岁", years) % {"years": years}


@register.filter
def fact(value: object) -> object:
    """Any fact: True 是, False 否, None 未采集, anything else as it is."""
    if value is None or value == "":
        return unknown_mark()
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return value


@register.filter
def truth(value: bool | None) -> str:
    """A child's standing under a definition: in, out, or unknown because a fact is missing."""
    kind, text = {
        True: ("in", _("属于")),
        False: ("out", _("不属于")),
        None: ("grey", _("资料不全")),
    }[value]
    return format_html('<strong class="hw-tag hw-tag--{}">{}</strong>', kind, text)


@register.filter
def holds(value: bool | None) -> str:
    """Whether one condition of a rule holds: 符合, 不符合, 未采集."""
    if value is None:
        return format_html('<span class="hw-tag hw-tag--grey">{}</span>', _("未采集"))
    kind, text = ("in", _("符合")) if value else ("out", _("不符合"))
    return format_html('<span class="hw-tag hw-tag--{}">{}</span>', kind, text)


@register.simple_tag
def tag(text: str, kind: str = "") -> str:
    """A small label; `kind` is "" (teal), "grey", "in" or "out"."""
    return format_html(
        '<span class="hw-tag{}">{}</span>', format_html(" hw-tag--{}", kind) if kind else "", text
    )


@register.simple_tag
def triage(level: str) -> str:
    """The mark of a situation: shape, colour word and what it means."""
    shape, colour, meaning = TRIAGE[level]
    return format_html(
        '<span class="hw-triage hw-triage--{}"><span class="hw-triage__shape" aria-hidden="true">'
        "{}</span>{} {}</span>",
        level,
        shape,
        colour,
        meaning,
    )
