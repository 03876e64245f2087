from django.apps import AppConfig


class WorkplansConfig(AppConfig):
    name = "workplans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from workplans import panels  # noqa: F401  registers what this app shows on shared pages
