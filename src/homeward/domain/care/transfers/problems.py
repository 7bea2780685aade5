"""What can stand in the way of a transfer, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class OfferedAlready(Problem):
    code = "transfer.offered_already"
    kind = Kind.CONFLICT
    says = _("这个孩子已经有一次转移在等答复。请等对方答复，或先撤回。")


class NowhereToGo(Problem):
    """Neither a place of this house nor one in words."""

    code = "transfer.nowhere"
    kind = Kind.INVALID
    says = _("请选择转到哪里；不在本系统的地方请写明省、市、县和乡镇。")


class SamePlace(Problem):
    code = "transfer.same_place"
    kind = Kind.INVALID
    says = _("孩子已经在这个村（社区）。请选择要转到的地方。")


class NobodyThere(Problem):
    """A child is never without somebody responsible."""

    code = "transfer.nobody_there"
    kind = Kind.CONFLICT
    says = _(
        "那里还没有能接收的负责人。请先联系当地；不在本系统的地方，请改用文字写明，打印交接表。"
    )


class VillageElsewhere(Problem):
    code = "transfer.village_elsewhere"
    kind = Kind.INVALID
    says = _("所选的村（社区）不在这次转移的目的地之内。请重新选择。")


class OnlyByReceipt(Problem):
    """A place outside answers on paper."""

    code = "transfer.only_by_receipt"
    kind = Kind.CONFLICT
    says = _("对方不在本系统，请在收到回执后登记回执。")
