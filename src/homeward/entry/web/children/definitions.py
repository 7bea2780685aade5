"""How each definition counts: its source, its conditions in words, and what it leaves open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.domain.children.public import definitions
from homeward.entry.web.frame import said
from homeward.foundation.clock import today


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The definitions in force today, as their rule files say them."""
    shown = [
        {
            "id": rule.id,
            "title": said(rule.title),
            "source": said(rule.source.document),
            "article": rule.source.article or "",
            "about": said(rule.source.note) if rule.source.note else "",
            "starts": rule.starts,
            "version": rule.version,
            "conditions": [said(condition.says) for condition in rule.when],
            "note": said(rule.note) if rule.note else "",
        }
        for rule in definitions().in_force(today())
    ]
    return render(request, "children/definitions.html", {"definitions": shown})
