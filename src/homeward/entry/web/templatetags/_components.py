"""Page components. Each function's arguments are the component's parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms, template
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homeward.entry.web.forms import DatePartsInput
from homeward.entry.web.templatetags._select import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import BaseForm
    from django.forms.boundfield import BoundField

register = template.Library()
CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "file": "govuk-file-upload",
    "input": "govuk-input",
}
MANY = {"radios", "checkboxes", "date"}


@register.inclusion_tag("components/heading.html")
def heading(title: str, caption: str = "", lead: str = "") -> dict[str, object]:
    """The page's h1, a small line above it, a sentence below it."""
    return {"title": title, "caption": caption, "lead": lead}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(items: Iterable[object]) -> dict[str, object]:
    """`items`: each with `text` and `url`, from the top down; the page itself is not among them."""
    return {"items": items}


@register.inclusion_tag("components/notice.html")
def notice(text: str, kind: str = "info", title: str = "") -> dict[str, object]:
    """A banner; `kind` is "info", "success", "warning" or "error"."""
    titles = {"success": _("已完成"), "warning": _("请注意"), "error": _("没有成功")}
    alert = kind in ("success", "error")
    return {
        "text": text,
        "kind": kind,
        "title": title or titles.get(kind, _("请知悉")),
        "alert": alert,
    }


@register.inclusion_tag("components/button.html")
def button(
    text: str, url: str = "", kind: str = "", name: str = "", value: str = ""
) -> dict[str, object]:
    """`kind`: "" (primary, one a screen), "secondary", "warning"; a link where `url` is given."""
    return {"text": text, "url": url, "kind": kind, "name": name, "value": value}


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    kinds: list[tuple[type[forms.Widget], str]] = [
        (forms.HiddenInput, "hidden"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (DatePartsInput, "date"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.PasswordInput, "password"),
        (forms.FileInput, "file"),
        (forms.CheckboxInput, "checkbox"),
    ]
    return next((kind for cls, kind in kinds if isinstance(widget, cls)), "input")


def first_control_id(bound: BoundField) -> str:
    """Where the error summary leads to."""
    return f"{bound.auto_id}_0" if _kind(bound) in MANY else str(bound.auto_id)


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, width: str = "", heading: bool = False) -> dict[str, object]:
    """One form field with label, hint and error.

    Args:
        bound: the form's field; its widget decides the look (text, select, radios, date, file...).
        width: "2", "3", "4", "5", "10", "20" characters, or empty for the full measure.
        heading: the label is the page's only question and is shown as its h1.
    """
    kind = _kind(bound)
    described = [f"{bound.auto_id}_hint"] if bound.help_text else []
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
    control = "" if kind in MANY or kind == "checkbox" else _control(bound, kind, width, described)
    return {
        "bound": bound,
        "kind": kind,
        "control": control,
        "described": " ".join(described),
        "heading": heading,
        "parts": _date_parts(bound) if kind == "date" else (),
    }


def _control(bound: BoundField, kind: str, width: str, described: list[str]) -> str:
    classes = CLASSES.get(kind, CLASSES["input"])
    classes += f" govuk-input--width-{width}" if width else ""
    classes += f" {classes.split()[0]}--error" if bound.errors else ""
    attrs: dict[str, Any] = {"class": classes, "aria-describedby": " ".join(described) or None}
    # Browsers keep what is typed into forms in clear text; only log-in fields may opt in.
    attrs["autocomplete"] = bound.field.widget.attrs.get("autocomplete", "off")
    if kind == "textarea":
        attrs.setdefault("rows", 4)
    attrs["required"] = False
    given = {k: v for k, v in attrs.items() if v is not None}
    return select(bound, given) if kind == "select" else str(bound.as_widget(attrs=given))


def _date_parts(bound: BoundField) -> list[dict[str, object]]:
    value = bound.value()
    values = value if isinstance(value, list) else bound.field.widget.decompress(value)
    labels = ((_("年"), "4"), (_("月"), "2"), (_("日"), "2"))
    return [
        {
            "label": label,
            "width": width,
            "id": f"{bound.auto_id}_{i}",
            "name": f"{bound.html_name}_{i}",
            "value": "" if values[i] is None else values[i],
        }
        for i, (label, width) in enumerate(labels)
    ]


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """All errors of a form at its top, each leading to its field."""
    found = [(error, "") for error in form.non_field_errors()]
    for bound in form:
        found += [(error, first_control_id(bound)) for error in bound.errors]
    return {"errors": found}


@register.inclusion_tag("components/facts.html")
def facts(rows: Iterable[object], title: str = "") -> dict[str, object]:
    """What is known, with where it comes from.

    Each row: `label`, `value` (None: not collected), `source`, `on` (date), `by`, `earlier`
    (rows of `value`, `source`, `on`), `collect_url` and `collect_text` (where the reader may
    collect or correct it), `note`. Absent rows are those the reader may not see.
    """
    return {"rows": rows, "title": title}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[object]) -> dict[str, object]:
    """Plain pairs: each with `label`, `value`, and optionally `url` and `action`."""
    return {"rows": rows}


@register.inclusion_tag("components/pager.html")
def pager(page: object, target: str = "") -> dict[str, object]:
    """Keyset pages: `page` has `first`, `last`, `total` (numbers), `previous_url`, `next_url`.

    `target` is the id of the region htmx exchanges; links work without it too.
    """
    return {"page": page, "target": target}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[object], label: str) -> dict[str, object]:
    """Links between sibling pages: each with `text`, `url`, `current`, and optionally `count`."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/timeline.html", takes_context=True)
def timeline(context: template.Context, entries: Iterable[object]) -> dict[str, object]:
    """Each entry: `at` (date or instant), `title`, `body`, `by`, `url`, `kind_text`."""
    return {"entries": entries, "today": context.get("today")}


@register.inclusion_tag("components/empty.html")
def empty(text: str, title: str = "", url: str = "", action: str = "") -> dict[str, object]:
    """What would appear here, and the one thing to do."""
    return {"text": text, "title": title, "url": url, "action": action}


@register.inclusion_tag("components/count_tiles.html")
def count_tiles(tiles: Iterable[Any]) -> dict[str, object]:
    """Counts under each definition.

    Each tile: `title`, `source`, `counted_in`, `counted_out`, `unknown` (numbers; None where too
    few to tell), `in_url`, `out_url`, `unknown_url`, `why_url`.
    """
    return {"tiles": [{"tile": tile, "bar": shares(tile)} for tile in tiles]}


def shares(tile: Any) -> dict[str, float] | None:
    """Widths (per cent) of the three parts of a tile's bar; None when a part may not be told."""
    parts = (tile.counted_in, tile.counted_out, tile.unknown)
    if any(part is None for part in parts) or not sum(parts):
        return None
    total = sum(parts)
    inside, unknown = (round(100 * part / total, 2) for part in (parts[0], parts[2]))
    return {
        "inside": inside,
        "unknown": unknown,
        "outside": round(100 - inside - unknown, 2),
        "unknown_at": inside,
        "outside_at": round(inside + unknown, 2),
    }


@register.inclusion_tag("components/upload.html")
def upload(bound: BoundField, busy: str = "") -> dict[str, object]:
    """A file box; `busy` says what is being done while the form is on its way."""
    return {"bound": bound, "busy": busy or _("正在上传……")}


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, object]:
    """How far a long job is."""
    return {"done": done, "total": total, "label": label}


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> str:
    """A disclosure: `{% details _("为什么") %}...{% enddetails %}`."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        " open" if open else "",
        summary,
        content,
    )


@register.simple_block_tag
def card(content: str, title: str = "", kind: str = "", id: str = "") -> str:
    """A sheet lying on the paper; `kind` "long" may break across printed pages."""
    head = format_html('<h2 class="hw-card__title">{}</h2>', title) if title else ""
    return format_html(
        '<section class="hw-card{}"{}>{}{}</section>',
        format_html(" hw-card--{}", kind) if kind else "",
        format_html(' id="{}"', id) if id else "",
        head,
        content,
    )


@register.simple_block_tag(takes_context=True)
def filter_panel(
    context: template.Context,
    content: str,
    label: str,
    target: str = "results",
    clear_url: str = "",
    submit: str = "",
    private: bool = False,
) -> str:
    """A form of conditions; works without scripts, htmx exchanges `#target` where it runs.

    With `private` it posts, because names of people never stand in an address: the view keeps the
    conditions in the session and redirects to an address that holds only their key.
    """
    return get_template("components/filter_panel.html").render(
        {
            "content": content,
            "label": label,
            "action": context["request"].path,
            "target": target,
            "clear_url": clear_url,
            "submit": submit or _("筛选"),
            "private": private,
        },
        context["request"] if private else None,
    )


@register.simple_block_tag(takes_context=True)
def confirm(
    context: template.Context,
    content: str,
    title: str,
    submit: str,
    cancel_url: str,
    kind: str = "warning",
) -> str:
    """Ask before something is lost; the content says what will be gone. Posts to its own page."""
    return get_template("components/confirm.html").render(
        {
            "content": content,
            "title": title,
            "submit": submit,
            "cancel_url": cancel_url,
            "kind": kind,
        },
        context.get("request"),
    )
