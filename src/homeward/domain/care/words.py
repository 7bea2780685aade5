"""The coded words of the care loop. None always means 未采集, never "no"."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Column(TextChoices):
    """The two sides of a plan (paper 4.2.3)."""

    MATERIAL = "material", _("物质支持")
    SPIRITUAL = "spiritual", _("精神支持")
    BOTH = "both", _("物质与精神")


class Serves(TextChoices):
    """For whom a programme is."""

    CHILD = "child", _("孩子")
    HOUSEHOLD = "household", _("家庭")
    PARENT = "parent", _("父母")
    SCHOOL = "school", _("学校")
    VILLAGE = "village", _("村")


class Offer(TextChoices):
    """Whether Homeward can carry a programme today."""

    OFFERED = "offered", _("可以选用")
    NOT_YET = "not_yet", _("尚未开放")


class Strength(TextChoices):
    """How much is known of what a programme does; never a promise."""

    STRONG = "strong", _("有多项研究")
    MODERATE = "moderate", _("有研究")
    WEAK = "weak", _("研究有限")
    NONE = "none", _("没有查到研究")


class Engaged(TextChoices):
    """What was done with, or for, a child."""

    VISIT = "visit", _("走访")
    CALL = "call", _("通话")
    TALK = "talk", _("谈心")
    SESSION = "session", _("心理辅导")
    PARENT_TALK = "parent_talk", _("与父母或照料人谈话")
    PARENT_CONTACT = "parent_contact", _("父母与孩子联系")
    SCHOOL_CONTACT = "school_contact", _("与学校联系")
    HELP = "help", _("帮助办理")
    MESSAGE = "message", _("信件或留言")
    DELIVERY = "delivery", _("送达物品")
    ACTIVITY = "activity", _("活动")
    SCREENING = "screening", _("问卷")
    REVIEW = "review", _("复核")


class Way(TextChoices):
    """Through which channel."""

    FACE_TO_FACE = "face_to_face", _("见面")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")
    CHAT = "chat", _("语音或文字消息")
    LETTER = "letter", _("书信")
    VISIT_HOME = "visit_home", _("父母回家")


class Present(TextChoices):
    """With whom."""

    CHILD = "child", _("孩子本人")
    FATHER = "father", _("父亲")
    MOTHER = "mother", _("母亲")
    CARER = "carer", _("照料人")
    TEACHER = "teacher", _("教师")
    OTHER = "other", _("其他人")


class Initiator(TextChoices):
    """Who began a contact between parent and child."""

    PARENT = "parent", _("父母")
    CHILD = "child", _("孩子")
    CARER = "carer", _("照料人")
    WORKER = "worker", _("工作人员")


class Closure(TextChoices):
    """Why a case is closed."""

    GOALS_REACHED = "goals_reached", _("目标达到")
    PARENT_RETURNED = "parent_returned", _("父母返乡")
    TAKEN_ALONG = "taken_along", _("随父母外出")
    AGED_OUT = "aged_out", _("年满18周岁")
    MOVED = "moved", _("迁出")
    DECLINED = "declined", _("家庭不再需要")
    HANDED_OVER = "handed_over", _("转交其他部门")
    DIED = "died", _("去世")
    ERROR = "error", _("误开")
    MERGED = "merged", _("并入同一个孩子的另一个个案")


CLOSABLE = tuple(cause for cause in Closure if cause is not Closure.MERGED)
"""The causes that a person may choose; a merge of two records gives the other."""


class TransferKind(TextChoices):
    """Why a child moves."""

    FAMILY = "family", _("随家庭搬迁")
    KIN = "kin", _("投靠亲友")
    JOINS_PARENTS = "joins_parents", _("到父母务工地一起生活（流动儿童）")
    RETURNS = "returns", _("从父母务工地返乡")
    SCHOOL = "school", _("转学")
    OTHER = "other", _("其他")


class Origin(TextChoices):
    """What a task or plan item came from."""

    HAND = "hand", _("手工添加")
    PLAN_ITEM = "plan_item", _("计划")
    REVIEW = "review", _("复核")
    REFERRAL = "referral", _("转介")
    CONFERENCE = "conference", _("会商")
    SUGGESTION = "suggestion", _("建议")
    TRANSFER = "transfer", _("转移")
    MATCH = "match", _("结对")


class Outcome(TextChoices):
    """What a review came to."""

    GO_ON = "go_on", _("照计划继续")
    CHANGE = "change", _("调整计划")
    CLOSE = "close", _("可以结束")


class ReferredTo(TextChoices):
    """To whom a referral goes."""

    COUNSELLOR = "counsellor", _("学校心理辅导")
    HOSPITAL = "hospital", _("医院")
    CIVIL_AFFAIRS = "civil_affairs", _("民政")
    EDUCATION = "education", _("教育部门")
    DISABILITY = "disability", _("残联")
    WOMEN = "women", _("妇联")
    YOUTH = "youth", _("共青团")
    LEGAL_AID = "legal_aid", _("法律援助")
    SOCIAL_WORK = "social_work", _("社会工作机构")
    OTHER = "other", _("其他")


class Choice(TextChoices):
    """What somebody made of a suggestion."""

    ACCEPTED = "accepted", _("采纳")
    REFUSED = "refused", _("不采纳")
