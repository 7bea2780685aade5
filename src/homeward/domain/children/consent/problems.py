"""What can go wrong with consents, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class PurposeUnknown(Problem):
    code = "consent.purpose_unknown"
    kind = Kind.INVALID
    says = _("没有编号为 {purpose} 的用途。请从用途目录里选择。")


class ChildDecides(Problem):
    """From fourteen the child's own word counts."""

    code = "consent.child_decides"
    kind = Kind.INVALID
    says = _("孩子已满14周岁，请征求孩子本人的意见。")


class GuardianDecides(Problem):
    """Personal Information Protection Law art. 31."""

    code = "consent.guardian_decides"
    kind = Kind.INVALID
    says = _("孩子未满14周岁，请征得父母或者其他监护人的同意（《个人信息保护法》第三十一条）。")


class ConsentRefused(Problem):
    code = "consent.refused"
    kind = Kind.CONFLICT
    says = _("家庭不同意“{title}”，不能这样做。家庭改变主意时，请先在孩子的页面上登记。")
