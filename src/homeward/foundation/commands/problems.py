"""What can go wrong at the doors themselves."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class CommandIdReused(Problem):
    """The same command id came again with other content or from somebody else."""

    code = "command.id_reused"
    kind = Kind.CONFLICT
    says = _("这个操作编号已经用于另一项操作。请重新提交，不要重复使用编号。")


class ReasonMissing(Problem):
    """The act must be explained."""

    code = "command.reason_missing"
    kind = Kind.INVALID
    says = _("请写明理由，理由会记入日志。")
