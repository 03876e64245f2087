from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import autodiscover_modules

# Made before the apps' tasks are, which belong to it. Not in the package's own __init__: `make start` needs no Celery.
from backbone.celery import app as celery_app

__all__ = ["BackboneConfig", "celery_app"]


class BackboneConfig(AppConfig):
    """The machinery without models: pages' pieces, forms, PDFs, charts, the registry."""

    name = "backbone"
    label = "backbone"

    def ready(self) -> None:
        """Import each app's `panels.py`, in which it registers what it shows on shared pages; look for fonts in checks."""
        from backbone.paper import scripts

        checks.register(scripts.check_fonts)
        autodiscover_modules("panels")
