"""Addresses of logging in and of one's own account."""

from django.urls import path

from homeward.entry.web.account.login import SignIn, sign_out
from homeward.entry.web.account.views import Account

urlpatterns = [
    path("login/", SignIn.as_view(), name="login"),
    path("logout/", sign_out, name="logout"),
    path("account/", Account.as_view(), name="account"),
]
