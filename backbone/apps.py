from django.apps import AppConfig


class BackboneConfig(AppConfig):
    """The machinery without models: pages' pieces, forms, PDFs, charts, the registry."""

    name = "backbone"
    label = "backbone"
