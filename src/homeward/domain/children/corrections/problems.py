"""What can stand in the way of a correction, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class WhoMissing(Problem):
    """A worker writes it down for somebody of the family."""

    code = "correction.who_missing"
    kind = Kind.INVALID
    says = _("请填写是家里的哪一位提出的。")


class WordsMissing(Problem):
    code = "correction.words_missing"
    kind = Kind.INVALID
    says = _("请写明哪里不对；答复时请写明改了什么。")


class AnsweredAlready(Problem):
    code = "correction.answered_already"
    kind = Kind.CONFLICT
    says = _("这项申请已经有了结果。情况有变时，请另外提出一项。")


class NotTheirChange(Problem):
    """The act named did not change this child's data since the family asked."""

    code = "correction.not_their_change"
    kind = Kind.INVALID
    says = _("选的那次更改不是在申请以后对这个孩子的资料做的。请重新选，或只写明改了什么。")


class AskedBySomebodyElse(Problem):
    """Only whoever asked takes it back, so that no request disappears."""

    code = "correction.asked_by_somebody_else"
    kind = Kind.CONFLICT
    says = _("只有提出的人可以撤回。办不了的，请写明理由答复。")
