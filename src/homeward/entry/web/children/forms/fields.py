"""Fields that the forms about children share; empty always means 未采集, never "no"."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.words import Precision
from homeward.entry.web.children.words import SOURCES
from homeward.entry.web.forms import DatePartsField

Text = Any  # a text or a lazy one
UNKNOWN = _("未采集")


def text(label: Text, hint: Text = "", most: int = 60, **more: Any) -> forms.CharField:
    """A line of text that may stay empty."""
    more.setdefault("required", False)
    return forms.CharField(label=label, help_text=hint, max_length=most, **more)


def words(label: Text, hint: Text = "", most: int = 1000) -> forms.CharField:
    """Several lines."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=False, widget=area
    )


def one_of(
    label: Text, choices: Any, hint: Text = "", *, required: bool = False
) -> forms.ChoiceField:
    """Few choices, all in sight; "not collected" is the last of them unless an answer is required."""
    last = [] if required else [("", UNKNOWN)]
    return forms.ChoiceField(
        label=label, help_text=hint, required=required, widget=forms.RadioSelect,
        choices=[*choices, *last],
    )  # fmt: skip


def from_list(label: Text, choices: Any = (), hint: Text = "", **more: Any) -> forms.ChoiceField:
    """Many choices in a list."""
    more.setdefault("required", False)
    first = [] if more["required"] else [("", UNKNOWN)]
    return forms.ChoiceField(label=label, help_text=hint, choices=[*first, *choices], **more)


class YesNoField(forms.ChoiceField):
    """是 / 否 / 未采集: cleans to True, False or None."""

    widget = forms.RadioSelect

    def __init__(self, label: Text, hint: Text = "", *, required: bool = False) -> None:
        first = [] if required else [("", UNKNOWN)]
        choices = [("yes", _("是")), ("no", _("否")), *first]
        super().__init__(label=label, help_text=hint, required=required, choices=choices)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))


def day(label: Text, hint: Text = "", *, required: bool = False) -> DatePartsField:
    """A date that may stay unknown."""
    return DatePartsField(label=label, help_text=hint, required=required)


def source(first: str = "visit") -> forms.ChoiceField:
    """Where this is known from; already answered, so that it costs no tap."""
    return forms.ChoiceField(label=_("从哪里知道的"), choices=SOURCES, initial=first)


class PhonesField(forms.CharField):
    """Phones, several separated by 、 or spaces; cleans to a tuple."""

    def __init__(self, label: Text) -> None:
        super().__init__(
            label=label, required=False, max_length=80, help_text=_("有几个号码时，中间用顿号隔开。"),
            widget=forms.TextInput(attrs={"inputmode": "tel"}),
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        typed = str(super().clean(value))
        for mark in "、，,;；/":
            typed = typed.replace(mark, " ")
        phones = tuple(part.strip("-") for part in typed.split())
        if any(len("".join(filter(str.isdigit, phone))) < 7 for phone in phones):
            raise ValidationError(_("电话号码至少有7位数字。请核对。"))
        return phones


class SeveralField(forms.MultipleChoiceField):
    """Several of a few answers, or 问过，没有: cleans to a tuple, `(none,)`, or None for 未采集."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Text, choices: Any, none: str) -> None:
        self._none = none
        more = [*choices, (none, _("问过，没有"))]
        super().__init__(
            label=label,
            required=False,
            choices=more,
            help_text=_("可以选几项。都不选就是“未采集”。"),
        )

    def clean(self, value: Any) -> tuple[str, ...] | None:
        ticked = tuple(super().clean(value))
        if self._none in ticked and len(ticked) > 1:
            raise ValidationError(_("选了“问过，没有”，就不能再选别的。"))
        return ticked or None


class SinceField(DatePartsField):
    """Since when, as exactly as it is known: the day, or the month, or only the year.

    Cleans to `(date or None, precision)`.
    """

    def compress(self, data_list: list[str]) -> Any:
        year, month, day = (*data_list, "", "", "")[:3]
        if year and not day:
            precision = Precision.MONTH if month else Precision.YEAR
            return super().compress([year, month or "1", "1"]), precision
        return super().compress(data_list), Precision.DAY

    def clean(self, value: Any) -> Any:
        return super().clean(value) or (None, Precision.DAY)


def since(label: Text) -> SinceField:
    """The beginning of a stretch of time."""
    return SinceField(
        label=label, required=False,
        help_text=_("只知道年月时，日可以不填；只知道年份时，月和日都可以不填。"),
    )  # fmt: skip
