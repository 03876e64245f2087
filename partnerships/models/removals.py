"""What was removed and can be brought back for a while: the bin of a partnership."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.timezone import now

from backbone.database.removing import Found
from backbone.panels import registry
from backbone.registered.removable import Removable
from partnerships.models.partnership import Partnership

KEPT = timedelta(days=30)
# Each row is text within JSON.
POINTING = """
SELECT removal.id FROM partnerships_removal removal,
  jsonb_each(removal.rows) AS of_model(label, rows), jsonb_each_text(of_model.rows) AS one(key, row),
  jsonb_each_text(one.row::jsonb) AS cell(name, value)
WHERE of_model.label || '.' || cell.name = ANY(%s) AND cell.value = ANY(%s)
"""


class RemovalQuerySet(models.QuerySet):
    def in_bin(self) -> models.QuerySet:
        """What can be brought back; without the rows themselves, which can be many."""
        return self.filter(at__gte=now() - KEPT).defer("rows", "emptied")

    def pointing_to(self, pointing: Iterable[tuple], keys: Iterable[int]) -> models.QuerySet:
        """Those with a row that points to one of these keys, by one of these (model, column)."""
        columns = [f"{model._meta.label_lower}.{column.column}" for model, column in pointing]
        return self.filter(pk__in=RawSQL(POINTING, [columns, [str(key) for key in keys]]))


class Removal(models.Model):
    """A row that was removed with all that hung on it, by somebody; the rows themselves as they were."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="removals")
    # The model's label, as "workplans.task", the row's key then, and what it was called.
    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    name = models.CharField(max_length=300)
    # Where it is seen again once it is back.
    page = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    rows = models.JSONField()
    emptied = models.JSONField()

    objects = RemovalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["partnership", "-at", "-id"], name="removal_newest"),
            models.Index(fields=["at"], name="removal_oldest"),
        ]

    def __str__(self):
        return self.name

    @property
    def of_kind(self) -> Removable:
        """What its app registered about this kind of thing."""
        return next(kind for kind in registry.removable if kind.model == self.kind)

    @property
    def until(self) -> datetime:
        """When it will be gone for good."""
        return self.at + KEPT

    @property
    def taken(self) -> Found:
        """The rows, for `backbone.database.removing`."""
        return Found(self.rows, self.emptied)
