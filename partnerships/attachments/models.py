"""Files that people put beside a row: evidence, papers, proof.

An app that takes files has a table of its own for each kind of row, made of `AttachedFile`, with a key to the row.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from backbone.database.fields import same_partnership
from backbone.database.history import track
from backbone.files.models import StoredFile
from partnerships.models import Benefit, Contribution, Partnership


class UploadQuerySet(models.QuerySet):
    def size(self) -> int:
        """Bytes of all of them together."""
        return self.aggregate(size=models.Sum("file__size"))["size"] or 0


class Upload(models.Model):
    """A file that somebody put into a partnership; what lies in the bin has its upload still."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="uploads")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="upload")
    # A small picture of it, for what is shown and not only handed out.
    picture = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="pictured")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [*same_partnership("upload")]

    def __str__(self):
        return self.file.name


class AttachedFile(models.Model):
    """A file beside a row of one kind; a model of its own names the row."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    upload = models.OneToOneField(Upload, models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return self.name


@track()
class ContributionFile(AttachedFile):
    """Proof of what a partner gives."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("gift_file", "contribution", "upload")]


@track()
class BenefitFile(AttachedFile):
    """Evidence of what a partner gets."""

    benefit = models.ForeignKey(Benefit, models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("benefit_file", "benefit", "upload")]
