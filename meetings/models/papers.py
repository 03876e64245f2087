"""What is read before an agenda item, as files."""

from __future__ import annotations

from django.db import models

from backbone.database.fields import same_partnership
from backbone.database.history import track
from meetings.models.meeting import AgendaItem
from partnerships.attachments.models import AttachedFile


@track()
class Paper(AttachedFile):
    """A paper of an agenda item."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers")

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("paper", "item", "upload")]
