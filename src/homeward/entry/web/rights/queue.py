"""What families ask about their data and still waits for an answer: corrections and erasures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from homeward.domain.children.public import list_corrections, list_erasures
from homeward.entry.web.frame import context_of
from homeward.foundation.access.decide import can, require
from homeward.foundation.commands.context import Context
from homeward.foundation.places.public import names_of

CORRECT, ERASE = "correction.read", "erasure.read"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Both kinds, those whose day has passed first."""
    ctx = context_of(request)
    if not can(ctx.actor, ERASE):
        require(ctx.actor, CORRECT)
    shown = {
        "corrections": _corrections(ctx) if can(ctx.actor, CORRECT) else None,
        "erasures": _erasures(ctx) if can(ctx.actor, ERASE) else None,
    }
    return render(request, "rights/queue.html", shown)


def _corrections(ctx: Context) -> list[dict[str, Any]]:
    lines = list_corrections(ctx)
    names = names_of([line.place for line in lines])
    return [
        {
            "name": line.name, "url": reverse("correction", args=[line.correction_id]),
            "place": names.get(line.place, line.place), "section": line.section.label,
            "asked_at": line.asked_at, "due_on": line.due_on, "overdue": line.overdue,
        }
        for line in lines
    ]  # fmt: skip


def _erasures(ctx: Context) -> list[dict[str, Any]]:
    lines = list_erasures(ctx)
    names = names_of([line.place for line in lines])
    return [
        {
            "name": line.name, "url": f"{reverse('child', args=[line.child_id])}#erasure",
            "place": names.get(line.place, line.place), "state": line.state.label,
            "asked_at": line.asked_at, "not_before": line.not_before,
        }
        for line in lines
    ]  # fmt: skip
