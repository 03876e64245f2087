from django.apps import AppConfig


class ConvenersConfig(AppConfig):
    name = "partnerships.conveners"
    label = "conveners"
    default_auto_field = "django.db.models.BigAutoField"
