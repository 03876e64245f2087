"""An import: the file, what was guessed, what will happen to each row, and what did."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from backbone.files.models import StoredFile
from partnerships.models.partnership import Partnership


class ImportRun(models.Model):
    class State(models.TextChoices):
        READ = "read"
        CHECKED = "checked"
        DONE = "done"
        FAILED = "failed"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="import_runs")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    state = models.CharField(max_length=8, choices=State, default=State.READ)
    # Per sheet: name, kind, header row, and which column holds what.
    sheets = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]


class ImportRow(models.Model):
    """One row of a sheet, with what became of it and why; a refused row can be corrected and brought back."""

    class Fate(models.TextChoices):
        CREATE = "create"
        MATCH = "match"
        REFUSE = "refuse"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    values = models.JSONField(default=dict)
    fate = models.CharField(max_length=8, choices=Fate)
    # [{"cell": "D9", "problem": "..."}]
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "fate"], name="import_row_fate")]
