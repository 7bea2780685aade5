"""The coded words of helpers and matches."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HelperKind(TextChoices):
    """In what way somebody wants to help (paper 4.1.2)."""

    ACTING_PARENT = "acting_parent", _("代理家长（爱心妈妈）")
    MENTOR = "mentor", _("一对一帮扶教师")
    PEER = "peer", _("同伴互助")
    VOLUNTEER = "volunteer", _("志愿者")
    COUNSELLOR = "counsellor", _("心理辅导员")
    VISITOR = "visitor", _("探访员")


class StepResult(TextChoices):
    """What came of a step of vetting."""

    PASSED = "passed", _("通过")
    FAILED = "failed", _("不通过")


class Evidence(TextChoices):
    """What a kept file is; the value is its media type."""

    PDF = "application/pdf", "PDF"
    JPG = "image/jpeg", "JPG"
    PNG = "image/png", "PNG"


class Asked(TextChoices):
    """Whose yes a match needs."""

    CHILD = "child", _("孩子本人")
    CARER = "carer", _("照料人")
    HELPER = "helper", _("帮扶人本人")


class Paused(TextChoices):
    """Why a match is suspended."""

    VETTING = "vetting", _("帮扶人的核查已到期、未通过或已停用")
    CONSENT = "consent", _("家庭不再同意，或孩子已不在原处")
    BY_HAND = "by_hand", _("由负责人暂停")


class Ending(TextChoices):
    """How a match ends."""

    PLANNED = "planned", _("按计划结束")
    EARLY = "early", _("提前结束")
    HANDED_OVER = "handed_over", _("移交给另一位")
    WITHDRAWN = "withdrawn", _("没有开始就撤回")
    MERGED = "merged", _("与同一个孩子的另一结对合并")


ENDINGS = (Ending.PLANNED, Ending.EARLY, Ending.HANDED_OVER)
"""Those that a person may choose."""
WEEKDAYS = (
    ("1", _("周一")), ("2", _("周二")), ("3", _("周三")), ("4", _("周四")), ("5", _("周五")),
    ("6", _("周六")), ("7", _("周日")),
)  # fmt: skip
PARTS = (("morning", _("上午")), ("afternoon", _("下午")), ("evening", _("晚上")))
TIMES = tuple(f"{day}-{part}" for day, _day in WEEKDAYS for part, _part in PARTS)
"""The 21 parts of a week in which somebody may have time: 1-morning is Monday's."""
