"""What can go wrong with accounts and appointments."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class UsernameTaken(Problem):
    code = "people.username_taken"
    kind = Kind.CONFLICT
    says = _("登录名“{username}”已被使用，请换一个。")


class PhoneTaken(Problem):
    code = "people.phone_taken"
    kind = Kind.CONFLICT
    says = _("这个手机号已经用于另一个账号。请核对，或让对方先更换。")


class RoleUnknown(Problem):
    code = "people.role_unknown"
    kind = Kind.INVALID
    says = _("没有“{role}”这个岗位。请从列表中选择。")


class MayNotGrant(Problem):
    """You may grant only what you hold, where you hold it."""

    code = "people.may_not_grant"
    kind = Kind.DENIED
    says = _("您不能任命“{role}”：只能授予您自己拥有的权限，且不超出您的范围。")


class MayNotEnd(Problem):
    """Whoever could not give an appointment cannot take it away either."""

    code = "people.may_not_end"
    kind = Kind.DENIED
    says = _("您不能结束“{role}”的任职：请联系有权任命这一岗位的人。")


class NotACounty(Problem):
    code = "people.not_a_county"
    kind = Kind.INVALID
    says = _("只能为县、区、县级市设立县级工作人员。请选择县级的地区。")


class MayNotReset(Problem):
    """A new password opens everything that the person may see."""

    code = "people.may_not_reset"
    kind = Kind.DENIED
    says = _("此人的任职超出您的范围，您不能重置其密码。请联系其上级或系统运维。")


class MayNotStop(Problem):
    code = "people.may_not_stop"
    kind = Kind.DENIED
    says = _("此人的任职超出您的范围，您不能停用或恢复其账号。请联系其上级或系统运维。")


class NotOneself(Problem):
    """Who stopped their own account could not restore it."""

    code = "people.not_oneself"
    kind = Kind.DENIED
    says = _("不能停用自己的账号。请让另一位有权限的人来做。")


class ScopeMissing(Problem):
    code = "people.scope_missing"
    kind = Kind.INVALID
    says = _("请指明任职的地区或学校。")


class AlreadyAppointed(Problem):
    code = "people.already_appointed"
    kind = Kind.CONFLICT
    says = _("此人已在同一范围担任这一岗位。")


class PasswordWeak(Problem):
    code = "account.password_weak"
    kind = Kind.INVALID
    says = _("密码不够安全：{why}")


class PasswordWrong(Problem):
    code = "account.password_wrong"
    kind = Kind.INVALID
    says = _("原密码不对，请重新输入。")


class CountyHasOfficer(Problem):
    """The operator opens a county once; from then on its officers appoint."""

    code = "people.county_has_officer"
    kind = Kind.CONFLICT
    says = _("这个地区已有县级工作人员，请由其任命。")


class HouseHasPeople(Problem):
    """The first operator is made once, in an empty house."""

    code = "people.house_has_people"
    kind = Kind.CONFLICT
    says = _("系统里已经有账号。请由现有的运维人员新建账号。")
