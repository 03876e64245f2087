"""Where figures come from, as files."""

from __future__ import annotations

from django.db import models

from backbone.database.fields import same_partnership
from backbone.database.history import track
from impact.models.figures import Measurement
from partnerships.attachments.models import AttachedFile


@track()
class SourceFile(AttachedFile):
    """What a figure was read from."""

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("source_file", "measurement", "upload")]
