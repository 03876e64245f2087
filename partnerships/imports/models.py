"""An import: its files, what was guessed, what will happen to each row, and what did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import pgettext_lazy

from backbone.database.fields import one_of
from backbone.files.models import StoredFile
from partnerships.models.partnership import Partnership

# Beside the columns in ImportRow.changes.
LEAVE_KEY = "leave"


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
    # Counts what people corrected; whoever corrects says which number they saw.
    revision = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    # What Celery does for a large import, with its progress: checking it, or making its rows.
    job = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    # Under which name history keeps what was made (`backbone.database.history.made_in`); empty before that was kept.
    trail = models.UUIDField(null=True, editable=False)
    # What was made lies in the bin, or is gone.
    removed_at = models.DateTimeField(null=True, editable=False)

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
        LEAVE = "leave", pgettext_lazy("row of an import", "Left out")

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
    # {column: text} of cells that nobody wrote: what they hold was guessed and is guessed again at each check.
    guesses = models.JSONField(default=dict)
    # What each cell was before it was changed, and before which revision: {column: [[revision, cell], ...]}; under
    # "leave" whether the row was left out. The first of a cell is what came in the file.
    changes = models.JSONField(default=dict)

    class Meta:
        ordering = ["sheet", "number", "pk"]
        constraints = [one_of("fate", "create match refuse leave", "import_row_fate")]
        indexes = [models.Index(fields=["run", "sheet", "fate", "number"], name="import_row_place")]

    @property
    def corrected(self) -> dict:
        """The columns whose cells somebody changed by hand: {column: what came in the file}."""
        return {
            int(column): before[0][1]
            for column, before in self.changes.items()
            if column != LEAVE_KEY and column not in self.guesses
        }

    def cell(self, column: int) -> dict | int | str:
        """What the cell holds now; "" when the row is shorter."""
        return self.cells[column] if column < len(self.cells) else ""

    def change(self, column: int, cell: str, revision: int) -> None:
        """Put another text into a cell and keep what was there; empty cells at the row's end go."""
        self.changes.setdefault(str(column), []).append([revision, self.cell(column)])
        self.cells += [""] * (column + 1 - len(self.cells))
        self.cells[column] = cell
        while self.cells and self.cells[-1] == "":
            self.cells.pop()

    def forget_guesses(self) -> None:
        """Put back what the file has where something was guessed: another reading of the table guesses anew."""
        for column in self.guesses:
            [[_revision, original], *_later] = self.changes.pop(column, [[0, self.cell(int(column))]])
            if int(column) < len(self.cells):
                self.cells[int(column)] = original
        self.guesses = {}
        while self.cells and self.cells[-1] == "":
            self.cells.pop()

    def cell_at(self, column: int, revision: int) -> dict | int | str:
        """What the cell held when a page of this revision was shown."""
        later = (before for changed, before in self.changes.get(str(column), []) if changed > revision)
        return next(later, self.cell(column))

    def leave(self, is_left: bool, revision: int) -> None:
        """Leave the row out, or take it in again."""
        self.changes.setdefault(LEAVE_KEY, []).append([revision, self.is_left_out])
        self.fate = self.Fate.LEAVE if is_left else self.Fate.MATCH

    def was_left_out(self, revision: int) -> bool:
        """Whether it was left out when a page of this revision was shown."""
        later = (before for changed, before in self.changes.get(LEAVE_KEY, []) if changed > revision)
        return next(later, self.is_left_out)

    @property
    def is_left_out(self) -> bool:
        return self.fate == self.Fate.LEAVE


class Meaning(models.Model):
    """What a heading or a word of people's tables means in a partnership, as somebody said.

    For a heading `column` is empty, and `meaning` the key of its column, or empty when that is not used. For words
    `column` is the key of where they stand, and `meaning` what the cell says instead; empty leaves it out.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    column = models.CharField(max_length=40, blank=True)
    # Folded (`backbone.reading.folding`).
    words = models.CharField(max_length=300)
    meaning = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "column", "words"], name="import_meaning_once"
            ),
            models.CheckConstraint(condition=~models.Q(words=""), name="import_meaning_of_words"),
        ]

    def __str__(self):
        return f"{self.words}: {self.meaning}"
