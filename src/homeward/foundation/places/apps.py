from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "homeward.foundation.places"
    label = "places"

    def ready(self) -> None:
        from homeward.foundation.places import public  # noqa: F401  fills the registry
