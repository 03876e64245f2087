"""A row being checked: its cells by what they hold, what it would make, and what is wrong with which cell."""

from dataclasses import dataclass, field

from backbone import spreadsheets
from backbone.forms import clean_text
from partnerships.models import ImportRow


@dataclass
class Row:
    """`number` and `columns` are those of the sheet as it came; `raw` keeps the cells as they were."""

    number: int
    raw: list
    columns: dict
    headings: list = field(default_factory=list)
    values: dict = field(default_factory=dict)
    makes: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def cell(self, key):
        """The cell as it came, or "" when there is none."""
        index = self.columns.get(key)
        return self.raw[index] if index is not None and index < len(self.raw) else ""

    def text(self, key):
        """What the cell says, cleaned; white space runs become one space."""
        return " ".join(clean_text(spreadsheets.text(self.cell(key))).split())

    def address(self, column):
        """The name of the cell in this row that lies in this column."""
        return spreadsheets.address(self.number, column)

    def refuse(self, key, words, /, **gaps):
        """Refuse the row because of the cell that holds `key`; `words` are marked with gettext_noop."""
        self.refuse_column(self.columns.get(key), words, **gaps)

    def refuse_column(self, column, words, /, **gaps):
        self._add(column, words, gaps, refuses=True)

    def note(self, key, words, /, **gaps):
        """Say something about a cell that does not refuse the row."""
        self._add(self.columns.get(key), words, gaps, refuses=False)

    @property
    def is_refused(self):
        return any(problem["refuses"] for problem in self.problems)

    @property
    def fate(self):
        if self.is_refused:
            return ImportRow.Fate.REFUSE
        return ImportRow.Fate.CREATE if self.makes else ImportRow.Fate.MATCH

    def _add(self, column, words, gaps, refuses):
        gaps = {name: str(value)[:300] for name, value in gaps.items()}
        self.problems.append({"column": column, "text": words, "gaps": gaps, "refuses": refuses})


@dataclass
class Batch:
    """All that one import is checked against; kinds leave in `shared` what later kinds may refer to."""

    partnership: object
    shared: dict = field(default_factory=dict)

    def once(self, key, load):
        """What `load()` returned the first time it was asked for under this key."""
        if key not in self.shared:
            self.shared[key] = load()
        return self.shared[key]
