"""All addresses: each app brings its own."""

from django.urls import include, path

from backbone import identity
from backbone.health import health

APPS = ["backbone.accounts", "backbone.outbox", "partnerships", "workplans", "meetings", "impact"]

urlpatterns = [
    path("health/", health, name="health"),
    path("identity/<int:hue>.css", identity.stylesheet, name="identity_stylesheet"),
    *(path("", include(f"{app}.urls")) for app in APPS),
]
