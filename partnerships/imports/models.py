"""An import: its files, what was guessed, what will happen to each row, and what did."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import pgettext_lazy

from backbone.database.fields import one_of
from backbone.files.models import StoredFile
from partnerships.models.partnership import Partnership


class ImportRun(models.Model):
    class State(models.TextChoices):
        READ = "read", pgettext_lazy("import", "Columns to check")
        CHECKED = "checked", pgettext_lazy("import", "To confirm")
        DONE = "done", pgettext_lazy("import", "Imported")
        FAILED = "failed", pgettext_lazy("import", "Not imported")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="import_runs")
    files = models.ManyToManyField(StoredFile, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    state = models.CharField(max_length=8, choices=State, default=State.READ)
    # Per sheet: file, name, kind, row of headings, and which column holds what; see imports/reading.py.
    sheets = models.JSONField(default=list)
    # What was made, by kind of thing.
    counts = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    # What Celery does for a large import, with its progress: checking it, or making its rows.
    job = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [one_of("state", "read checked done failed", "import_state")]

    def __str__(self):
        return ", ".join(dict.fromkeys(sheet["file_name"] for sheet in self.sheets))


class ImportRow(models.Model):
    """One row of a sheet, with what became of it and why; a refused row can be corrected and brought back."""

    class Fate(models.TextChoices):
        CREATE = "create", pgettext_lazy("row of an import", "New")
        MATCH = "match", pgettext_lazy("row of an import", "Already here")
        REFUSE = "refuse", pgettext_lazy("row of an import", "Refused")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    # The place of its sheet in run.sheets.
    sheet = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    values = models.JSONField(default=dict)
    makes = models.JSONField(default=list)
    fate = models.CharField(max_length=8, choices=Fate)
    # [{"column": 3, "text": "…", "gaps": {…}, "refuses": true}]; the text is translated when it is shown.
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["sheet", "number", "pk"]
        constraints = [one_of("fate", "create match refuse", "import_row_fate")]
        indexes = [models.Index(fields=["run", "sheet", "fate", "number"], name="import_row_place")]
