"""Log-in by name or phone on django-allauth's flow; django-axes closes the door after five failures."""

from typing import Any, ClassVar

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from axes.helpers import get_cool_off
from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from homeward.entry.web.formpage import INVALID, name_what_is_required
from homeward.foundation.accounts.backend import find
from homeward.foundation.crypto.seal import blind


class SignInForm(LoginForm):
    """One box for both: the log-in name or the phone."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"] = forms.CharField(
            label=_("登录名或手机号"),
            max_length=60,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        )
        self.fields["password"] = forms.CharField(
            label=_("密码"),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )
        name_what_is_required(self)


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SignIn(LoginView):
    """The log-in page."""

    form_class = SignInForm
    http_method_names: ClassVar[list[str]] = ["get", "post", "head"]

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=INVALID)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": kwargs.get("form") or self.get_form(), "next_url": self.get_next_url()}


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here."""
    logout(request)
    return HttpResponseRedirect(reverse("login"))


def locked_out(request: HttpRequest, response: HttpResponse, credentials: object) -> HttpResponse:
    """What django-axes answers after too many wrong passwords."""
    closed = get_cool_off(request)
    shown = {"minutes": int(closed.total_seconds() // 60), "login_url": reverse("login")}
    return render(request, "account/locked.html", shown, status=429)


def whose_door(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """Under which name django-axes counts: the account, whichever of its names was typed.

    What belongs to no account is kept as a digest: people type phones and passwords into that box.
    """
    typed = str((credentials or {}).get("username") or request.POST.get("login", ""))
    if not typed:
        return None
    user = find(typed)
    return user.username if user else "?" + blind(typed.strip().lower(), "axes.username")[:24]
