from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "homeward.foundation.places"
    label = "places"
