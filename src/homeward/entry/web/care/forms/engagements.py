"""Recording what was done: a visit, a call, a parent's contact; last time's answers are there already."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from homeward.domain.care.problems import ProtectedOnly
from homeward.domain.care.public import LastTime, last_time
from homeward.domain.care.words import Engaged, Initiator, Present, Way
from homeward.domain.children.public import get_headline
from homeward.entry.web.care.forms import fields
from homeward.entry.web.care.forms.base import CareFormPage
from homeward.entry.web.care.words import ACTS
from homeward.entry.web.frame import actor_of, context_of
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import require
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.registry import COMMANDS, LOCATORS

Text = Any  # a text or a lazy one
RECORD = "engagement.record"
SPOKEN = (Way.PHONE, Way.VIDEO, Way.CHAT)
NEAR = (Present.CHILD, Present.CARER, Present.FATHER, Present.MOTHER, Present.OTHER)
SEEN = _("看到了什么、说好了什么")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for one kind of engagement; what follows from the kind is not asked.

    Attributes:
        ways: channels to choose from; a single one is taken without asking.
        whom: with whom, to choose from; a single one is taken without asking.
        text: the question about what was seen, agreed or given.
        child: whether the child's own words are asked for.
    """

    ways: tuple[Way, ...] = ()
    whom: tuple[Present, ...] = ()
    minutes: bool = False
    text: Text = SEEN
    child: bool = True


FACE = (Way.FACE_TO_FACE,)
ASKED = {
    Engaged.VISIT: Asked(FACE, NEAR),
    Engaged.CALL: Asked(SPOKEN, NEAR, minutes=True),
    Engaged.TALK: Asked((*FACE, *SPOKEN), (Present.CHILD,)),
    Engaged.SESSION: Asked(FACE, (Present.CHILD,), minutes=True),
    Engaged.PARENT_TALK: Asked(
        (*FACE, *SPOKEN), (Present.CARER, Present.FATHER, Present.MOTHER), child=False
    ),
    Engaged.SCHOOL_CONTACT: Asked((*FACE, *SPOKEN), (Present.TEACHER,), child=False),
    Engaged.HELP: Asked(text=_("帮助办了什么、办到哪一步"), child=False),
    Engaged.MESSAGE: Asked((Way.LETTER, Way.CHAT), text=_("谁写给谁的")),
    Engaged.DELIVERY: Asked(text=_("送了什么"), child=False),
    Engaged.ACTIVITY: Asked(text=_("什么活动、孩子参加得怎么样")),
}
KINDS = tuple(ASKED)


class EngagementForm(fields.DatedForm):
    """Only what this kind needs."""

    task_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Asked, **options: Any) -> None:
        super().__init__(*args, **options)
        if len(asked.whom) > 1:
            self.fields["with_whom"] = fields.some(_("和谁"), Present, asked.whom)
        if len(asked.ways) > 1:
            self.fields["channel"] = fields.one(_("怎么联系的"), Way, asked.ways)
        if asked.minutes:
            self.fields["minutes"] = fields.minutes(_("大约多久"))
        self.fields["text"] = fields.words(asked.text, _("简单几句就行，也可以不写。"), 2000)
        if asked.child:
            self.fields["child_words"] = fields.words(_("孩子自己怎么说"), _("用孩子自己的话。"))


class Record(CareFormPage):
    """One engagement of the kind that the address names."""

    command = RECORD
    form_class = EngagementForm
    done = _("已记下。")
    blames: ClassVar = {
        "input.date_in_future": "held_on",
        "engagement.minutes_unlikely": "minutes",
    }

    @property
    def kind(self) -> Engaged:
        """Which kind."""
        return Engaged(self.kwargs["kind"])

    @property
    def title(self) -> Any:  # type: ignore[override]
        """What is recorded."""
        return ACTS[self.kind]

    @property
    def lead(self) -> Any:  # type: ignore[override]
        if self.kind != Engaged.VISIT:
            return ""
        url = reverse("care-visit", args=[self.child_id])
        link = '<a class="govuk-link" href="{}">{}</a>'
        return format_html(link, url, gettext("同去也看了兄弟姐妹？几个孩子一起记"))

    def guard(self) -> None:
        super().guard()
        if self.kind == Engaged.SESSION and not hears(self.ctx.actor, self.target()):
            raise ProtectedOnly()

    def form_options(self) -> dict[str, Any]:
        return {"asked": ASKED[self.kind]}

    def initial(self) -> dict[str, Any]:
        asked = ASKED[self.kind]
        last = last_time(self.ctx, child_id=self.child_id, kind=self.kind)
        return {
            "task_id": self.request.GET.get("task"),
            "channel": _way(last, asked.ways),
            "with_whom": [who.value for who in last.with_whom] if last else [Present.CHILD.value],
            "minutes": fields.nearest(last.minutes if last else None),
        }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        asked = ASKED[self.kind]
        only = asked.ways[0] if len(asked.ways) == 1 else None
        whom = asked.whom if len(asked.whom) == 1 else cleaned.pop("with_whom", ())
        channel = cleaned.pop("channel", None) or only
        known = {"child_id": self.child_id, "kind": self.kind}
        return {**cleaned, **known, "channel": channel, "with_whom": tuple(whom)}

    def done_text(self, result: Any) -> str:
        if result.next_task_id:
            return gettext("已记下，这件事算办完了，下一次已经排上。")
        return gettext("已记下，这件事算办完了。") if result.task_id else gettext("已记下。")

    def cancel_url(self) -> str:
        """Whoever came from the list of tasks goes on with the next."""
        from_task = self.request.GET.get("task") or self.request.POST.get("task_id")
        return reverse("home") if from_task else reverse("child", args=[self.child_id])


def _way(last: LastTime | None, ways: tuple[Way, ...]) -> str:
    if last and last.channel in ways:
        return str(last.channel.value)
    return str(ways[0].value) if ways else ""


class ContactForm(fields.DatedForm):
    """Who, how, how long; what was said stays theirs (Minors Protection Law art. 63)."""

    parent = fields.one(_("和谁联系"), Present, (Present.MOTHER, Present.FATHER))
    channel = fields.one(_("怎么联系的"), Way, (*SPOKEN, Way.VISIT_HOME, Way.LETTER))
    minutes = fields.minutes(_("大约多久"))
    feelings = fields.YesNoField(_("有没有说到心里话、心情"), _("只记有没有，不记说了什么。"))
    begun_by = fields.one(_("谁先联系的"), Initiator, required=False)


class Contact(CareFormPage):
    """A contact between parent and child."""

    command = "engagement.record_contact"
    form_class = ContactForm
    title = ACTS[Engaged.PARENT_CONTACT]
    done = _("已记下这次联系。")
    blames: ClassVar = {"input.date_in_future": "held_on"}
    why = _(
        "《未成年人保护法》第二十三条要求外出的父母每周至少联系一次孩子。"
        "说了什么是孩子和父母自己的事（第六十三条），所以这里不问。"
    )

    def initial(self) -> dict[str, Any]:
        last = last_time(self.ctx, child_id=self.child_id, kind=Engaged.PARENT_CONTACT)
        if last is None:
            return {"channel": Way.PHONE.value}
        return {
            "parent": last.parent.value if last.parent else "",
            "channel": _way(last, (*SPOKEN, Way.VISIT_HOME, Way.LETTER)),
            "minutes": fields.nearest(last.minutes),
            "begun_by": last.begun_by.value if last.begun_by else "",
        }

    def cancel_url(self) -> str:
        return reverse("child", args=[self.child_id])


class AgreeForm(fields.CommandForm):
    """What, and on which day."""

    kind = fields.one(
        _("约什么"), Engaged, (Engaged.VISIT, Engaged.CALL, Engaged.TALK, Engaged.PARENT_TALK)
    )
    planned_on = fields.day(_("哪一天"), required=True)


class Agree(CareFormPage):
    """A visit, call or talk agreed for a day."""

    command = "engagement.plan"
    form_class = AgreeForm
    title = _("约好下一次")
    submit_text = _("约好")
    done = _("已约好，到时候记一下有没有进行。")
    blames: ClassVar = {"care.date_in_past": "planned_on"}
    anchor = "agreed"


class HeldForm(fields.DatedForm):
    """That it took place."""

    with_whom = fields.some(_("和谁"), Present, NEAR)
    text = fields.words(SEEN, _("简单几句就行，也可以不写。"), 2000)
    child_words = fields.words(_("孩子自己怎么说"), _("用孩子自己的话。"))


class Held(CareFormPage):
    """What was agreed took place."""

    command = "engagement.hold"
    form_class = HeldForm
    title = _("约好的已经进行")
    done = _("已记下。")
    blames: ClassVar = {"input.date_in_future": "held_on"}
    anchor = "agreed"

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, **cleaned, "with_whom": tuple(cleaned["with_whom"])}


class Missed(CareFormPage):
    """What was agreed did not come about."""

    command = "engagement.miss"
    form_class = fields.ReasonForm
    title = _("约好的没有进行")
    done = _("已记下没有进行和原因。")
    anchor = "agreed"


class CalledOff(CareFormPage):
    """What was agreed is not needed any more."""

    command = "engagement.call_off"
    form_class = fields.ReasonForm
    title = _("取消约定")
    submit_text = _("取消约定")
    done = _("已取消。")
    anchor = "agreed"


def hears(actor: Actor, target: Target) -> bool:
    """Whether somebody may record what is protected."""
    return FieldClass.PROTECTED in actor.classes(COMMANDS[RECORD].action, target)


@require_safe
def choose(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Which kind is to be recorded: one tap each."""
    ctx = context_of(request)
    target = LOCATORS["child_id"](ctx, child_id)
    require(ctx.actor, "child.read", target)
    require(ctx.actor, COMMANDS[RECORD].action, target)
    child = get_headline(ctx, child_id=child_id)
    offered = [
        kind for kind in KINDS if kind != Engaged.SESSION or hears(actor_of(request), target)
    ]
    kinds = [
        {"text": ACTS[kind], "url": reverse("care-record", args=[child_id, kind.value])}
        for kind in offered
    ]
    several = {
        "text": gettext("记一次走访，几个孩子一起"),
        "url": reverse("care-visit", args=[child_id]),
    }
    contact = {
        "text": ACTS[Engaged.PARENT_CONTACT], "url": reverse("care-contact", args=[child_id]),
    }  # fmt: skip
    shown = {
        "child": child,
        "kinds": [kinds[0], several, kinds[1], contact, *kinds[2:]],
        "crumbs": [
            {"text": gettext("孩子"), "url": reverse("children")},
            {"text": child.name, "url": reverse("child", args=[child_id])},
        ],
    }
    return render(request, "care/choose.html", shown)
