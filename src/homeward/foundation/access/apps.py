from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "homeward.foundation.access"
    label = "access"
