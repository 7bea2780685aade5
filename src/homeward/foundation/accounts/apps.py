from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "homeward.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from homeward.foundation.accounts import public  # noqa: F401  fills the registry
