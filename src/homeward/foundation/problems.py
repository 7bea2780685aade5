"""One catalogue of everything that can go wrong for a person, with a stable code and a remedy.

A problem's class states its code, kind and words; call sites pass values only. Details carry ids and
counts, never names: they reach logs and machines.
"""

from enum import StrEnum
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What a caller can do about it; the entry floor turns it into a status or an exit code."""

    INVALID = "invalid"
    DENIED = "denied"
    MISSING = "missing"
    CONFLICT = "conflict"
    UNAVAILABLE = "unavailable"


HTTP_STATUS = {
    Kind.INVALID: 422,
    Kind.DENIED: 403,
    Kind.MISSING: 404,
    Kind.CONFLICT: 409,
    Kind.UNAVAILABLE: 503,
}
CATALOGUE: "dict[str, type[Problem]]" = {}


class Problem(Exception):
    """Base of every expected failure. `says` may use the details as `{name}`."""

    code: ClassVar[str]
    kind: ClassVar[Kind]
    says: ClassVar[str | Promise]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "code" in cls.__dict__:
            if cls.code in CATALOGUE:
                raise TypeError(f"problem code {cls.code} is taken by {CATALOGUE[cls.code]}")
            CATALOGUE[cls.code] = cls

    def __init__(self, **details: object) -> None:
        super().__init__(self.code)
        self.details = details

    @property
    def message(self) -> str:
        """The words for the reader's language."""
        return str(self.says).format(**self.details)


class NotFound(Problem):
    """No such record and not yours look the same from outside."""

    code = "record.not_found"
    kind = Kind.MISSING
    says = _("没有找到这条记录，或者它不在您的负责范围内。请核对后再试，或向上级申请权限。")


class NotPermitted(Problem):
    """Inside the actor's scope, but not an act of the actor's roles."""

    code = "access.not_permitted"
    kind = Kind.DENIED
    says = _("您的岗位不能做“{action}”。需要时请联系上级的儿童督导员或县级工作人员。")


class Invalid(Problem):
    """An argument has a wrong shape; `fields` maps its name to what is wrong."""

    code = "input.invalid"
    kind = Kind.INVALID
    says = _("有内容需要修改：{fields}")


class DateInFuture(Problem):
    """A date that must have happened lies after today."""

    code = "input.date_in_future"
    kind = Kind.INVALID
    says = _("日期 {on} 还没有到。请填写今天或更早的日期。")


class EndBeforeStart(Problem):
    """A period ends before it begins."""

    code = "input.end_before_start"
    kind = Kind.INVALID
    says = _("结束日期 {until} 早于开始日期 {since}。请核对两个日期。")


class ChangedMeanwhile(Problem):
    """Somebody else changed the record since it was read."""

    code = "record.changed_meanwhile"
    kind = Kind.CONFLICT
    says = _("您打开之后，别人已经修改过这条记录。请刷新后再提交，您填写的内容仍在表单里。")
