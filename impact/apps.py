from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "impact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from impact import panels  # noqa: F401  registers what this app shows on shared pages
