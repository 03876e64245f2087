"""All addresses: each app brings its own."""

from django.urls import include, path

from backbone.health import health, web
from backbone.pages import partnership_colour

# The first address that fits answers: rooms with a fixed word in an address stand before those with a slug.
APPS = [
    "backbone.accounts",
    "backbone.outbox",
    "partnerships.agreements",
    "partnerships.signing",
    "partnerships.proposals",
    "partnerships.people",
    "partnerships.scoping",
    "partnerships.commenting",
    "partnerships.disputes",
    "partnerships.correspondence",
    "partnerships.imports",
    "partnerships.documents",
    "partnerships.attachments",
    "partnerships.bodies",
    "partnerships.prospects",
    "partnerships.identity",
    "partnerships.conveners",
    "partnerships.cards",
    "partnerships.agreement_papers",
    "partnerships.packs",
    "partnerships.inviting",
    "partnerships.mandates",
    "partnerships.giving",
    "partnerships.sharing",
    "partnerships",
    "workplans",
    "meetings",
    "impact",
]

urlpatterns = [
    path("health/", health, name="health"),
    path("health/web/", web, name="health_web"),
    path("identity/<int:hue>.css", partnership_colour.stylesheet, name="identity_stylesheet"),
    *(path("", include(f"{app}.urls")) for app in APPS),
]
