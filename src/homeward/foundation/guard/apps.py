from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class GuardConfig(AppConfig):
    name = "homeward.foundation.guard"
    label = "guard"

    def ready(self) -> None:
        from homeward.foundation.guard.context import teach_connection
        from homeward.foundation.guard.triggers import install

        connection_created.connect(teach_connection, dispatch_uid="homeward.guard")
        post_migrate.connect(install, sender=self, dispatch_uid="homeward.guard")
