"""Fields that the forms of the care loop share."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.entry.web.children.forms.fields import UNKNOWN, YesNoField, day, from_list, words
from homeward.entry.web.formpage import CommandForm
from homeward.foundation import clock

__all__ = [
    "CommandForm", "DatedForm", "OfferingForm", "ReasonForm", "YesNoField", "day", "from_list",
    "minutes", "one", "some", "told", "words",
]  # fmt: skip
Text = Any  # a text or a lazy one
TODAY, YESTERDAY, OTHER = "today", "yesterday", "other"
MINUTES = (3, 5, 10, 20, 30, 60)


def one(
    label: Text, kind: Any, among: Iterable[Any] = (), hint: Text = "", *, required: bool = True
) -> forms.TypedChoiceField:
    """One of a coded word's values, all in sight; cleans to the value, or None when not collected."""
    choices = [(value.value, value.label) for value in (among or kind)]
    return forms.TypedChoiceField(
        label=label, help_text=hint, required=required, widget=forms.RadioSelect, coerce=kind,
        empty_value=None, choices=choices if required else [*choices, ("", UNKNOWN)],
    )  # fmt: skip


def some(label: Text, kind: Any, among: Iterable[Any], hint: Text = "") -> Any:
    """Several of a coded word's values; cleans to a list."""
    return forms.TypedMultipleChoiceField(
        label=label, help_text=hint, required=False, widget=forms.CheckboxSelectMultiple,
        coerce=kind, choices=[(value.value, value.label) for value in among],
    )  # fmt: skip


def told(label: Text, hint: Text = "", most: int = 2000) -> forms.CharField:
    """Several lines that must not stay empty."""
    field = words(label, hint, most)
    field.required = True
    return field


def minutes(label: Text) -> forms.TypedChoiceField:
    """About how long, by one tap; cleans to minutes, or None when not collected."""
    choices = [(str(n), _minutes(n)) for n in MINUTES]
    return forms.TypedChoiceField(
        label=label, required=False, widget=forms.RadioSelect, coerce=int, empty_value=None,
        choices=[*choices, ("", UNKNOWN)],
    )  # fmt: skip


def _minutes(number: int) -> Any:
    return {60: _("一小时左右")}.get(number, _("%(n)d分钟左右") % {"n": number})


def nearest(number: int | None) -> str:
    """The choice that is nearest to a number of minutes."""
    return str(min(MINUTES, key=lambda n: abs(n - number))) if number is not None else ""


class ReasonForm(CommandForm):
    """Only the reason, which is kept."""

    reason = told(_("理由"), _("写清楚为什么。理由会保留，接手的人看得到。"), 500)


class OfferingForm(CommandForm):
    """A form whose lists are known only when it is shown: `choices` by field."""

    def __init__(self, *args: Any, choices: dict[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered


class DatedForm(CommandForm):
    """Something that was done: today unless another day is said. Cleans `held_on` to a date."""

    when = forms.ChoiceField(
        label=_("什么时候"), widget=forms.RadioSelect, initial=TODAY,
        choices=[(TODAY, _("今天")), (YESTERDAY, _("昨天")), (OTHER, _("别的日子"))],
    )  # fmt: skip
    held_on = day(_("哪一天"), _("不是今天或昨天时才填写。"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        when, typed = said.pop("when", TODAY), said.get("held_on")
        today = clock.today()
        if when == OTHER and not typed and "held_on" not in self.errors:
            self.add_error("held_on", ValidationError(gettext("请填写是哪一天。")))
        days: dict[str, date | None] = {
            TODAY: today, YESTERDAY: today - timedelta(days=1), OTHER: typed,
        }  # fmt: skip
        said["held_on"] = days[when]
        return said
