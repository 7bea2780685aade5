"""What can go wrong when people decide whether two records are one child, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class PairClosed(Problem):
    """Nobody is asked about it any more."""

    code = "double.closed"
    kind = Kind.CONFLICT
    says = _("这一对记录已经合并，或者资料变化后不再像同一个孩子，不需要再判断。")


class PairNotDecided(Problem):
    code = "double.not_decided"
    kind = Kind.CONFLICT
    says = _("这一对记录还没有判断，不需要撤销。")
