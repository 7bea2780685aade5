from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "homeward.domain.needs"
    label = "needs"

    def ready(self) -> None:
        from homeward.domain.needs import public  # noqa: F401  fills the registry
