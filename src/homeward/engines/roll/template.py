"""The empty roll to download: the official registration form's fields, one child a row."""

from io import BytesIO
from typing import Any, Final

from homeward.engines.roll.tables import load_table

_ROWS: Final = 500  # rows that get lists
_HEADER: Final = 2  # first of the two header rows, from 0


def official_template() -> bytes:
    """An empty roll with lists and text formats, and a sheet of advice (xlsx).

    The fields are those of 农村留守儿童基本情况登记表; they stand in `template.yaml`.
    """
    import xlsxwriter  # heavy: loaded only where used

    form = load_table("template.yaml")
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(form["sheet"])
    last = len(form["columns"]) - 1
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    page.merge_range(0, 0, 0, last, form["title"], title)
    page.write_string(1, 0, form["unit"])
    page.write_string(1, 12, form["reported"])
    _write_cells(page, form["columns"], book.add_format({"num_format": "@"}))
    _write_heads(page, form["columns"], book.add_format(_HEAD))
    page.freeze_panes(_HEADER + 2, 4)
    advice = book.add_worksheet(form["advice_sheet"])
    advice.set_column(0, 0, 110, book.add_format({"text_wrap": True}))
    for row, text in enumerate(form["advice"]):
        advice.write_string(row, 0, text)
    book.close()
    return out.getvalue()


_HEAD: Final = {
    "bold": True,
    "border": 1,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "bg_color": "#E3F0EF",
}


def _write_heads(page: Any, columns: list[Any], head: Any) -> None:
    """Two header rows: groups merged over their columns, single headers merged downwards."""
    start = 0
    while start < len(columns):
        group, sub = columns[start][:2]
        end = start
        while end + 1 < len(columns) and columns[end + 1][0] == group:
            end += 1
        if sub:
            page.merge_range(_HEADER, start, _HEADER, end, group, head)
        else:
            page.merge_range(_HEADER, start, _HEADER + 1, start, group, head)
        for column in range(start, end + 1):
            if columns[column][1]:
                page.write_string(_HEADER + 1, column, columns[column][1], head)
        start = end + 1


def _write_cells(page: Any, columns: list[Any], as_text: Any) -> None:
    """Every column as text (numbers and dates stay as typed), lists where the form has choices."""
    first = _HEADER + 2
    for column, (_, _, width, choices) in enumerate(columns):
        page.set_column(column, column, width, as_text)
        if choices:
            rule = {
                "validate": "list",
                "source": choices,
                "error_type": "warning",
                "error_title": "请核对",
                "error_message": "请从列表中选择，或空着。",
            }
            page.data_validation(first, column, first + _ROWS - 1, column, rule)
