"""The list of transfers, and one transfer as either side sees it, with the paper for outside."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.care.public import (
    TransferLine,
    TransferPage,
    list_transfers,
    read_incoming,
    read_transfer,
)
from homeward.domain.care.states import TransferState
from homeward.entry.web.care.doors import Doors, Link, Way
from homeward.entry.web.frame import context_of
from homeward.foundation.access.decide import can, require
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.registry import LOCATORS

READ = "transfer.read"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, and what is closed."""
    ctx = context_of(request)
    require(ctx.actor, READ)
    waiting, closed = list_transfers(ctx), list_transfers(ctx, closed=True)
    shown = {
        "coming": [_line(one) for one in waiting if one.incoming],
        "going": [_line(one) for one in waiting if not one.incoming],
        "closed": [_line(one) for one in closed],
    }
    return render(request, "care/transfers.html", shown)


def _line(line: TransferLine) -> dict[str, Any]:
    route = "transfer-incoming" if line.incoming else "transfer"
    return {
        "who": line.who, "url": reverse(route, args=[line.transfer_id]), "kind": line.kind.label,
        "state": line.state.label, "from": line.from_name, "to": line.to_name,
        "offered_on": line.offered_on, "due_on": line.due_on, "late": line.late,
    }  # fmt: skip


@require_safe
def outgoing(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """A transfer as the area sees it that offered the child."""
    ctx = context_of(request)
    page = read_transfer(ctx, transfer_id=transfer_id)
    doors = Doors(ctx.actor, LOCATORS["transfer_id"](ctx, transfer_id))
    ways: list[Way] = [(_("撤回"), "transfer.withdraw", "transfer-withdraw")]
    if page.outside:
        ways.insert(0, (_("登记回执"), "transfer.record_receipt", "transfer-receipt"))
    return _shown(request, page, doors.links(ways, transfer_id))


@require_safe
def incoming(request: HttpRequest, incoming_id: UUID) -> HttpResponse:
    """The same as the area sees it that is asked."""
    ctx = context_of(request)
    page = read_incoming(ctx, incoming_id=incoming_id)
    doors = Doors(ctx.actor, LOCATORS["incoming_id"](ctx, incoming_id))
    ways: list[Way] = [
        (_("接收"), "transfer.accept", "transfer-accept"),
        (_("不接收"), "transfer.refuse", "transfer-refuse"),
    ]
    return _shown(request, page, doors.links(ways, incoming_id))


def _shown(request: HttpRequest, page: TransferPage, links: list[Link]) -> HttpResponse:
    ctx = context_of(request)
    reads = LOCATORS["child_id"](ctx, page.child_id) if page.child_id else Target()
    child_url = reverse("child", args=[page.child_id])
    shown = {
        "line": _line(page.line),
        "page_by": page.offered_by,
        "note": page.note,
        "answer": page.answer,
        "closed_on": page.closed_on,
        "summary": page.summary,
        "outside": page.outside,
        "waits": page.line.state == TransferState.OFFERED,
        "links": links if page.line.state == TransferState.OFFERED else [],
        "child_url": child_url if can(ctx.actor, "child.read", reads) else "",
        "crumbs": [{"text": _("转移"), "url": reverse("transfers")}],
    }
    return render(request, "care/transfer.html", shown)
