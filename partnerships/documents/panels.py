"""What documents add to what spans apps: what was issued is never removed; the registry is backbone.panels."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from backbone.panels import registry
from backbone.registered.removable import Stays

registry.stays.append(
    Stays(
        "documents.version", Q(), gettext_lazy("It was issued, so it stays: a new version can say otherwise.")
    )
)
