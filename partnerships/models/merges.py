"""Which organisations and people were found to be one, and what was moved for it, so that it can be moved back."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.timezone import now

from backbone.database.fields import one_of


class Merge(models.Model):
    """One organisation, or one person, that became another. The keys are plain: one of the rows is gone."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation"
        PERSON = "person"

    kind = models.CharField(max_length=12, choices=Kind)
    gone_id = models.BigIntegerField()
    gone_name = models.CharField(max_length=200)
    stays_id = models.BigIntegerField()
    # Who coordinates all of these may undo it; what concerned more than partnerships is for administrators.
    partnerships = ArrayField(models.BigIntegerField(), default=list)
    for_administrators = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "stays_id"], condition=models.Q(undone_at=None), name="merged_into")
        ]
        constraints = [
            one_of("kind", "organisation person", "merge_kind"),
            models.CheckConstraint(condition=~models.Q(gone_id=models.F("stays_id")), name="merge_of_two"),
        ]

    def __str__(self):
        return self.gone_name


class MergedRows(models.Model):
    """Rows of one table that a merge moved, changed or deleted, with their columns before and after, in its order.

    Without `after` a whole row was deleted; it may be what somebody signed in with, so no page shows it.
    """

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="moved")
    place = models.PositiveIntegerField()
    table = models.CharField(max_length=100)
    rows = models.JSONField()
    before = models.JSONField()
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["merge", "place"], name="merged_rows_place")]
