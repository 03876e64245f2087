from django.apps import AppConfig


class ScopingConfig(AppConfig):
    name = "partnerships.scoping"
    label = "scoping"
    default_auto_field = "django.db.models.BigAutoField"
