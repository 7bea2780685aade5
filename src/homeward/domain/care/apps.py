from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "homeward.domain.care"
    label = "care"

    def ready(self) -> None:
        from homeward.domain.care import public  # noqa: F401  fills the registry
