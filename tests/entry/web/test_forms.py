"""Fields: labels, hints and errors belong together, and impossible dates are told in words."""

from datetime import date
from typing import ClassVar

import pytest
from django import forms
from django.template import Context, Template

from homeward.entry.web.forms import DatePartsField


class Visit(forms.Form):
    """One field of each kind that is drawn by hand."""

    note = forms.CharField(help_text="提示", error_messages={"required": "请填写"})
    on = DatePartsField(label="哪一天", required=False)
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "甲"), ("b", "乙")])
    field_order: ClassVar[list[str]] = ["note", "on", "kind"]


def draw(form: forms.Form, text: str) -> str:
    return Template("{% load homeward %}" + text).render(Context({"form": form}))


@pytest.mark.parametrize(
    ("parts", "want"),
    [
        (("2024", "3", "5"), date(2024, 3, 5)),
        (("2024", "2", "29"), date(2024, 2, 29)),
        (("", "", ""), None),
    ],
)
def test_a_date_in_three_parts(parts: tuple[str, ...], want: date | None) -> None:
    data = {f"on_{i}": part for i, part in enumerate(parts)} | {"note": "x", "kind": "a"}
    form = Visit(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == want


@pytest.mark.parametrize("parts", [("2023", "2", "29"), ("2024", "13", "1"), ("2024", "3", "")])
def test_an_impossible_or_half_date_is_refused_and_kept(parts: tuple[str, ...]) -> None:
    data = {f"on_{i}": part for i, part in enumerate(parts)} | {"note": "x", "kind": "a"}
    form = Visit(data)
    assert not form.is_valid()
    assert "没有这一天" in form.errors["on"][0]
    assert f'value="{parts[1]}"' in draw(form, "{% field form.on %}")


def test_error_hint_and_input_are_tied_together() -> None:
    form = Visit({"kind": "a"})
    html = draw(form, "{% field form.note %}")
    assert 'aria-describedby="id_note_hint id_note_error"' in html
    assert 'id="id_note_hint"' in html
    assert 'id="id_note_error"' in html
    assert 'autocomplete="off"' in html


def test_the_summary_leads_to_the_first_control_of_each_faulty_field() -> None:
    html = draw(Visit({}), "{% error_summary form %}{% field form.kind %}")
    assert 'href="#id_note"' in html
    assert 'href="#id_kind_0"' in html
    assert 'id="id_kind_0"' in html
