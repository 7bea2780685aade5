"""The coded words of mandatory reports (高检发〔2020〕9号).

The nine situations of its article 4 are worded from summaries:
[to be checked against the official text] before anybody relies on the exact clauses.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Situation(TextChoices):
    """What is known or suspected."""

    INTIMATE_INJURY = "intimate_injury", _("隐私部位遭受或疑似遭受非正常损伤")
    GIRL_UNDER_14 = "girl_under_14", _("不满十四周岁的女孩遭受或疑似遭受性侵害、怀孕、流产")
    GIRL_FROM_14 = "girl_from_14", _("十四周岁以上的女孩疑似因性侵害而怀孕、流产")
    VIOLENCE = "violence", _("多处损伤、严重营养不良或意识不清，疑似遭受家庭暴力、欺凌、虐待、殴打")
    UNNATURAL = "unnatural", _("因自杀、自残、工伤、中毒、殴打等非正常原因伤残或死亡")
    ABANDONED = "abandoned", _("被遗弃，或长期无人照料")
    TRAFFICKED = "trafficked", _("来源不明、失踪，或被拐卖、收买")
    BEGGING = "begging", _("被组织乞讨")
    OTHER = "other", _("其他严重侵害身心健康的情形，或正面临不法侵害的危险")


class Certainty(TextChoices):
    """Both are reported in the same way: nobody has to be sure."""

    KNOWN = "known", _("已知")
    SUSPECTED = "suspected", _("怀疑")


class ReportState(TextChoices):
    FILED = "filed", _("已报告，待接收")
    RECEIVED = "received", _("已接收")
    FORWARDED = "forwarded", _("已移送")
    CLOSED = "closed", _("已办结")


class Office(TextChoices):
    """Who takes a report further (Minors Protection Law art. 11)."""

    POLICE = "police", _("公安机关")
    CIVIL_AFFAIRS = "civil_affairs", _("民政部门")
    EDUCATION = "education", _("教育部门")


class ReportStepKind(TextChoices):
    FILED = "filed", _("报告")
    RECEIVED = "received", _("接收")
    FORWARDED = "forwarded", _("移送")
    FED_BACK = "fed_back", _("反馈")
    ESCALATED = "escalated", _("超时上报")
    REVEALED = "revealed", _("查看报告人")
    CLOSED = "closed", _("办结")
