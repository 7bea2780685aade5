"""What can go wrong with helpers and matches, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class HelperNameMissing(Problem):
    code = "helper.name_missing"
    kind = Kind.INVALID
    says = _("请填写帮扶人的姓名。")


class HelperKnown(Problem):
    """The identity number or account is there already."""

    code = "helper.known"
    kind = Kind.CONFLICT
    says = _("这个人已经登记为帮扶人。请在帮扶人名单里找到原来的登记，继续办理。")


class HelperFieldUnlikely(Problem):
    code = "helper.field_unlikely"
    kind = Kind.INVALID
    says = _("“{field}”填写有误。请核对后改正。")


class StepUnknown(Problem):
    code = "helper.step_unknown"
    kind = Kind.INVALID
    says = _("这类帮扶人不需要“{step}”这一步。请从列出的步骤里选择。")


class EvidenceUnreadable(Problem):
    code = "helper.evidence_unreadable"
    kind = Kind.INVALID
    says = _("材料只收 PDF、JPG 或 PNG 文件。请重新扫描或拍照后上传。")


class EvidenceTooLarge(Problem):
    code = "helper.evidence_too_large"
    kind = Kind.INVALID
    says = _("材料超过 {limit} MB。请压缩或分开上传。")


class NotVetted(Problem):
    """Nobody is given a child by name whose checks are not in force (Minors Protection Law art. 62)."""

    code = "helper.not_vetted"
    kind = Kind.CONFLICT
    says = _(
        "这位帮扶人的核查没有办完，或已到期、停用，不能接触孩子的资料（《未成年人保护法》第六十二条）。"
        "请先在帮扶人页面补办。"
    )


class HelperIsStopped(Problem):
    code = "helper.is_stopped"
    kind = Kind.CONFLICT
    says = _("这位帮扶人已经停用。")


class HelperNotStopped(Problem):
    code = "helper.not_stopped"
    kind = Kind.CONFLICT
    says = _("这位帮扶人没有停用，不需要恢复。")


class HelperFull(Problem):
    code = "helper.full"
    kind = Kind.CONFLICT
    says = _("这位帮扶人同时帮扶的孩子已满 {capacity} 名。请先结束一个结对，或修改名额。")


class TeamUnfit(Problem):
    """A team of acting parents has three to five people who are all vetted."""

    code = "helper.team_unfit"
    kind = Kind.CONFLICT
    says = _(
        "代理家长小组要有 {least} 到 {most} 人，由一位组长带领，人人都通过核查。请先调整小组。"
    )


class AccountLinked(Problem):
    code = "helper.account_linked"
    kind = Kind.CONFLICT
    says = _("这个账号已经属于另一位帮扶人。请核对账号。")


class HelperTooFar(Problem):
    code = "match.too_far"
    kind = Kind.INVALID
    says = _("帮扶人不在孩子所在的县。请另选一位。")


class RefusedBefore(Problem):
    """A no is remembered."""

    code = "match.refused_before"
    kind = Kind.CONFLICT
    says = _("{who}以前不同意过这个结对，不能再提。请另选一位帮扶人。")


class MatchedAlready(Problem):
    code = "match.already"
    kind = Kind.CONFLICT
    says = _("这个孩子和这位帮扶人已经有一个结对。请在原来的结对里继续。")


class MatchNotInThisState(Problem):
    code = "match.not_in_this_state"
    kind = Kind.CONFLICT
    says = _("结对现在的状态不能这样做。请刷新后查看最新情况。")


class HandOverToNobody(Problem):
    code = "match.hand_over_to_nobody"
    kind = Kind.INVALID
    says = _("请写明移交给谁。")
