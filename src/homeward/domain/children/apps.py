from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ChildrenConfig(AppConfig):
    name = "homeward.domain.children"
    label = "children"

    def ready(self) -> None:
        from homeward.domain.children import public  # noqa: F401  fills the registry
        from homeward.domain.children.headcount import install

        post_migrate.connect(install, sender=self, dispatch_uid="homeward.children.headcount")
