from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "partnerships.correspondence"
    label = "correspondence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Links end with the address to which they were mailed."""
        from backbone.accounts.models import address_changed
        from partnerships.correspondence import links

        address_changed.connect(links.ended_by_another_address, dispatch_uid="links")
