"""A page with a form for one command: shown, checked, sent, answered with a message and a redirect.

    class Exit(FormPage):
        command = "child.exit"
        form_class = ExitForm
        title = _("退出名册")
        done = _("已退出名册。")

The same command decides whether the page opens and whether the button acts. The command id is made when
the form is shown, so that a double click acts once.
"""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from homeward.entry.web.frame import actor_of, context_of
from homeward.foundation.access.decide import can, require
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import locate
from homeward.foundation.commands.problems import CommandIdReused
from homeward.foundation.commands.registry import COMMANDS, Door
from homeward.foundation.ids import new_id
from homeward.foundation.problems import HTTP_STATUS, Kind, Problem

INVALID = HTTP_STATUS[Kind.INVALID]
Text = str | Promise


class CommandForm(forms.Form):
    """Any form that ends in a command."""

    command_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name_what_is_required(self)


def name_what_is_required(form: forms.Form) -> None:
    """The summary at the page's top shows errors without their labels, so they name their field."""
    for field in form.fields.values():
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            words = str(_("请填写“{label}”。")).format(label=field.label or "")
            field.error_messages["required"] = words


class FormPage(View):
    """GET shows the form; POST sends the command."""

    command: ClassVar[str]
    form_class: ClassVar[type[forms.Form]] = CommandForm
    template_name: ClassVar[str] = "form.html"
    title: ClassVar[Text]
    done: ClassVar[Text]
    submit_text: ClassVar[Text] = _("保存")
    lead: ClassVar[Text] = ""
    why: ClassVar[Text] = ""
    why_title: ClassVar[Text] = _("为什么要问")
    warning: ClassVar[Text] = ""
    blames: ClassVar[dict[str, str]] = {}
    """Problem code -> the form's field that it speaks of."""

    @property
    def door(self) -> Door:
        """The command as registered."""
        return COMMANDS[self.command]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The door is guarded by the rule that draws the button to it."""
        self.ctx = context_of(request)
        if request.user.is_authenticated:
            self.guard()
        return super().dispatch(request, *args, **kwargs)

    def guard(self) -> None:
        """Refuse whoever may not send this command from this address."""
        require(self.ctx.actor, self.door.action, self.target())

    def target(self) -> Target | None:
        """Where that which the address names stands; None where the form itself will name it."""
        return locate(self.door, self.ctx, self.kwargs) if self.door.on in self.kwargs else None

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, INVALID)
        cleaned = dict(form.cleaned_data)
        ctx = context_of(
            request, command_id=cleaned.pop("command_id"), reason=cleaned.pop("reason", "")
        )
        try:
            result = self.door.call(ctx, **self.arguments(cleaned))
        except Problem as problem:
            return self.show(self.blame(form, problem), HTTP_STATUS[problem.kind])
        messages.success(request, self.done_text(result))
        return HttpResponseRedirect(self.next_url(result))

    def form(self, data: Any = None, files: Any = None) -> forms.Form:
        """The form, filled with what is known, or with what was typed."""
        if data is None:
            return self.form_class(initial=self.initial(), **self.form_options())
        return self.form_class(data, files, initial=self.initial(), **self.form_options())

    def initial(self) -> dict[str, Any]:
        """What is known already: nothing that is known is asked again."""
        return {}

    def form_options(self) -> dict[str, Any]:
        """Further arguments of the form, such as choices."""
        return {}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The command's arguments: from the address, and from the form."""
        return {**self.kwargs, **cleaned}

    def blame(self, form: forms.Form, problem: Problem) -> forms.Form:
        """The problem beside the field it speaks of, everything typed kept."""
        if problem.kind in (Kind.DENIED, Kind.MISSING):
            raise problem
        if isinstance(problem, CommandIdReused):
            # An earlier page sent again with other content: it is a new act, so it gets a new id.
            data = cast("QueryDict", form.data).copy()
            data[form.add_prefix("command_id")] = str(new_id())
            form.data = data
        field = self.blames.get(problem.code)
        form.add_error(field if field in form.fields else None, problem.message)
        return form

    def done_text(self, result: Any) -> str:
        """What the next page says at its top."""
        return str(self.done)

    def next_url(self, result: Any) -> str:
        """Where the reader goes on."""
        return self.cancel_url()

    def cancel_url(self) -> str:
        """The page that this one belongs to."""
        raise NotImplementedError

    def page(self) -> dict[str, Any]:
        """Further words for the template: caption, crumbs."""
        return {}

    def show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """The page with this form."""
        words = {
            name: getattr(self, name)
            for name in ("title", "submit_text", "lead", "why", "why_title", "warning")
        }
        shown = {**words, "form": form, "cancel_url": self.cancel_url(), **self.page()}
        return render(self.request, self.template_name, shown, status=status)


def may(request: HttpRequest, command: str, target: Target | None = None) -> bool:
    """Whether to draw a command's button: the rule that guards its page and its door."""
    return can(actor_of(request), COMMANDS[command].action, target)
