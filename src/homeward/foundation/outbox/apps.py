from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "homeward.foundation.outbox"
    label = "outbox"
