from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "backbone.outbox"
    default_auto_field = "django.db.models.BigAutoField"
