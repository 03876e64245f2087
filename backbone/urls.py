"""All addresses: each app brings its own."""

from importlib.util import find_spec

from django.urls import include, path

from backbone import identity
from backbone.health import health

APPS = [
    "backbone.accounts",
    "backbone.outbox",
    "backbone.files",
    "backbone.pages",
    "partnerships",
    "workplans",
    "meetings",
    "impact",
]

urlpatterns = [
    path("health/", health, name="health"),
    path("identity/<int:hue>.css", identity.stylesheet, name="identity_stylesheet"),
    *(path("", include(f"{app}.urls")) for app in APPS if find_spec(app) and find_spec(f"{app}.urls")),
]
