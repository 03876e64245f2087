from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "backbone.database"
    label = "database"
    default_auto_field = "django.db.models.BigAutoField"
