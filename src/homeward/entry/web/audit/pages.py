"""The audit: who looked at or changed what, one act in full, and whether the evidence is whole."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from homeward.entry.web.audit.words import (
    act_text,
    channel_text,
    details_of,
    field_text,
    in_groups,
    is_id,
    kept_text,
)
from homeward.entry.web.formpage import INVALID
from homeward.entry.web.frame import actor_of, context_of
from homeward.entry.web.remembered import address, keep, recall
from homeward.foundation import clock
from homeward.foundation.access.decide import can, require
from homeward.foundation.audit.public import (
    PAGE,
    AuditLine,
    Change,
    Verdict,
    list_events,
    read_event,
    verify_audit,
)
from homeward.foundation.commands.registry import COMMANDS, QUERIES
from homeward.foundation.places.public import names_of

VERDICT = "audit_verdict"
READINGS = {"changes": False, "reads": True}


def _day_field(label: Any) -> forms.DateField:
    """A day in one short box: a condition is typed in passing."""
    return forms.DateField(
        label=label,
        required=False,
        help_text=gettext_lazy("例如 2026-09-01"),
        input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"],
        error_messages={"invalid": gettext_lazy("没有这一天。请写成 2026-09-01 的样子。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class AuditForm(forms.Form):
    """Conditions of the list."""

    who = forms.CharField(
        label=gettext_lazy("谁"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("姓名或登录名，写完整"),
    )
    action = forms.ChoiceField(label=gettext_lazy("做了什么"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("查看还是修改"), required=False)
    since = _day_field(gettext_lazy("从哪一天"))
    until = _day_field(gettext_lazy("到哪一天"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["action"].choices = [("", _("全部")), *_acts()]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("都要")),
            ("changes", _("只看修改")),
            ("reads", _("只看查看")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("“到哪一天”早于“从哪一天”。请核对两个日期。"))
        return cleaned


def _acts() -> list[tuple[str, str]]:
    """Everything that leaves a row, by its words."""
    doors = [*COMMANDS.values(), *(door for door in QUERIES.values() if door.sensitive)]
    return sorted(((door.name, _(door.says)) for door in doors), key=lambda one: one[1])


def events(request: HttpRequest) -> HttpResponse:
    """The list; conditions name people, so they are kept in the session."""
    ctx = context_of(request)
    require(ctx.actor, "audit.read")
    here = reverse("audit")
    if request.method == "POST":
        form = AuditForm(request.POST)
        if form.is_valid():
            typed = {name: str(request.POST.get(name, "")) for name in form.fields}
            return HttpResponseRedirect(address(here, f=keep(request, typed)))
    else:
        form = AuditForm(recall(request))
    before = is_id(request.GET.get("before", ""))
    good = form.is_valid()
    found = list_events(ctx, **_asked(form), before=before) if good else ()
    key = request.GET.get("f", "")
    last = str(found[-1].event_id) if len(found) == PAGE else ""
    pages = {
        "first_url": address(here, f=key) if before else "",
        "next_url": address(here, f=key, before=last) if last else "",
    }
    shown = {
        "form": form,
        "clear_url": here if key else "",
        "events": _lines(found),
        "pages": pages,
        "verified": _verified(request),
        "year_url": reverse("compliance") if can(ctx.actor, "compliance.read") else "",
        "verify_url": reverse("audit_verify") if can(ctx.actor, "audit.verify") else "",
    }
    return render(request, "audit/list.html", shown, status=200 if good else INVALID)


def _asked(form: forms.Form) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "name": said["action"],
        "who": said["who"].strip(),
        "reading": READINGS.get(said["kind"]),
        "since": said["since"],
        "until": said["until"],
    }


def _lines(found: tuple[AuditLine, ...]) -> list[dict[str, Any]]:
    places = names_of({line.place for line in found if line.place})
    return [_line(line, places) for line in found]


def _line(line: AuditLine, places: dict[str, str]) -> dict[str, Any]:
    return {
        "url": reverse("audit_event", args=[line.event_id]),
        "at": line.at,
        "who": line.actor_name or _("系统"),
        "reading": line.reading,
        "action_text": act_text(line.name),
        "details": details_of(line.details, whole=False),
        "on_text": _on(line),
        "on_url": _on_url(line),
        "place_text": places.get(line.place, ""),
        "channel_text": channel_text(line.channel),
    }


def _on(line: AuditLine) -> str:
    if line.subject:
        return line.subject.name
    return _("不在您的查看范围") if line.subject_id else ""


def _on_url(line: AuditLine) -> str:
    roots = {"child": "/children/", "person": "/people/", "helper": "/helpers/"}
    root = roots.get(line.subject.kind, "") if line.subject else ""
    return f"{root}{line.subject_id}/" if root else ""


def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """One act; its personal values open only to those who may read them, and that is recorded."""
    page = read_event(context_of(request), event_id=event_id)
    places = names_of({page.line.place} - {""})
    shown = {
        "event": _line(page.line, places),
        "details": details_of(page.line.details, whole=True),
        "sealed": page.line.sealed,
        "opened": page.opened,
        "erased": page.erased,
        "reason": page.reason,
        "changes": [_change(one) for one in page.changes],
        "number": f"{page.chain}-{page.seq}",
        "hash": in_groups(page.hash),
        "crumbs": [{"text": _("操作记录"), "url": reverse("audit")}],
    }
    return render(request, "audit/event.html", shown)


def _change(one: Change) -> dict[str, Any]:
    before, after = kept_text(one.what, one.before), kept_text(one.what, one.after)
    return {"field": field_text(one.what), "before": before, "after": after}


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Walk every chain now; the result stands at the head of the list."""
    verdict = verify_audit(context_of(request))
    first = _fault_text(verdict)
    request.session[VERDICT] = [verdict.rows, first, clock.now().isoformat()]
    return HttpResponseRedirect(reverse("audit"))


FAULTS = {
    "row missing": gettext_lazy("少了一条记录"),
    "does not follow the row before": gettext_lazy("与前一条记录接不上"),
    "changed after it was written": gettext_lazy("写入之后被改动过"),
    "the chain has lost its head": gettext_lazy("记录的末端不见了"),
    "the chain's end does not match its head": gettext_lazy("末尾的记录被删去或改动过"),
    "the head was not written by this house": gettext_lazy("末端标记不是本系统写的"),
}


def _fault_text(verdict: Verdict) -> str:
    """Every fault by the row it is at."""
    words = _("第 %(chain)d 链第 %(seq)d 条：%(what)s")
    lines = [
        words % {"chain": one.chain, "seq": one.seq, "what": str(FAULTS.get(one.what, one.what))}
        + (_("（编号 %(id)s）") % {"id": one.event_id} if one.event_id else "")
        for one in verdict.faults
    ]
    return "；".join(lines)


def _verified(request: HttpRequest) -> dict[str, Any] | None:
    """The last walk of this session, until the reader signs out."""
    kept = request.session.get(VERDICT)
    if not kept or not can(actor_of(request), "audit.verify"):
        return None
    rows, first, at = kept
    return {"ok": not first, "rows": rows, "first_bad": first, "at": datetime.fromisoformat(at)}
