"""Figures take files: what they were read from."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.registered.removable import Removable
from impact.access import get_measurement
from impact.models import SourceFile
from partnerships.access import access_to
from partnerships.attachments.kinds import Attachable

KIND = Attachable(
    "measurement",
    SourceFile,
    "measurement",
    get=lambda person, pk: get_measurement(person, pk, "see"),
    may_add=lambda person, row: access_to(person, row.partnership).coordinate,
    page=lambda row: reverse("indicator", args=[row.indicator_id]),
)
REMOVABLE = Removable("impact.sourcefile", _("Source of a figure"))
