from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "homeward.domain.watch"
    label = "watch"

    def ready(self) -> None:
        from homeward.domain.watch import public  # noqa: F401  fills the registry
        from homeward.domain.watch.listen import listen

        listen()
