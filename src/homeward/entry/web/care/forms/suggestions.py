"""Suggestions: taken up as they are, changed first, or refused with a reason; one click each."""

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.domain.care.public import Suggestion
from homeward.domain.watch.public import suggestions_of
from homeward.entry.web.care.forms import fields
from homeward.entry.web.care.forms.plans import (
    PlanFormPage,
    cadence_choices,
    owner_choices,
    owner_of,
)
from homeward.entry.web.frame import said

REASONS = (
    _("家里现在不需要"),
    _("已经有别的安排"),
    _("孩子不愿意"),
    _("眼下没有条件做"),
)
"""The reasons that are one click; others are written."""


class OnSuggestion(PlanFormPage):
    """A decision on a programme that is suggested now."""

    def suggested(self) -> tuple[Suggestion, ...]:
        """What is suggested for this child, as far as the reader may see why."""
        if not hasattr(self, "_suggested"):
            found = suggestions_of(self.ctx, child_id=self.child_id)
            self._suggested: tuple[Suggestion, ...] = found.suggestions
        return self._suggested

    def offered(self) -> list[tuple[str, str]]:
        """Programmes as choices."""
        return [(one.programme, said(one.title)) for one in self.suggested()]

    def initial(self) -> dict[str, Any]:
        return {"programme": self.request.GET.get("programme", "")}

    def because(self, programme: str) -> tuple[str, ...]:
        """The rules that ask for it, kept with the decision."""
        chosen = next(one for one in self.suggested() if one.programme == programme)
        return tuple(need.rule for need in chosen.because)


class AcceptForm(fields.OfferingForm):
    """Everything but the programme may stay as the programme says."""

    programme = fields.from_list(_("哪个项目"), required=True)
    owner = fields.from_list(_("谁来做"))
    cadence = fields.from_list(_("多久一次"))
    starts_on = fields.day(_("从哪一天开始"), _("不填就是今天。"))
    note = fields.words(_("具体怎么做"), _("可以不写。"))


class Accept(OnSuggestion):
    """Item and first tasks in one act."""

    command = "plan.accept_suggestion"
    form_class = AcceptForm
    title = _("采纳建议")
    submit_text = _("采纳")
    done = _("已放进计划，要做的事已经排到清单上。")
    blames: ClassVar = {"care.date_in_past": "starts_on", "task.person_unfit": "owner"}

    def form_options(self) -> dict[str, Any]:
        return {
            "choices": {
                "programme": self.offered(),
                "owner": owner_choices(self.people()),
                "cadence": [("", _("按项目的安排")), *cadence_choices()],
            }
        }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        owner = owner_of(cleaned.pop("owner"))
        rules = self.because(cleaned["programme"])
        return {**self.kwargs, **cleaned, **owner, "rules": rules}


class RefuseForm(fields.ReasonForm):
    """Which, and why not."""

    programme = fields.from_list(_("哪个项目"), required=True)
    field_order = ("command_id", "programme", "reason")

    def __init__(self, *args: Any, offered: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["programme"].choices = offered  # type: ignore[attr-defined]


class Refuse(OnSuggestion):
    """It comes again only for news."""

    command = "plan.refuse_suggestion"
    form_class = RefuseForm
    title = _("不采纳建议")
    submit_text = _("不采纳")
    done = _("已记下不采纳和理由；有新情况时才会再建议。")

    def form_options(self) -> dict[str, Any]:
        return {"offered": self.offered()}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, **cleaned, "rules": self.because(cleaned["programme"])}


def reasons() -> list[str]:
    """The reasons that are one click, in the reader's language."""
    return [gettext(str(reason)) for reason in REASONS]
