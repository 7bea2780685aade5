"""Guardianship assessed at a visit, with the home-safety checks of the law."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.children.words import Guardianship
from homeward.domain.needs.public import HomeCheck, HomeChecks, get_needs
from homeward.domain.needs.queries.child import AssessmentLine
from homeward.domain.needs.words import ARTICLES
from homeward.entry.web import dates
from homeward.entry.web.children.forms import fields
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.formpage import CommandForm

GROUPS = (
    (gettext_lazy("有没有人照看"), ("21", "22")),
    (gettext_lazy("基本生活、情绪和上学"), ("16",)),
    (gettext_lazy("家里和路上安全不安全"), ("18",)),
)
"""The checks in the order in which a visitor comes upon them, by the articles behind them."""


class AssessForm(CommandForm):
    """How well the child is looked after, and what was seen."""

    rating = fields.one_of(
        gettext_lazy("监护情况"), Guardianship.choices,
        gettext_lazy("较好：有能力也尽责；一般：基本照顾得到；差：没人管、管不了，或可能受到伤害。"),
        required=True,
    )  # fmt: skip
    note = fields.words(
        gettext_lazy("还看到了什么"), gettext_lazy("可以不写。孩子自己说的话，照原话记。")
    )
    assessed_on = fields.day(gettext_lazy("哪一天去的"), gettext_lazy("不填就是今天。"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for check in HomeCheck:
            self.fields[check.value] = fields.YesNoField(check.label)

    def groups(self) -> list[dict[str, Any]]:
        """The checks as the template shows them."""
        return [
            {
                "title": title,
                "articles": _("、").join(articles),
                "fields": [self[check.value] for check in HomeCheck if ARTICLES[check] in articles],
            }
            for title, articles in GROUPS
        ]


class Assess(ChildFormPage):
    """The rating becomes the register's; an answer of yes may raise an alert at once."""

    command = "need.assess"
    form_class = AssessForm
    template_name = "needs/assess.html"
    title = gettext_lazy("评估监护情况")
    done = gettext_lazy("已记下。发现的情况，规则马上会看，需要有人处理的会出现在预警里。")
    blames: ClassVar = {"input.date_in_future": "assessed_on"}

    def last(self) -> AssessmentLine | None:
        """What was found the last time: a visit begins with it."""
        if not hasattr(self, "_last"):
            found = get_needs(self.ctx, child_id=self.child_id).assessments
            self._last = next((one for one in found if one.counts), None)
        return self._last

    def initial(self) -> dict[str, Any]:
        last = self.last()
        return {"rating": last.rating.value, **last.checks} if last else {}

    def page(self) -> dict[str, Any]:
        last = self.last()
        words = _("已按 %(day)s %(who)s的记录填好，看看有没有变化。")
        filled = (
            {"day": dates.exact_text(last.assessed_on), "who": last.recorded_by} if last else {}
        )
        return {**super().page(), "filled": words % filled if last else ""}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        seen = {check.value: cleaned.pop(check.value) for check in HomeCheck}
        rating = Guardianship(cleaned.pop("rating"))
        return {
            "child_id": self.child_id,
            "rating": rating,
            "checks": HomeChecks(**seen),
            **cleaned,
        }
