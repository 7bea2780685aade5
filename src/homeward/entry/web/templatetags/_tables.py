"""Tables whose cells know their column's heading, so that they become cards on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.base import token_kwargs
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from django.template.base import FilterExpression, NodeList, Parser, Token
    from django.template.context import Context

register = template.Library()
STATE = "_table"


class TableNode(template.Node):
    """`{% table caption=... %}...{% endtable %}`: opens a list of column headings for its cells."""

    def __init__(self, nodelist: NodeList, options: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.options = options

    def render(self, context: Context) -> str:
        given = {name: value.resolve(context) for name, value in self.options.items()}
        with context.push(**{STATE: {"columns": [], "at": 0}}):
            body = self.nodelist.render(context)
        caption = ""
        if given.get("caption"):
            hidden = " govuk-visually-hidden" if given.get("hide_caption") else ""
            caption = format_html(
                '<caption class="govuk-table__caption govuk-table__caption--m{}">{}</caption>',
                hidden,
                given["caption"],
            )
        return format_html(
            '<div class="hw-table-frame"><table class="govuk-table hw-cards" role="table">'
            "{}{}</table></div>",
            caption,
            mark_safe(body),
        )


class RowNode(template.Node):
    """`{% row %}...{% endrow %}`: one row; its cells count columns from the left."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        context[STATE]["at"] = 0
        return f'<tr class="govuk-table__row" role="row">{self.nodelist.render(context)}</tr>'


class CellNode(template.Node):
    """`{% cell %}...{% endcell %}`; `header=True` for the cell that names its row."""

    def __init__(self, nodelist: NodeList, options: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.options = options

    def render(self, context: Context) -> str:
        # A page of a list draws hundreds of cells, so nothing is escaped or looked up twice here:
        # the heading was escaped when its column was made, the content by its own tags.
        state = context[STATE]
        label, classes = state["columns"][state["at"]]
        state["at"] += 1
        content = self.nodelist.render(context).strip()
        given = {name: value.resolve(context) for name, value in self.options.items()}
        if given.get("problem"):
            classes += " hw-problem-cell"
        if given.get("header"):
            return (
                f'<th scope="row" role="rowheader" class="govuk-table__header{classes}"'
                f' data-label="{label}">{content}</th>'
            )
        return (
            f'<td role="cell" class="govuk-table__cell{classes}" data-label="{label}">'
            f"<span>{content}</span></td>"
        )


def _options(parser: Parser, token: Token) -> dict[str, FilterExpression]:
    name, *bits = token.split_contents()
    options = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{{% {name} %}} takes only name=value, not {bits}")
    return options


@register.tag
def table(parser: Parser, token: Token) -> TableNode:
    """Options: `caption` (always give one), `hide_caption=True` to keep it for screen readers."""
    options = _options(parser, token)
    nodelist = parser.parse(("endtable",))
    parser.delete_first_token()
    return TableNode(nodelist, options)


@register.tag
def row(parser: Parser, token: Token) -> RowNode:
    """A body row."""
    nodelist = parser.parse(("endrow",))
    parser.delete_first_token()
    return RowNode(nodelist)


@register.tag
def cell(parser: Parser, token: Token) -> CellNode:
    """Options: `header=True` names the row, `problem=True` marks a faulty cell."""
    options = _options(parser, token)
    nodelist = parser.parse(("endcell",))
    parser.delete_first_token()
    return CellNode(nodelist, options)


@register.simple_block_tag
def columns(content: str) -> str:
    """The heading row; holds `{% column %}` only."""
    return format_html(
        '<thead class="govuk-table__head" role="rowgroup"><tr class="govuk-table__row" role="row">'
        "{}</tr></thead>",
        content,
    )


@register.simple_block_tag
def rows(content: str) -> str:
    """The body of a table; holds `{% row %}`."""
    return format_html('<tbody class="govuk-table__body" role="rowgroup">{}</tbody>', content)


@register.simple_tag(takes_context=True)
def column(context: Context, label: str, number: bool = False) -> str:
    """One column heading; `number=True` aligns the column right with tabular figures."""
    classes = " hw-number-cell" if number else ""
    escaped = conditional_escape(label)
    context[STATE]["columns"].append((escaped, classes))
    return format_html(
        '<th scope="col" role="columnheader" class="govuk-table__header{}">{}</th>',
        classes,
        escaped,
    )
