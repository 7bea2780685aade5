from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "homeward.foundation.audit"
    label = "audit"
