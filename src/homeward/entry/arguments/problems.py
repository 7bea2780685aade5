"""What can go wrong before a call reaches its door."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class Unreadable(Problem):
    code = "input.unreadable"
    kind = Kind.INVALID
    says = _("发来的内容读不懂：应当是一个 UTF-8 的 JSON 对象。请核对格式后再发。")


class SignInNeeded(Problem):
    """No token, a token that no longer opens anything, or no session."""

    code = "access.sign_in_needed"
    kind = Kind.DENIED
    says = _("请先登录，或使用有效的接口令牌。令牌过期或作废的，请重新生成。")


class PersonUnknown(Problem):
    """On the command line, where whoever types holds the machine anyway."""

    code = "people.unknown"
    kind = Kind.MISSING
    says = _("没有这个登录名或手机号，或者账号已停用。请核对 --as 后面的内容。")


class AreaUnclear(Problem):
    """Neither the file nor the actor's duties say which area a roll is of."""

    code = "roll.area_unclear"
    kind = Kind.INVALID
    says = _("看不出这份名册是哪里的。请用 --place 指明，可选：\n{choices}")


class PasswordFirst(Problem):
    """The first password was told by somebody else, who would be able to act in the person's name."""

    code = "account.password_first"
    kind = Kind.DENIED
    says = _("请先修改初始密码，然后再继续。")


class FormNotOurs(Problem):
    code = "access.form_not_ours"
    kind = Kind.DENIED
    says = _("这次提交没有通过安全校验。请刷新页面后再试；程序调用请使用接口令牌。")


class NoSuchAddress(Problem):
    code = "api.no_such_address"
    kind = Kind.MISSING
    says = _("接口中没有这个地址。请查看 /api/v1/openapi.json。")


class Busy(Problem):
    code = "server.busy"
    kind = Kind.UNAVAILABLE
    says = _("系统正忙，这次没有保存。请稍后用同一操作编号再试。")


class Unexpected(Problem):
    """A fault of ours. The id leads to the log; nothing else is told."""

    code = "server.unexpected"
    kind = Kind.UNAVAILABLE
    says = _("系统出错，这次没有保存。请把编号 {request_id} 告诉运维人员。")
