from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "homeward.entry.web"
    label = "web"
