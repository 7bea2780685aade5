from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "homeward.foundation.accounts"
    label = "accounts"
