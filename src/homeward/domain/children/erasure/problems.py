"""What can stand in the way of an erasure, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class AskedAlready(Problem):
    code = "erasure.asked_already"
    kind = Kind.CONFLICT
    says = _("删除申请已经提出。请等另一位负责人同意，或先撤回。")


class NothingAsked(Problem):
    code = "erasure.nothing_asked"
    kind = Kind.CONFLICT
    says = _("没有等待处理的删除申请。请先提出申请。")


class SamePerson(Problem):
    """Two people decide, so that nobody erases alone."""

    code = "erasure.same_person"
    kind = Kind.CONFLICT
    says = _("删除要由两个人决定：提出的人不能自己同意。")


class NotAgreed(Problem):
    code = "erasure.not_agreed"
    kind = Kind.CONFLICT
    says = _("还没有另一位负责人同意，不能删除。")


class TooEarly(Problem):
    """The days in which a mistake can still be taken back."""

    code = "erasure.too_early"
    kind = Kind.CONFLICT
    says = _("{on} 以前可以撤回，到那一天才能删除。")


class StillNeeded(Problem):
    """Somebody is still at work for the child."""

    code = "erasure.still_needed"
    kind = Kind.CONFLICT
    says = _("这个孩子还有没办完的事：{what}。请先办结，再删除。")


class NameDiffers(Problem):
    code = "erasure.name_differs"
    kind = Kind.INVALID
    says = _("输入的姓名与孩子的姓名不一致。请核对是不是这个孩子。")
