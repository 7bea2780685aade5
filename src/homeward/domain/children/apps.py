from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "homeward.domain.children"
    label = "children"

    def ready(self) -> None:
        from homeward.domain.children import public  # noqa: F401  fills the registry
