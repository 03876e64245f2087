from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "partnerships.packs"
    label = "packs"
    default_auto_field = "django.db.models.BigAutoField"
