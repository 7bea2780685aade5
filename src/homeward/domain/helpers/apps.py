from django.apps import AppConfig


class HelpersConfig(AppConfig):
    name = "homeward.domain.helpers"
    label = "helpers"

    def ready(self) -> None:
        from homeward.domain.helpers import public  # noqa: F401  fills the registry
