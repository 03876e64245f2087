"""Which figures and stories can be removed, and which stay because somebody was given them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.registered.removable import Removable, Stays
from impact.models import Measurement
from partnerships.documents.models import Document, Version

if TYPE_CHECKING:
    from backbone.database.removing import Found


def reported_since(row: Any, going: Found) -> str:
    """Why a figure stays: a report was issued since it was recorded, and may have counted it."""
    reports = Version.objects.filter(partnership=row.partnership_id, document__kind=Document.Kind.REPORT)
    keys = going.keys("impact.measurement")
    last = reports.order_by("-issued_at").values_list("issued_at", flat=True).first() if keys else None
    if last and Measurement.objects.filter(pk__in=keys, recorded_at__lte=last).exists():
        return _("A report was issued since it was recorded, so it stays: it can be struck out instead.")
    return ""


KINDS = [
    Removable("impact.story", gettext_lazy("Story")),
    Removable("impact.measurement", gettext_lazy("Figure")),
]
STAYS = [
    Stays(
        "impact.report",
        Q(document__versions__isnull=False),
        gettext_lazy("A report that was issued tells it, so it stays."),
        of=frozenset({"impact.story"}),
        pointing=True,
    ),
    reported_since,
]
