"""My account: my password, my appointments, my log-ins."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.entry.web.account.logins import logins_of
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.entry.web.frame import role_text, user_of
from homeward.entry.web.scopes import scope_texts
from homeward.foundation.accounts.public import find_appointments


def _password(label: Any, kind: str, hint: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=hint)


class PasswordForm(CommandForm):
    """The old password, and the new one twice."""

    old = _password(_("现在的密码"), "current-password")
    new = _password(
        _("新密码"), "new-password", _("至少8个字符，不要太常见，也不要和姓名、登录名相似。")
    )
    again = _password(_("再输一次新密码"), "new-password")

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("new") not in (None, again):
            raise ValidationError(_("两次输入的新密码不一样。请再输一次。"))
        return again


class Account(FormPage):
    """One's own page, which opens for everybody signed in."""

    command = "account.change_password"
    form_class = PasswordForm
    template_name = "me/account.html"
    title = _("我的账号")
    done = _("密码已修改。下次请用新密码登录。")
    blames: ClassVar = {"account.password_wrong": "old", "account.password_weak": "new"}

    def guard(self) -> None:
        """A person without any duty may still change the password that somebody else chose."""

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"old": cleaned["old"], "new": cleaned["new"]}

    def next_url(self, result: Any) -> str:
        user = user_of(self.request)
        user.refresh_from_db()
        update_session_auth_hash(self.request, user)
        return "/"

    def cancel_url(self) -> str:
        return reverse("account")

    def page(self) -> dict[str, Any]:
        user = user_of(self.request)
        held = find_appointments(user.pk, self.ctx.today)
        where = scope_texts([(one.role, one.scope) for one in held])
        return {
            "must_change": user.must_change_password,
            "appointments": [
                {"role_text": role_text(one.role), "scope_text": scope, "since": one.since}
                for one, scope in zip(held, where, strict=True)
            ],
            "logins": logins_of(user.username),
        }
