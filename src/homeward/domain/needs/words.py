"""The coded words of the needs room: one enum each, stored as text, shown in Chinese and English."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Informant(TextChoices):
    """Who gave the answers."""

    CHILD = "child", _("孩子本人")
    CARER = "carer", _("照料人")
    TEACHER = "teacher", _("教师")
    WORKER = "worker", _("儿童工作者")


class SeatState(TextChoices):
    """Where a child stands in a screening round."""

    INVITED = "invited", _("待填写")
    DONE = "done", _("已完成")
    REFUSED = "refused", _("不愿参加")
    ABSENT = "absent", _("缺席")


class NotTaken(TextChoices):
    """Why there are no answers."""

    REFUSED = "refused", _("不愿参加")
    ABSENT = "absent", _("缺席")


class Severity(TextChoices):
    """The four colours of Sichuan's triage (2025): of a situation and its clock, not of a child."""

    GREEN = "green", _("平稳")
    YELLOW = "yellow", _("留意")
    ORANGE = "orange", _("尽快")
    RED = "red", _("立即")


RANK = {colour: rank for rank, colour in enumerate(Severity)}
"""The more urgent, the higher."""


class Reads(TextChoices):
    """The field class that opens a record of this room."""

    CARE = "care", _("照护人员可见")
    PROTECTED = "protected", _("仅心理辅导老师和儿童保护负责人可见")


class AlertState(TextChoices):
    OPEN = "open", _("待处理")
    TAKEN = "taken", _("处理中")
    EASED = "eased", _("情况缓解，待确认")
    DECIDED = "decided", _("已决定")


class Level(TextChoices):
    """How far up an alert has gone."""

    VILLAGE = "village", _("村（社区）或学校")
    TOWNSHIP = "township", _("乡镇（街道）")
    COUNTY = "county", _("县")


class Outcome(TextChoices):
    """What a person decided about an alert."""

    HANDLED = "handled", _("已处理")
    IN_PLAN = "in_plan", _("已列入孩子的计划")
    WATCHING = "watching", _("继续留意")
    UNFOUNDED = "unfounded", _("情况不属实")


class StepKind(TextChoices):
    """What happened to an alert."""

    RAISED = "raised", _("发出")
    CHANGED = "changed", _("升为更急")
    TAKEN = "taken", _("接手")
    HANDED_OVER = "handed_over", _("转交")
    ESCALATED = "escalated", _("超时上报")
    EASED = "eased", _("情况缓解")
    RERAISED = "reraised", _("再次出现")
    DECIDED = "decided", _("决定")


class HomeCheck(TextChoices):
    """The home-safety checks of a visit; yes means that the trouble is there (Minors Protection Law)."""

    UNATTENDED = "unattended", _("未满八周岁或需特别照顾，却无人看护")
    LIVES_ALONE = "lives_alone", _("未满十六周岁，脱离监护单独生活")
    CARER_ILL = "carer_ill", _("照料人患重病、重残或没有照护能力")
    CARER_EXCLUDED = "carer_excluded", _("照料人有依法不得担任被委托人的情形")
    BASICS_UNMET = "basics_unmet", _("吃穿、住宿、看病没有保障")
    FEELINGS_UNHEARD = "feelings_unheard", _("没有人关注孩子的情绪和心理")
    KEPT_FROM_SCHOOL = "kept_from_school", _("适龄而没有上学")
    HOUSE_HAZARD = "house_hazard", _("家中有触电、烫伤、跌落隐患")
    ROAD_HAZARD = "road_hazard", _("上下学路上有交通隐患")
    WATER_HAZARD = "water_hazard", _("附近水域无防护，孩子可能单独前往")
    ANIMAL_HAZARD = "animal_hazard", _("有动物伤害隐患")


ARTICLES = {
    HomeCheck.UNATTENDED: "21",
    HomeCheck.LIVES_ALONE: "21",
    HomeCheck.CARER_ILL: "22",
    HomeCheck.CARER_EXCLUDED: "22",
    HomeCheck.BASICS_UNMET: "16",
    HomeCheck.FEELINGS_UNHEARD: "16",
    HomeCheck.KEPT_FROM_SCHOOL: "16",
    HomeCheck.HOUSE_HAZARD: "18",
    HomeCheck.ROAD_HAZARD: "18",
    HomeCheck.WATER_HAZARD: "18",
    HomeCheck.ANIMAL_HAZARD: "18",
}
"""The article of the Minors Protection Law (2024 text) behind each check."""
