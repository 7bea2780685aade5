"""The year's figures open to those who answer for them; what is taken out is in their log."""

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from homeward.domain.children.public import export_children
from homeward.foundation import clock
from homeward.foundation.audit.public import get_audit_year
from tests.entry.web.seats import first_login_done, seat
from tests.personas import People, Persona

pytestmark = pytest.mark.django_db


def sitting(who: Persona) -> Client:
    first_login_done(who)
    return seat(who)


def test_an_export_is_in_the_log_and_in_the_workbook(people: People) -> None:
    list(export_children(people.li.ctx))
    year = clock.today().year
    found = get_audit_year(people.zhao.ctx, year=year)
    assert [(one.name, one.who) for one in found.taken_out] == [("child.export", people.li.name)]
    assert get_audit_year(people.zhao.ctx, year=year - 1).taken_out_all == 0
    answer = sitting(people.zhao).get(f"/compliance/year.xlsx?year={year}")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert len(book.worksheets) == 6
    last = [[cell.value for cell in row] for row in book.worksheets[-1].iter_rows(min_row=3)]
    assert [row[1] for row in last] == [people.li.name]


def test_the_page_shows_what_the_workbook_holds(people: People) -> None:
    text = sitting(people.zhao).get("/compliance/").content.decode()
    assert "不满十四周岁" in text and "导出记录" in text


@pytest.mark.parametrize("who", ["wang", "zhou", "lin", "sun"])
def test_nobody_else_may(people: People, who: str) -> None:
    assert sitting(getattr(people, who)).get("/compliance/").status_code in (403, 404)


def test_the_list_of_those_to_ask_is_empty_and_says_so(people: People) -> None:
    assert "现在没有要问的孩子" in sitting(people.wang).get("/rights/to-ask/").content.decode()
