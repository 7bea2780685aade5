"""What waits for the reader, each counted now; nothing is shown that is not to be done."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.domain.care.public import list_transfers
from homeward.domain.children.public import (
    count_pairs,
    count_waiting,
    list_corrections,
    list_erasures,
    list_to_ask,
)
from homeward.domain.children.queries.counts import AreaCounts
from homeward.domain.children.words import Truth
from homeward.entry.web.children.words import definition_titles
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import can
from homeward.foundation.accounts.public import count_unappointed
from homeward.foundation.commands.context import Context

Need = dict[str, Any]


def needs_of(ctx: Context, counts: AreaCounts | None) -> list[Need]:
    """The most urgent first: what only this person can decide, then what is missing."""
    found = [
        _transfers(ctx),
        _corrections(ctx),
        _erasures(ctx),
        _to_ask(ctx),
        *_rolls(ctx),
        _doubles(ctx),
        _unappointed(ctx),
        _unknown(ctx, counts),
    ]
    return [need for need in found if need["count"]]


def _need(text: str, why: str, url: str, count: int) -> Need:
    return {"text": text, "why": why, "url": url, "count": count, "level": ""}


def _rolls(ctx: Context) -> list[Need]:
    if not can(ctx.actor, "roll.read"):
        return []
    waiting = count_waiting(ctx)
    why_rows = _("导入时有疑问的行，要对照原件由人决定。")
    why_rolls = _("已经检查、还没有导入的名册。")
    return [
        _need(_("待核实的名册行"), why_rows, reverse("all_corrections"), waiting.rows),
        _need(_("等待导入的名册"), why_rolls, reverse("rolls"), waiting.rolls),
    ]


def _doubles(ctx: Context) -> Need:
    why = _("两条记录像是同一个孩子，由人判断是不是。")
    waiting = count_pairs(ctx).pairs if can(ctx.actor, "double.read") else 0
    return _need(_("疑似重复的记录，等您判断"), why, reverse("doubles"), waiting)


def _transfers(ctx: Context) -> Need:
    may = can(ctx.actor, "transfer.answer")
    waiting = sum(line.incoming for line in list_transfers(ctx)) if may else 0
    why = _("对方在等我们答复；答复以前孩子仍由原来的负责人照看。")
    return _need(_("等我们接收的孩子"), why, reverse("transfers"), waiting)


def _corrections(ctx: Context) -> Need:
    lines = list_corrections(ctx) if can(ctx.actor, "correction.answer") else ()
    late = sum(line.overdue for line in lines)
    why = _("家里认为登记有误，要在期限内答复；不更正的要说明理由。")
    if late:
        why = ngettext("%(n)d件已过期限。", "%(n)d件已过期限。", late) % {"n": late}
    return _need(_("等待答复的更正申请"), why, reverse("rights"), len(lines))


def _to_ask(ctx: Context) -> Need:
    why = _("满十四周岁以后由孩子自己决定，家长以前同意过的要再问本人。")
    waiting = list_to_ask(ctx).total if can(ctx.actor, "consent.record") else 0
    return _need(_("满十四岁，要亲自问的孩子"), why, reverse("to-ask"), waiting)


def _erasures(ctx: Context) -> Need:
    waiting = len(list_erasures(ctx)) if can(ctx.actor, "erasure.read") else 0
    why = _("删除孩子的资料要由两个人决定，决定以前不会删除任何内容。")
    return _need(_("等待处理的删除申请"), why, reverse("rights"), waiting)


def _unappointed(ctx: Context) -> Need:
    may = can(ctx.actor, "people.read") and can(ctx.actor, "people.appoint")
    why = _("有账号但没有职责的人，什么也看不到。")
    waiting = count_unappointed(ctx).people if may else 0
    return _need(_("还没有任命的人员"), why, reverse("people"), waiting)


def _unknown(ctx: Context, counts: AreaCounts | None) -> Need:
    """The definition that leaves most children open."""
    worst = max(counts.definitions, key=lambda one: one.unknown, default=None) if counts else None
    if worst is None or not can(ctx.actor, "child.list"):
        return _need("", "", "", 0)
    title = definition_titles().get(worst.definition, worst.definition)
    url = address(reverse("children"), definition=worst.definition, truth=Truth.UNKNOWN.value)
    return _need(_("资料不全、还不能判断的孩子"), title, url, worst.unknown)
