from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "homeward.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        from homeward.foundation.audit import public  # noqa: F401  fills the registry
