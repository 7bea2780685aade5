from django.apps import AppConfig


class CryptoConfig(AppConfig):
    name = "homeward.foundation.crypto"
    label = "crypto"

    def ready(self) -> None:
        from homeward.foundation.crypto import public  # noqa: F401  fills the registry
