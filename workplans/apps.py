from django.apps import AppConfig


class WorkplansConfig(AppConfig):
    """What was intended, and who does what."""

    name = "workplans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Reminders follow a person into another zone."""
        from backbone.accounts.models import zone_changed
        from workplans import reminders

        zone_changed.connect(reminders.follow, dispatch_uid="reminders")
