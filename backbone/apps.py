from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BackboneConfig(AppConfig):
    """The machinery without models: pages' pieces, forms, PDFs, charts, the registry."""

    name = "backbone"
    label = "backbone"

    def ready(self) -> None:
        """Import each app's `panels.py`, in which it registers what it shows on shared pages."""
        autodiscover_modules("panels")
