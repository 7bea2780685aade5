"""What can go wrong with screening, alerts and reports, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class AlertDecided(Problem):
    code = "alert.decided"
    kind = Kind.CONFLICT
    says = _("这条预警已经有人作出决定，不能再改。情况再次出现时会重新发出。")


class AlertTakenAlready(Problem):
    code = "alert.taken"
    kind = Kind.CONFLICT
    says = _("已有人接手这条预警。需要换人时，请由接手人转交。")


class CannotReceive(Problem):
    """Handing over to somebody who may not act on it would lose it."""

    code = "alert.cannot_receive"
    kind = Kind.INVALID
    says = _("对方无权处理这条预警。请选择负责这个孩子、有权处理的人。")


class InstrumentUnknown(Problem):
    code = "need.instrument_unknown"
    kind = Kind.INVALID
    says = _("没有“{instrument}”这份量表。请从量表列表中选择。")


class AnswersInvalid(Problem):
    """Items that the instrument does not have, or values that are no option of their item."""

    code = "need.answers_invalid"
    kind = Kind.INVALID
    says = _("有答案不符合这份量表：{items}。请对照纸质问卷核对。")


class ScoresInvalid(Problem):
    """Scales that the instrument does not have, or scores outside their range."""

    code = "need.scores_invalid"
    kind = Kind.INVALID
    says = _("有得分不符合这份量表：{scales}。请核对分量表名称和得分范围。")


class TextNotShipped(Problem):
    code = "need.text_not_shipped"
    kind = Kind.INVALID
    says = _("这份量表受版权保护，系统不含题目，只能录入得分。")


class ScoresNeedNoHand(Problem):
    code = "need.scores_are_computed"
    kind = Kind.INVALID
    says = _("这份量表由系统计分。请录入答案，不要录入得分。")


class NotForThisAge(Problem):
    code = "need.not_for_this_age"
    kind = Kind.INVALID
    says = _("这份量表适用于 {lowest} 至 {highest} 周岁，这个孩子不在此范围。")


class InformantNotAsked(Problem):
    code = "need.informant_not_asked"
    kind = Kind.INVALID
    says = _("这份量表不由“{informant}”填写。请选择适用的回答人。")


class NoSeat(Problem):
    code = "need.no_seat"
    kind = Kind.CONFLICT
    says = _("这个孩子不在这一轮筛查的名单里。")


class AnsweredAlready(Problem):
    code = "need.answered_already"
    kind = Kind.CONFLICT
    says = _("这个孩子在这一轮里已经填写过这份量表。")


class NotInThisRound(Problem):
    code = "need.not_in_this_round"
    kind = Kind.INVALID
    says = _("这一轮筛查不包含这份量表。")


class RoundClosed(Problem):
    code = "round.closed"
    kind = Kind.CONFLICT
    says = _("这一轮筛查已经结束。")


class RoundEmpty(Problem):
    code = "round.empty"
    kind = Kind.INVALID
    says = _("选定的范围里没有适用这些量表的在册儿童。请核对范围、班级和量表的适用年龄。")


class DueBeforeToday(Problem):
    code = "round.due_before_today"
    kind = Kind.INVALID
    says = _("截止日期早于今天。请填写今天或以后的日期。")


class NothingSaid(Problem):
    code = "report.nothing_said"
    kind = Kind.INVALID
    says = _("请写下看到、听到或怀疑的情况，几句话就可以。")


class ReportIsClosed(Problem):
    code = "report.closed"
    kind = Kind.CONFLICT
    says = _("这份报告已经办结。有新情况时，请重新报告。")


class NotRevealed(Problem):
    """A reporter's name opens for a reason, to one person, for a quarter of an hour."""

    code = "report.not_revealed"
    kind = Kind.DENIED
    says = _("报告人身份没有向您打开，或时间已过。需要时请写明理由重新打开，打开会记入日志。")
