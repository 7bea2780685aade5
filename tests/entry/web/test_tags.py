"""The small signs: dates, numbers, "not collected", triage, and cells that know their column."""

from dataclasses import dataclass
from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from pytest_django.asserts import assertHTMLEqual

from homeward.entry.web.templatetags._select import select

TODAY = date(2026, 11, 23)


def render(text: str, language: str = "zh-hans", **context: object) -> str:
    """The text as a page of this language would write it."""
    with translation.override(language):
        return Template("{% load homeward %}" + text).render(Context({"today": TODAY, **context}))


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2026, 11, 23), "11月23日 周一", "23 Nov (Mon)"),
        (date(2026, 3, 1), "3月1日 周日", "1 Mar (Sun)"),
        (date(2024, 2, 29), "2024年2月29日", "29 Feb 2024"),  # another year: year, no weekday
    ],
)
def test_dates_are_written_as_people_say_them(day: date, zh: str, en: str) -> None:
    assert f">{zh}</time>" in render("{% day d %}", d=day)
    assert f">{en}</time>" in render("{% day d %}", "en", d=day)


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2026, 11, 26), "还有3天", "in 3 days"),
        (date(2026, 11, 24), "还有1天", "in 1 day"),
        (date(2026, 11, 23), "今天", "today"),
        (date(2026, 11, 18), "已过5天", "5 days late"),
    ],
)
def test_a_due_date_says_how_far_it_is(day: date, zh: str, en: str) -> None:
    assert zh in render('{% day d relative="until" %}', d=day)
    assert en in render('{% day d relative="until" %}', "en", d=day)


def test_a_month_does_not_pretend_to_know_the_day() -> None:
    html = render('{% day d precision="month" %}', d=date(2024, 3, 1))
    assert '<time class="hw-nowrap" datetime="2024-03">2024年3月</time>' in html


@pytest.mark.parametrize(
    "text", ["{{ x|number }}", "{{ x|age }}", "{{ x|fact }}", "{% day x %}", "{% moment x %}"]
)
def test_an_unknown_value_is_never_a_zero_or_a_dash(text: str) -> None:
    html = render(text, x=None)
    assert "未采集" in html
    assert "Not collected" in render(text, "en", x=None)


def test_zero_and_no_are_known() -> None:
    assert render("{{ n|number }} {{ no|fact }}", n=0, no=False) == "0 否"


def test_unknown_offers_the_way_to_collect_it_and_escapes_the_address() -> None:
    html = render("{% unknown url=u %}", u='/a?b="c"')
    assert 'href="/a?b=&quot;c&quot;"' in html


def test_the_three_truths_of_a_definition_differ() -> None:
    words = [render("{{ x|truth }}", x=x) for x in (True, False, None)]
    assert [w in html for w, html in zip(["属于", "不属于", "资料不全"], words, strict=True)]
    assert len(set(words)) == 3


def test_triage_marks_differ_in_shape_and_word() -> None:
    marks = [render("{% triage x %}", x=x) for x in ("green", "yellow", "orange", "red")]
    for mark, shape, word in zip(marks, "●▲◆■", ("平稳", "留意", "尽快", "立即"), strict=True):
        assert shape in mark
        assert word in mark


def test_each_cell_knows_its_column_so_that_it_reads_as_a_card() -> None:
    html = render(
        '{% table caption="名单" %}{% columns %}{% column "姓名" %}{% column "年龄" number=True %}'
        "{% endcolumns %}{% rows %}{% for n, a in people %}{% row %}{% cell header=True %}{{ n }}"
        "{% endcell %}{% cell %}{{ a }}{% endcell %}{% endrow %}{% endfor %}{% endrows %}"
        "{% endtable %}",
        people=[("甲", 9), ("<b>", 10)],
    )
    assert html.count('data-label="姓名"') == html.count('data-label="年龄"') == 2
    assert html.count("hw-number-cell") == 3
    assert "&lt;b&gt;" in html


@dataclass(frozen=True)
class Tile:
    """A count under one definition."""

    counted_in: int | None
    counted_out: int | None
    unknown: int | None
    title: str = "定义"
    source: str = "出处"
    in_url: str = ""
    out_url: str = ""
    unknown_url: str = ""
    why_url: str = ""


def test_a_tile_whose_part_may_not_be_told_draws_no_bar() -> None:
    """A bar would give away the number that is held back."""
    assert "<rect" in render("{% count_tiles t %}", t=[Tile(1, 2, 3)])
    assert "<rect" not in render("{% count_tiles t %}", t=[Tile(None, 2, 3)])
    assert "<rect" not in render("{% count_tiles t %}", t=[Tile(0, 0, 0)])


class _Choices(forms.Form):
    one = forms.ChoiceField(
        choices=[("", "全部"), ("清溪", [("1", "<石>"), ("2", '"桥"')]), ("3", "&三")],
        required=False,
        help_text="提示",
    )


@pytest.mark.parametrize("chosen", ["", "2", "3", "9"])
def test_a_list_to_choose_from_is_as_django_would_draw_it(chosen: str) -> None:
    form = _Choices({"one": chosen}, auto_id="id_%s")
    bound = form["one"]
    attrs = {"class": "govuk-select", "aria-describedby": "id_one_hint", "required": False}
    assertHTMLEqual(select(bound, dict(attrs)), bound.as_widget(attrs=dict(attrs)))
