"""What can go wrong with keys."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class SealedColumnUnknown(Problem):
    code = "keys.column_unknown"
    kind = Kind.INVALID
    says = _("没有“{column}”这一加密列。请重新开始换钥，不要手工指定列名。")
