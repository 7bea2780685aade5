"""Form fields of the web face that Django has no like of."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DatePartsInput(forms.MultiWidget):
    """Year, month and day as three short boxes: quicker and safer than a calendar to type into."""

    def __init__(self) -> None:
        digits = {"inputmode": "numeric"}
        super().__init__([forms.TextInput(attrs=digits) for _part in range(3)])

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.year, value.month, value.day] if value else [None, None, None]


class DatePartsField(forms.MultiValueField):
    """A date typed in three parts; an impossible one is told in words.

    Cleans to a `date`, or None when nothing was typed and the field is not required.
    """

    def __init__(self, **options: Any) -> None:
        parts = tuple(forms.CharField(required=False, max_length=4) for _part in range(3))
        super().__init__(fields=parts, widget=DatePartsInput(), require_all_fields=False, **options)

    def compress(self, data_list: list[str]) -> date | None:
        if not any(data_list):
            return None
        try:
            year, month, day = (int(part) for part in data_list)
            return date(year, month, day)
        except ValueError:
            raise ValidationError(
                _("没有这一天。请填写真实日期，例如 2024 年 3 月 5 日。"), code="no_such_date"
            ) from None
