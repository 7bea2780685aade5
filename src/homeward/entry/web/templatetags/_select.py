"""Lists to choose from, written at once: Django would run a template for each of a county's villages."""

from typing import Any

from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe


def select(bound: BoundField, attrs: dict[str, Any]) -> SafeString:
    """The `<select>` of a bound field, as the field's own widget would draw it."""
    widget = bound.field.widget
    own = {**widget.attrs, "id": bound.auto_id, **bound.build_widget_attrs(attrs, widget)}
    chosen = {str(value) for value in widget.format_value(bound.value())}
    options = []
    for value, label in widget.choices:
        if isinstance(label, (list, tuple)):
            inner = "".join(_option(one, text, chosen) for one, text in label)
            options.append(f'<optgroup label="{escape(value)}">{inner}</optgroup>')
        else:
            options.append(_option(value, label, chosen))
    head = format_html('<select name="{}"{}>', bound.html_name, flatatt(own))
    return head + mark_safe("".join(options)) + mark_safe("</select>")


def _option(value: Any, label: Any, chosen: set[str]) -> str:
    said = "" if value is None else str(value)
    mark = " selected" if said in chosen else ""
    return f'<option value="{escape(said)}"{mark}>{escape(label)}</option>'
