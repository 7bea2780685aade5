"""What can go wrong with a roll as a whole; what is wrong inside it is the reader's catalogue."""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


def in_words(text: Mapping[str, str]) -> str:
    """A {zh, en} text of the roll reader in the reader's language."""
    return text["en" if (get_language() or "").startswith("en") else "zh"]


class RollNotReadable(Problem):
    code = "roll.not_readable"
    kind = Kind.INVALID
    says = _("这个文件无法作为花名册读取：{why}")


class RollTooLarge(Problem):
    code = "roll.too_large"
    kind = Kind.INVALID
    says = _("文件超过 {limit} MB。请按乡镇或村拆分后再导入。")


class RollAlreadyCommitted(Problem):
    code = "roll.already_committed"
    kind = Kind.CONFLICT
    says = _("这份花名册已经导入，不需要再次提交。")


class RollNotCommitted(Problem):
    code = "roll.not_committed"
    kind = Kind.CONFLICT
    says = _("这份花名册没有导入，或者已经撤销。")


class RollBuiltOn(Problem):
    """Somebody recorded something on what the roll brought in."""

    code = "roll.built_on"
    kind = Kind.CONFLICT
    says = _("不能撤销：导入之后已有 {children} 个孩子的信息被修改或使用。请逐个更正。")


class RollFileGone(Problem):
    code = "roll.file_gone"
    kind = Kind.CONFLICT
    says = _("原文件已不在。请重新上传。")


class RowDecided(Problem):
    code = "roll.row_decided"
    kind = Kind.CONFLICT
    says = _("这一行已经处理过。")


class RowStillWrong(Problem):
    code = "roll.row_still_wrong"
    kind = Kind.INVALID
    says = _("这一行仍有问题：{why}")


class FieldUnknown(Problem):
    code = "roll.field_unknown"
    kind = Kind.INVALID
    says = _("没有“{field}”这一项。请从列表中选择。")
