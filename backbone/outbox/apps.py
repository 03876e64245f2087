from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Mails on their way out."""

    name = "backbone.outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A mail that waited for a file goes as soon as the file is there."""
        from backbone.files.storing import file_ready

        from .mail import wake_on_commit

        file_ready.connect(lambda **_: wake_on_commit(), weak=False, dispatch_uid="outbox")
