"""Acts on an account itself: a new first password, stopping, restoring."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.entry.web.people.acts import OnPerson
from homeward.entry.web.people.first import password_for, remember
from homeward.foundation.accounts.public import get_person


class ResetPassword(OnPerson):
    """Gives a new first password; the old one is useless at once."""

    command = "people.reset_password"
    template_name = "confirm.html"
    title = gettext_lazy("重置密码？")
    submit_text = gettext_lazy("重置密码")
    done = gettext_lazy("密码已重置。")

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        self.password = password_for(self.request.POST["command_id"])
        return {**self.kwargs, "password": self.password}

    def next_url(self, result: Any) -> str:
        username = get_person(self.ctx, user_id=self.user_id).username
        remember(self.request, self.user_id, username, self.password)
        return reverse("first_password", args=[self.user_id])

    def page(self) -> dict[str, Any]:
        text = _("%(name)s 现在的密码立即失效。新密码只显示一次，请当面或打电话告诉本人。")
        return {"text": text % {"name": self.name}, "kind": "warning"}


class RestorePerson(ResetPassword):
    """Opens a stopped account again, with a new first password."""

    command = "people.restore"
    title = gettext_lazy("恢复账号？")
    submit_text = gettext_lazy("恢复账号")
    done = gettext_lazy("账号已恢复。")

    def page(self) -> dict[str, Any]:
        text = _("%(name)s 可以重新登录，任职照旧。新密码只显示一次，请当面或打电话告诉本人。")
        return {"text": text % {"name": self.name}, "kind": "warning"}


class StopPerson(OnPerson):
    """Closes an account until somebody restores it."""

    command = "people.stop"
    template_name = "confirm.html"
    title = gettext_lazy("停用这个账号？")
    submit_text = gettext_lazy("停用账号")
    done = gettext_lazy("账号已停用。")

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return dict(self.kwargs)

    def page(self) -> dict[str, Any]:
        text = _(
            "%(name)s 立即退出登录，接口令牌作废，不能再登录。任职和以前的记录都保留，以后可以恢复。"
        )
        return {"text": text % {"name": self.name}, "kind": "warning"}
