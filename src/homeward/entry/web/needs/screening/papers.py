"""A child's paper as a form: every question of every sheet that is not in yet; or why there is no paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.needs.instruments import age_at
from homeward.domain.needs.public import InstrumentForm, NotTaken
from homeward.domain.needs.queries.instruments import ItemLine
from homeward.domain.needs.queries.rounds import RoundEntry
from homeward.entry.web.children.forms import fields
from homeward.entry.web.formpage import CommandForm
from homeward.entry.web.frame import said
from homeward.entry.web.needs.screening.round import sheet_of
from homeward.foundation.ids import new_id


@dataclass(frozen=True, slots=True)
class Sheet:
    """One instrument of the child's paper that is not in yet."""

    form: InstrumentForm
    head: dict[str, Any]

    @property
    def command(self) -> str:
        """Name of the field that holds this sheet's command id."""
        return f"command-{self.form.instrument}"

    def name(self, part: str) -> str:
        """Name of the field of an item or scale."""
        return f"{self.form.instrument}-{part}"


class PaperForm(forms.Form):
    """All that a child's paper asks; every question may stay open."""

    nothing = gettext_lazy("还没有选任何答案。")
    answered_on = fields.day(gettext_lazy("哪一天填的"), gettext_lazy("不填就是今天。"))

    def __init__(self, *args: Any, sheets: list[Sheet], **options: Any) -> None:
        super().__init__(*args, **options)
        self.sheets = sheets
        for sheet in sheets:
            self.fields[sheet.command] = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
            for item in sheet.form.items:
                self.fields[sheet.name(item.item)] = _choice(sheet, item)
            for scale in sheet.form.scales if not sheet.form.text_shipped else ():
                self.fields[sheet.name(scale.scale)] = forms.FloatField(
                    label=said(scale.title), min_value=scale.low, max_value=scale.high, required=False,
                    help_text=_("%(low)g 至 %(high)g 分") % {"low": scale.low, "high": scale.high},
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(given(sheet, cleaned) for sheet in self.sheets):
            raise forms.ValidationError(self.nothing)
        return cleaned

    def shown(self) -> Iterator[dict[str, Any]]:
        """The sheets with their fields, as the template draws them."""
        for sheet in self.sheets:
            parts = sheet.form.items if sheet.form.text_shipped else ()
            scales = () if sheet.form.text_shipped else sheet.form.scales
            yield {
                **sheet.head,
                "command": self[sheet.command],
                "fields": [
                    {"bound": self[sheet.name(one.item)], **head}
                    for one, head in zip(parts, sheet.head["items"], strict=False)
                ],
                "scales": [self[sheet.name(one.scale)] for one in scales],
            }


class RoundPaperForm(PaperForm):
    """The same in a round, where the form says whose paper it is."""

    nothing = gettext_lazy("还没有选任何答案。孩子没有参加的话，请用下面的“没有参加”。")
    child_id = forms.UUIDField(widget=forms.HiddenInput)


def _choice(sheet: Sheet, item: ItemLine) -> forms.ChoiceField:
    options = [(str(option.value), said(option.label)) for option in item.options]
    return forms.ChoiceField(choices=options, required=False, widget=forms.RadioSelect)


def given(sheet: Sheet, cleaned: dict[str, Any]) -> dict[str, float]:
    """What was answered of a sheet: item -> value, or scale -> score."""
    parts = (
        [one.item for one in sheet.form.items]
        if sheet.form.text_shipped
        else [one.scale for one in sheet.form.scales]
    )
    typed = {part: cleaned.get(sheet.name(part)) for part in parts}
    return {part: float(value) for part, value in typed.items() if value not in (None, "")}


def whole(value: float | None) -> int | None:
    return None if value is None else int(value)


class LeftForm(CommandForm):
    """Why there is no paper."""

    child_id = forms.UUIDField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=gettext_lazy("怎么了"), widget=forms.RadioSelect, choices=NotTaken.choices
    )
    why = forms.CharField(
        label=gettext_lazy("原因"), required=False, max_length=200,
        help_text=gettext_lazy("可以不写。不愿意就不勉强，以后可以再问。"),
    )  # fmt: skip


def sheets_of(entry: RoundEntry, on: date) -> list[Sheet]:
    """The sheets that this child still has to fill in: meant for its age, and not in yet."""
    age = age_at(entry.born_on, on)
    return [
        Sheet(one, sheet_of(one, entry.round.informant))
        for one in entry.instruments
        if one.instrument not in entry.answered
        and (age is None or one.youngest <= age <= one.oldest)
    ]
