from django.apps import AppConfig


class CryptoConfig(AppConfig):
    name = "homeward.foundation.crypto"
    label = "crypto"
