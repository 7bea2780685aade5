"""What can go wrong when two records are made one, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class SameRecord(Problem):
    code = "merge.same_record"
    kind = Kind.INVALID
    says = _("这是同一条记录，不需要合并。")


class KeepTheOneOnTheRegister(Problem):
    """The kept record must be on the register."""

    code = "merge.kept_has_left"
    kind = Kind.CONFLICT
    says = _("要保留的这条记录已退出名册。请保留仍在册的一条，或先恢复在册再合并。")


class ErasureUnderWay(Problem):
    """Whoever asked that one record be erased did not ask it of the other."""

    code = "merge.erasure_under_way"
    kind = Kind.CONFLICT
    says = _("其中一条记录正在申请删除。请先办完或撤回删除申请，再合并。")


class NumberTaken(Problem):
    """Another child bears the number of the record that would stand alone again."""

    code = "merge.number_taken"
    kind = Kind.CONFLICT
    says = _(
        "另一条记录的身份证号现在登记在别的孩子名下。请先在那个孩子的页面更正身份证号，再撤销合并。"
    )


class FieldNotOffered(Problem):
    code = "merge.field_not_offered"
    kind = Kind.INVALID
    says = _("“{field}”不能从另一条记录取用。请从页面列出的资料里选择。")


class AlreadyParted(Problem):
    code = "merge.already_parted"
    kind = Kind.CONFLICT
    says = _("这次合并已经撤销。")


class MergedAgainSince(Problem):
    """Merges of one child are undone in the order of a stack."""

    code = "merge.merged_again_since"
    kind = Kind.CONFLICT
    says = _("这个孩子后来又合并过记录。请先撤销后来的那次合并，再撤销这一次。")
