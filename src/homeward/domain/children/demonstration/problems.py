"""What can go wrong with the demonstration."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class RegisterInUse(Problem):
    """Invented children never stand beside real ones."""

    code = "demo.register_in_use"
    kind = Kind.CONFLICT
    says = _("这个数据库里已有登记的孩子，不能再装入演示数据。请换一个空的数据文件夹。")
