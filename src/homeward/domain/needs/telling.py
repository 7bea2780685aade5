"""This room's tables in words for a family, and those that are told to none."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.children.public import (
    HeldNames,
    HeldSection,
    Telling,
    not_told,
    say,
    spoken,
    tells,
    written,
)
from homeward.domain.needs.models import (
    Alert,
    AlertStep,
    Assessment,
    Report,
    ReportStep,
    Response,
    Reveal,
    Score,
    Seat,
)
from homeward.domain.needs.words import HomeCheck, Reads
from homeward.foundation.clock import day_of

not_told(
    gettext_lazy(
        "有没有人报告过孩子可能受到伤害、报告了什么、是谁报告的：法律要求为报告人保密"
        "（《未成年人保护法》第十一条）。无论有没有，都不列在这里。"
    ),
    Report, ReportStep, Reveal,
)  # fmt: skip
not_told(
    gettext_lazy(
        "孩子在问卷里的回答和得分，以及由此引起的提醒：只有心理辅导老师和儿童保护负责人能看，"
        "要由他们当面与家里谈。"
    ),
    Score,
)
not_told(gettext_lazy("每条提醒怎样一步步转交：结果写在那条提醒里。"), AlertStep)


@tells(Alert, HeldSection.ALERTS)
def alert(row: Alert, names: HeldNames) -> Telling | None:
    """The words of the rule and what became of it; protected ones are told to nobody."""
    if row.reads != Reads.CARE:
        return None
    said = (
        *say(_("进展"), row.get_state_display()),
        *say(_("结果"), row.get_outcome_display() if row.outcome else ""),
        *say(_("哪一天"), day_of(row.decided_at) if row.decided_at else None),
        *written(row.why),
    )
    return Telling(spoken({"zh": row.title_zh, "en": row.title_en}), day_of(row.raised_at), said)


@tells(Assessment, HeldSection.CARERS)
def assessment(row: Assessment, names: HeldNames) -> Telling:
    """The rating and what was found at home."""
    found = _("、").join(str(one.label) for one in HomeCheck if getattr(row, one.value))
    said = (
        *say(_("监护情况"), row.get_rating_display()),
        *say(_("发现"), found),
        *written(row.note),
    )
    return Telling(_("监护情况评估"), row.assessed_on, said)


@tells(Seat, HeldSection.SCREENING, related="round")
def seat(row: Seat, names: HeldNames) -> Telling:
    """That the child was asked into a screening, and whether it took part."""
    on = day_of(row.at) if row.at else row.round.opened_on
    said = (*say(_("进展"), row.get_state_display()), *written(row.why))
    return Telling(_("一轮问卷"), on, said)


@tells(Response, HeldSection.SCREENING)
def response(row: Response, names: HeldNames) -> Telling:
    """That answers were given, when and by whom; not which questions, and not the answers."""
    return Telling(
        _("交过一份问卷"), row.answered_on, say(_("谁填的"), row.get_informant_display())
    )
