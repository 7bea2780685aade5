from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "homeward.foundation.commands"
    label = "commands"
